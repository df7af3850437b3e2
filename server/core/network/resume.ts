/**
 * Going on from an earlier elaboration. A model runs line by line, so where a text begins with the lines of an earlier one,
 * what they made stands: the same layers, names and references. What an elaboration has made only grows; how long all of it
 * was behind a line tells what there was.
 */
import type { Host } from '../host.ts';
import type { Definition, Item } from '../language/tree.ts';
import { createExpansion, type ClassNames, type Expansion, type Session } from './expansion.ts';
import type { LineAbove } from './lines.ts';
import { hasSyntaxErrors, modelsOf, type Module } from './modules.ts';
import { openLevel, type Scope } from './scope.ts';

/** How one model came about. */
export interface ModelRun {
  readonly definition: Definition;
  readonly expansion: Expansion;
  /** The model's own. */
  readonly scope: Scope;
  /** Before the first line, and behind each. */
  readonly checkpoints: readonly Checkpoint[];
  /** How many runs it went on from, each from the one before. */
  readonly age: number;
}

/** The names in a label's level lead back to the run that made them: so many runs at most are kept alive by one. */
const OLDEST = 100;

/** A run that goes on: behind each line it comes to another checkpoint. */
export type MutableRun = ModelRun & { readonly checkpoints: Checkpoint[] };

export interface Checkpoint {
  readonly above: LineAbove;
  readonly steps: number;
  /** How many calls the model's own level had counted. */
  readonly count: number;
  readonly weights: Expansion['weights'];
  readonly classes: Expansion['classes'];
  readonly lengths: Readonly<Record<Growing, number>>;
}

type Growing =
  | 'layers'
  | 'paths'
  | 'outputs'
  | 'inputs'
  | 'claims'
  | 'names'
  | 'expanded'
  | 'references'
  | 'scopes'
  | 'problems'
  | 'otherMeanings';

/** Where to go on: the models before it are what they were. */
export interface Resumption {
  readonly index: number;
  readonly run: ModelRun;
  /** Behind how many lines of the model's body. */
  readonly lines: number;
  readonly checkpoint: Checkpoint;
}

export const checkpointOf = (expansion: Expansion, scope: Scope, above: LineAbove): Checkpoint => {
  const { session, layers, paths, outputs, inputs, claims, steps, weights, classes } = expansion;
  return {
    above,
    steps,
    count: scope.level.count,
    weights,
    classes,
    lengths: {
      layers: layers.length,
      paths: paths.size,
      outputs: outputs.length,
      inputs: inputs.length,
      claims: claims.length,
      names: scope.names.size,
      expanded: session.expanded.length,
      references: session.references.size - session.ownReferences,
      scopes: session.scopes.size,
      problems: session.problems.length,
      otherMeanings: session.otherMeanings.size,
    },
  };
};

/** Undefined where all must be run. `session` has run the file's own level, and nothing of a model. */
export function resumptionOf(
  session: Session,
  module: Module,
  earlier: Session,
  runs: readonly ModelRun[],
): Resumption | undefined {
  const models = modelsOf(module);
  // A syntax error anywhere in what is read makes every model incomplete: none is then what it was.
  const isKept = hasSyntaxErrors(session.modules) === hasSyntaxErrors(earlier.modules);
  const changed = models.findIndex((model, index) => !isKept || model !== runs[index]?.definition);
  const index = changed < 0 ? models.length - 1 : changed;
  const [model, run] = [models[index], runs[index]];
  if (!model || !run || run.age >= OLDEST || !hasSameSurroundings(session, module, earlier)) return undefined;
  // A label's chain is run anew where it is reused, and sees what was named since.
  if (module.parsed.tokens.some(({ text }) => text === 'reuse')) return undefined;
  const lines = countSame(model.body.lines, run.definition.body.lines);
  const checkpoint = run.checkpoints[lines];
  return lines > 0 && checkpoint && isSound(session, checkpoint) ? { index, run, lines, checkpoint } : undefined;
}

const isSound = ({ host }: Session, { lengths, weights, classes }: Checkpoint): boolean =>
  lengths.problems + lengths.otherMeanings === 0 &&
  (!weights || host.exists(weights.file)) &&
  (!classes || holds(host, classes));

function holds(host: Host, { file, text }: ClassNames): boolean {
  const source = host.read(file);
  return 'text' in source && source.text === text;
}

/** Whether all that a model can name of its file and of others is the same. */
function hasSameSurroundings(session: Session, module: Module, earlier: Session): boolean {
  const before = namedItems(earlier.modules.of(session.file));
  const now = namedItems(module);
  const others = earlier.modules.files().filter(file => file !== session.file);
  return (
    session.problems.length === 0 &&
    now.length === before.length &&
    countSame(now, before) === now.length &&
    others.every(file => session.modules.load(file) === earlier.modules.load(file))
  );
}

/** All but the models, which no chain can name. */
const namedItems = ({ parsed: { tree } }: Module): readonly Item[] => tree.items.filter(({ kind }) => kind !== 'model');

function countSame<T>(some: readonly T[], others: readonly T[]): number {
  const different = some.findIndex((one, index) => one !== others[index]);
  return different < 0 ? some.length : different;
}

/** The model, and all that the models before it left in the session, as it was behind the lines that stand. */
export function resume(session: Session, definition: Definition, { run, lines, checkpoint }: Resumption): MutableRun {
  const { steps, count, weights, classes, lengths } = checkpoint;
  const before = run.expansion.session;
  session.expanded.push(...before.expanded.slice(0, lengths.expanded));
  const { ownReferences } = before;
  copy(before.references, session.references, ownReferences, ownReferences + lengths.references);
  copy(before.scopes, session.scopes, 0, lengths.scopes);
  const { layers, paths, outputs, inputs, claims } = run.expansion;
  const expansion: Expansion = {
    ...createExpansion(session),
    layers: layers.slice(0, lengths.layers),
    outputs: outputs.slice(0, lengths.outputs),
    inputs: inputs.slice(0, lengths.inputs),
    claims: claims.slice(0, lengths.claims),
    steps,
    ...(weights && { weights }),
    ...(classes && { classes }),
  };
  copy(paths, expansion.paths, 0, lengths.paths);
  const scope = openLevel(run.scope.frame, '');
  scope.level.count = count;
  copy(run.scope.names, scope.level.names, 0, lengths.names);
  return { definition, expansion, scope, checkpoints: run.checkpoints.slice(0, lines + 1), age: run.age + 1 };
}

function copy<K, V>(from: ReadonlyMap<K, V>, to: Map<K, V>, start: number, end: number): void {
  let index = 0;
  for (const [key, value] of from) {
    if (index >= end) return;
    if (index >= start) to.set(key, value);
    index += 1;
  }
}
