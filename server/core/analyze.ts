/** The entry point of the core: a file's text in, everything that is known about it out. */
import { judgeClaims, type JudgedClaim } from './analysis/claims.ts';
import { layerCosts, totals, type LayerCost, type Totals } from './analysis/cost.ts';
import type { Field } from './analysis/field.ts';
import { receptiveFields } from './analysis/receptive-field.ts';
import { finding, type Diagnostic } from './diagnostics.ts';
import { validSizes, type ValidSizes } from './analysis/sizes.ts';
import { weighings, type WeighedAxis } from './analysis/weighing.ts';
import type { Host } from './host.ts';
import type { Allow } from './language/comments.ts';
import { withLazy } from './lazy.ts';
import { parse } from './language/parse.ts';
import { occurrencesIn } from './names/occurrences.ts';
import type { Occurrence } from './names/symbol.ts';
import type { Definition, Expression, SourceFile } from './language/tree.ts';
import { checkUnusedBlock, elaborateModel } from './network/elaborate.ts';
import { createExpansion, type Session } from './network/expansion.ts';
import { letValue } from './network/file-lets.ts';
import { checkTopLevel } from './network/imports.ts';
import { createModule, createModules, libraryBlocks, modelsOf, type Module, type Modules } from './network/modules.ts';
import type { Network } from './network/network.ts';
import { rebuilding } from './network/rebuild.ts';
import { placeProblems, type Problem } from './network/problems.ts';
import { resumptionOf, type ModelRun, type Resumption } from './network/resume.ts';
import { visibleAt } from './network/visible.ts';
import type { Operation } from './ops/operation.ts';
import { formatShape, type Shape } from './ops/shape.ts';
import type { Span } from './text.ts';
import type { Text } from './words.ts';

/** Everything about one version of one file. Costs and fields are computed when first asked for. */
export interface Analysis {
  readonly file: string;
  readonly text: string;
  readonly tree: SourceFile;
  /** What elaboration found wrong, in the order of the text; of this file only. `review` says why, and gives advice. */
  readonly problems: readonly Diagnostic[];
  /** The comments that silence advice. */
  readonly allows: readonly Allow[];
  /** The models of this file, in the order of the text, each with its parameters at their defaults. */
  readonly models: readonly ModelAnalysis[];
  /** Every name of this file that means something, in the order of the text; a block's names as in its first use. */
  readonly references: readonly Reference[];
  /** Every place where a name that somebody gave stands, in code that no model runs, too. In the order of the text. */
  readonly occurrences: readonly Occurrence[];
  /** The same by the rules of scope alone, were these the texts of some of the files. */
  readonly occurrencesAfter: (texts: ReadonlyMap<string, string>) => readonly Occurrence[];
  /** The names that may be written at `offset`, innermost first, operations and library blocks last. */
  readonly visibleAt: (offset: number) => readonly Entity[];
  /** What this would be if the file had another text. */
  readonly revised: (text: string) => Analysis;
  /** The files that were read on the way: when one of them changes, so may this. */
  readonly dependencies: readonly string[];
  /** The text of a file that was read on the way, the library's among them. */
  readonly textOf: (file: string) => string | undefined;
  /** For the next analysis to go on from. */
  readonly elaboration: Elaboration;
}

export interface ModelAnalysis {
  readonly name: string;
  readonly definition: Definition;
  readonly network: Network;
  /** By layer id. */
  readonly costs: readonly LayerCost[];
  /** By layer id: one field a spatial axis of the input. Undefined where the layer's shape is not known. */
  readonly fields: readonly (readonly Field[] | undefined)[];
  /** By layer id: what of the layers before it weighs how much, an axis of the input at a time; undefined as for `fields`. */
  readonly weighings: readonly (readonly WeighedAxis[] | undefined)[];
  readonly totals: Totals;
  /** The input sizes that work; undefined where that cannot be told. */
  readonly validSizes: readonly ValidSizes[] | undefined;
  /** What `expect` and `budget` say of it, in blocks too, as far as it is known. */
  readonly claims: readonly JudgedClaim[];
}

/** One occurrence of a name, or its definition. */
export interface Reference {
  readonly span: Span;
  readonly entity: Entity;
}

/** What a name means. */
export type Entity =
  | { readonly kind: 'operation'; readonly name: string; readonly operation: Operation }
  | {
      readonly kind: 'block' | 'model';
      readonly name: string;
      readonly place: Place;
      readonly definition: Definition;
      /** True for a block of Fovea's own library. */
      readonly library: boolean;
    }
  | { readonly kind: 'tensor'; readonly name: string; readonly place: Place; readonly shape: Shape | undefined }
  /** A parameter, a `let` or a loop's variable. `value` is its source form, where it is known: `64`. */
  | {
      readonly kind: 'parameter' | 'let' | 'variable';
      readonly name: string;
      readonly place: Place;
      readonly value?: Text;
    }
  /** An argument's name in a call of an operation: `padding` of `conv`. */
  | { readonly kind: 'argument'; readonly name: string; readonly operation: Operation };

/** Where a name is defined: the file, and the name in it. */
export interface Place {
  readonly file: string;
  readonly span: Span;
}

/** Values for parameters of models, other than their defaults, by name. */
export type Settings = ReadonlyMap<string, Expression>;

/**
 * Analyses one file, with what it imports. Never throws for what a user wrote. `earlier` is an analysis of the file as it was:
 * what its text still begins with is not run again, and nothing else is different.
 */
export function analyze(file: string, host: Host, settings: Settings = NO_SETTINGS, earlier?: Analysis): Analysis {
  const before = earlier?.elaboration;
  const modules = createModules(host, file, before?.session.modules);
  const module = modules.of(file);
  const session = createSession(file, modules, host);
  const top = createExpansion(session);
  checkTopLevel(top, module);
  for (const item of module.items.values()) if (item.kind === 'let') letValue(top, { file }, item.name);
  session.ownReferences = session.references.size;
  const runs = analyzeModels(session, module, settings, before?.settings === settings ? before : undefined);
  const models = runs.map(({ model }) => model);
  checkUnusedBlocks(session, module);
  const { tree, text, allows } = module.parsed;
  const analysis: Analysis = withLazy<Omit<Analysis, keyof LazyFacts>, LazyFacts>(
    {
      ...{ file, text, tree, allows, models },
      occurrencesAfter: texts => occurrencesAfter(session, module, texts),
      visibleAt: offset => visibleAt(session, module, offset),
      revised: other => analyze(file, withText(host, file, other), settings, analysis),
      dependencies: modules.files().filter(other => other !== file),
      textOf: other => loader(modules)(other)?.parsed.text,
      elaboration: { session, settings, runs },
    },
    {
      problems: () => problemsOf(session, module),
      references: () => [...session.references.values()].toSorted((a, b) => a.span.start - b.span.start),
      occurrences: () => occurrencesOf(session, module),
    },
  );
  return analysis;
}

type LazyFacts = Pick<Analysis, 'problems' | 'references' | 'occurrences'>;

const withText = (host: Host, file: string, text: string): Host => ({
  ...host,
  read: other => (other === file ? { text } : host.read(other)),
});

const NO_SETTINGS: Settings = new Map();

/** How an analysis came about. */
export interface Elaboration {
  readonly session: Session;
  readonly settings: Settings;
  readonly runs: readonly AnalyzedRun[];
}

interface AnalyzedRun {
  readonly run: ModelRun;
  readonly model: ModelAnalysis;
}
/** Reads `name=value` settings' values as the language would; undefined for what is no value. */
export function parseSetting(value: string): Expression | undefined {
  const { tree, diagnostics } = parse(`let setting = ${value}`);
  const [item] = tree.items;
  return diagnostics.length === 0 && item?.kind === 'let' ? item.value : undefined;
}

const occurrencesOf = ({ modules, references, otherMeanings }: Session, module: Module): readonly Occurrence[] =>
  occurrencesIn(module, loader(modules), offset => {
    const first = references.get(offset)?.entity;
    return first ? [first, ...(otherMeanings.get(offset) ?? [])] : [];
  });

function occurrencesAfter(
  { modules }: Session,
  module: Module,
  texts: ReadonlyMap<string, string>,
): readonly Occurrence[] {
  const edited = (known: Module): Module => {
    const text = texts.get(known.file);
    return text === undefined ? known : createModule(known.file, parse(text), known.library);
  };
  const load = loader(modules);
  return occurrencesIn(edited(module), file => {
    const known = load(file);
    return known && edited(known);
  });
}

const loader = (modules: Modules) => (file: string) => {
  const module = modules.load(file);
  return typeof module === 'string' ? undefined : module;
};

const createSession = (file: string, modules: Modules, host: Host): Session => ({
  file,
  modules,
  library: libraryBlocks(modules),
  host,
  problems: [],
  expanded: [],
  references: new Map(),
  ownReferences: 0,
  otherMeanings: new Map(),
  scopes: new Map(),
  unknownNames: new Map(),
  lets: new Map(),
});

function analyzeModels(
  session: Session,
  module: Module,
  settings: Settings,
  before: Elaboration | undefined,
): readonly AnalyzedRun[] {
  const known = before?.runs ?? [];
  const resumption =
    before &&
    resumptionOf(
      session,
      module,
      before.session,
      known.map(({ run }) => run),
    );
  return modelsOf(module).flatMap((definition, index) => {
    if (!resumption || index > resumption.index) return [analyzeModel(session, module, definition, settings)];
    if (index === resumption.index) return [analyzeModel(session, module, definition, settings, resumption)];
    return known.slice(index, index + 1);
  });
}

function checkUnusedBlocks(session: Session, { items }: Module): void {
  const used = new Set(session.expanded);
  for (const item of items.values())
    if (item.kind === 'block' && !used.has(item.definition)) checkUnusedBlock(session, item);
}

function analyzeModel(
  session: Session,
  module: Module,
  definition: Definition,
  settings: Settings,
  resumption?: Resumption,
): AnalyzedRun {
  const { network, claims: made, run } = elaborateModel(session, module, definition, settings, resumption);
  const facts: Omit<ModelAnalysis, 'claims'> = withLazy<ModelParts, ModelFacts>(
    { name: definition.name.text, definition, network },
    {
      costs: () => layerCosts(network),
      fields: () => receptiveFields(network),
      weighings: () => weighings(network),
      totals: () => totals(network, facts.costs),
      validSizes: () => validSizes(network, rebuilding(session, module, definition, settings, network)),
    },
  );
  const model: ModelAnalysis = Object.assign(facts, { claims: judgeClaims(facts, made) });
  for (const claim of model.claims) if (!claim.holds) session.problems.push(claimProblem(claim));
  return { model, run };
}

type ModelParts = Pick<ModelAnalysis, 'name' | 'definition' | 'network'>;
type ModelFacts = Omit<ModelAnalysis, keyof ModelParts | 'claims'>;

function claimProblem({ claim: { fact, operator, wanted, span, frame }, found }: JudgedClaim): Problem {
  const details = {
    fact,
    operator,
    found: formatShape(found),
    wanted: typeof wanted === 'number' ? wanted : formatShape(wanted),
  };
  return { finding: finding('claim-fails', details), span, frame, related: [], fixes: [] };
}

function problemsOf({ problems, expanded }: Session, module: Module): readonly Diagnostic[] {
  const { parsed } = module;
  const uses = new Map<Definition, number>();
  for (const definition of expanded) uses.set(definition, (uses.get(definition) ?? 0) + 1);
  const placed = placeProblems(module, problems, definition => uses.get(definition) ?? 0);
  return [...parsed.diagnostics, ...placed].toSorted((a, b) => a.span.start - b.span.start);
}
