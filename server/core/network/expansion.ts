/** The state of one elaboration: the layers so far, what went wrong, and what each name turned out to mean. */
import type { Entity, Reference } from '../analyze.ts';
import { finding, type Code, type Details, type Finding, type Fix, type Related } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import type { Comparison, Definition, FileLine, Let } from '../language/tree.ts';
import type { Shape } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import type { UnknownUses } from './callables.ts';
import type { BlockDefinition, Module, Modules } from './modules.ts';
import type { Layer } from './network.ts';
import type { Problem } from './problems.ts';
import type { Binding, Frame, Scope } from './scope.ts';
import { say, type Text } from '../words.ts';

/**
 * The most layers a model may have, the most steps an elaboration may take, and the most values a list may hold, with the
 * lists in it, before it is called endless.
 */
export const LIMITS = { layers: 131_072, steps: 1_000_000, depth: 400, values: 4096 };

/** What all models of an analysis share. */
export interface Session {
  readonly file: string;
  readonly modules: Modules;
  readonly library: ReadonlyMap<string, BlockDefinition>;
  readonly host: Host;
  /** Gives inputs other shapes, to find out what would come of them. */
  readonly resize?: (input: Shape) => Shape;
  readonly problems: Problem[];
  /** Each definition as often as it was expanded. */
  readonly expanded: Definition[];
  /** By start offset in `file`: what the first expansion found a name to mean. */
  readonly references: Map<number, Reference>;
  /** How many of them the file's own level made, before any model. */
  ownReferences: number;
  /** By start offset in `file`: what later expansions found a name to mean, where it is defined elsewhere. */
  readonly otherMeanings: Map<number, Entity[]>;
  /** The scope of each group of `file`, in its first expansion. */
  readonly scopes: Map<number, { readonly span: Span; readonly scope: Scope }>;
  /** By block use and name: where else a name that means nothing stands. */
  readonly unknownNames: Map<Frame, Map<string, UnknownUses>>;
  /** The `let`s of files, once evaluated; `pending` while one is being evaluated. */
  readonly lets: Map<Let, Binding | 'pending'>;
}

/** What a `classes "…"` line names. */
export interface ClassNames {
  readonly file: string;
  readonly path: FileLine['path'];
  readonly text: string;
  readonly names: readonly string[];
}

/** One model under construction. */
export interface Expansion {
  readonly session: Session;
  readonly layers: Layer[];
  /** Each path's layer. */
  readonly paths: Map<string, number>;
  readonly outputs: { name: string; layer: number }[];
  readonly inputs: number[];
  weights?: { readonly file: string; readonly span: Span };
  classes?: ClassNames;
  /** Claims of `expect` and `budget`, to be judged once the analyses can be asked. */
  readonly claims: EvaluatedClaim[];
  steps: number;
  depth: number;
  /** Set when a limit is met: nothing more is expanded. */
  spent: boolean;
  /** Set while a `reuse` runs. */
  sharing?: Sharing | undefined;
  /** While above 0, problems are not reported: a broken call is being read for what it still says. */
  muted: number;
}

/** A claim with its value known: what a fact is compared with. A list is a shape, `NaN` in it any size. */
export interface EvaluatedClaim {
  readonly fact: string;
  readonly operator: Comparison;
  readonly wanted: number | readonly number[];
  readonly span: Span;
  readonly frame: Frame;
  /** The line above, of an `expect`: its result, and the first layer it made. Absent for a budget, the model's. */
  readonly line?: { readonly result: number; readonly from: number };
}

/** Paths that begin with `here` have the weights of those that begin with `there`. */
export interface Sharing {
  readonly here: string;
  readonly there: string;
  readonly frame: Frame;
  readonly span: Span;
}

export const createExpansion = (session: Session): Expansion => ({
  session,
  layers: [],
  paths: new Map(),
  outputs: [],
  inputs: [],
  claims: [],
  steps: 0,
  depth: 0,
  spent: false,
  muted: 0,
});

/** The module of a frame's file, as it is in this analysis. */
export const moduleOf = ({ session }: Expansion, { file }: Frame): Module => session.modules.of(file);

interface Extra {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** Reports a problem at a place of the frame's file. */
export const report = <C extends Code>(
  expansion: Expansion,
  frame: Frame,
  span: Span,
  code: C,
  details: Details<C>,
  extra: Extra = {},
): void => reportFinding(expansion, frame, span, finding(code, details), extra);

/** Reports what somebody else has found, an operation for one. */
export function reportFinding(
  { session, muted }: Expansion,
  frame: Frame,
  span: Span,
  what: Finding,
  { related = [], fixes = [] }: Extra = {},
): void {
  if (muted === 0) session.problems.push({ finding: what, span, frame, related, fixes });
}

/** Records what a name of the analysed file means; of what is defined at one place, the first. */
export function refer({ session }: Expansion, frame: Frame, span: Span, entity: Entity): void {
  if (frame.file !== session.file) return;
  const first = session.references.get(span.start)?.entity;
  if (!first) session.references.set(span.start, { span, entity });
  else if (!isDefinedWith(first, entity)) {
    const others = session.otherMeanings.get(span.start) ?? [];
    if (!others.some(other => isDefinedWith(other, entity))) session.otherMeanings.set(span.start, [...others, entity]);
  }
}

function isDefinedWith(a: Entity, b: Entity): boolean {
  const [one, other] = ['place' in a ? a.place : undefined, 'place' in b ? b.place : undefined];
  return one?.file === other?.file && one?.span.start === other?.span.start;
}

/** Counts one step; false, with one error at the outermost call, once a limit is met. */
export function mayGoOn(expansion: Expansion, frame: Frame, span: Span): boolean {
  if (expansion.spent) return false;
  expansion.steps += 1;
  const limit = metLimit(expansion);
  if (!limit) return true;
  expansion.spent = true;
  const outermost = outermostCall(frame, span);
  report(expansion, outermost.frame, outermost.span, 'endless-expansion', { limit });
  return false;
}

/**
 * Whether a loop may begin that runs so many turns. Each is a step at least, so what must meet the limit need not run until
 * it does.
 */
export function mayTurn(expansion: Expansion, frame: Frame, span: Span, turns: number): boolean {
  if (expansion.steps + turns > LIMITS.steps) expansion.steps = LIMITS.steps;
  return turns <= 0 || mayGoOn(expansion, frame, span);
}

function metLimit({ layers, steps, depth }: Expansion): Text | undefined {
  if (layers.length >= LIMITS.layers) return say`more than ${LIMITS.layers} layers`;
  if (steps > LIMITS.steps) return say`more than ${LIMITS.steps} steps`;
  if (depth > LIMITS.depth) return say`calls nested more than ${LIMITS.depth} deep`;
  return undefined;
}

function outermostCall(frame: Frame, span: Span): { frame: Frame; span: Span } {
  let at = { frame, span };
  while (at.frame.caller) at = { frame: at.frame.caller.frame, span: at.frame.caller.name };
  return at;
}
