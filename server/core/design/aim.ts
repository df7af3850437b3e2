/** What a model is to become. */
import type { JudgedClaim } from '../analysis/claims.ts';
import { lastSliding, layerFields } from '../analysis/layer-fields.ts';
import { inputShape } from '../analysis/sizes.ts';
import type { Analysis, ModelAnalysis } from '../analyze.ts';

export interface Aim {
  readonly model: ModelAnalysis;
  readonly fact: 'rf' | 'params' | 'macs' | 'peak';
  /** What tells it from others: the offset of its claim, -1 where there is none. */
  readonly place: number;
  /** Whether the fact is too small, or too large. */
  readonly direction: 'more' | 'less';
  /** The layers that have a part in it: from the first to the last, both by id. */
  readonly layers: readonly [first: number, last: number];
  /** How another version of the text stands to the aim. `moved` tells where an offset of this text is in the other. */
  readonly judge: (after: Analysis, moved: (offset: number) => number) => Judgement | undefined;
}

/** Undefined where it is not known. */
export interface Judgement {
  readonly model: ModelAnalysis;
  /** The fact: one number, or one a spatial axis. */
  readonly found: readonly number[];
  /** By how much it misses the aim: 0 where that is reached. */
  readonly missing: number;
}

/** To fulfil a claim that does not hold; undefined for claims that nothing is known to bring nearer. */
export function aimOfClaim({ file }: Analysis, model: ModelAnalysis, judged: JudgedClaim): Aim | undefined {
  const { claim } = judged;
  const fact = FACTS.find(name => name === claim.fact);
  const direction = directionOf(judged);
  const isHopeless = fact !== 'rf' && direction === 'more';
  if (!fact || !direction || isHopeless || judged.holds || claim.frame.file !== file) return undefined;
  const { layers, outputs } = model.network;
  const ofModel = fact === 'rf' ? (outputs.at(-1)?.layer ?? -1) : layers.length - 1;
  return {
    model,
    fact,
    place: claim.span.start,
    direction,
    layers: [claim.line && fact !== 'rf' ? claim.line.from : 0, claim.line?.result ?? ofModel],
    judge: (after, moved) => {
      const now = completeModel(after, model.name);
      const start = moved(claim.span.start);
      const same = now?.claims.filter(one => one.claim.span.start === start && one.claim.frame.file === file);
      // A block's claim is made once for each use of it: all must hold.
      const worst = same?.toSorted((a, b) => distance(b) - distance(a))[0];
      return now && worst && { model: now, found: worst.found, missing: distance(worst) };
    },
  };
}

const completeModel = ({ models }: Analysis, model: string): ModelAnalysis | undefined =>
  models.find(({ name, network }) => name === model && !network.incomplete);

const FACTS = ['rf', 'params', 'macs', 'peak'] as const;

/** A claim of equality is met from the side that its fact is on; one that holds along one axis only may ask for both. */
function directionOf({ claim: { operator, wanted }, found }: JudgedClaim): Aim['direction'] | undefined {
  if (typeof wanted !== 'number' || operator === '!=') return undefined;
  if (operator === '>' || operator === '>=') return 'more';
  if (operator === '<' || operator === '<=') return 'less';
  return found.every(size => size <= wanted) ? 'more' : 'less';
}

/** Along the axis that misses most. */
const distance = ({ claim: { operator, wanted }, found, holds }: JudgedClaim): number =>
  holds
    ? 0
    : Math.max(...found.map(size => Math.abs(Number(wanted) - size))) + (operator === '>' || operator === '<' ? 1 : 0);

/** To see all of the input where the layers end that slide; undefined where that is so, or not known. */
export function aimOfModel(model: ModelAnalysis): Aim | undefined {
  const last = lastSliding(model);
  const now = judgeSight(model);
  if (!last || !now || now.missing === 0) return undefined;
  return {
    model,
    fact: 'rf',
    place: -1,
    direction: 'more',
    layers: [0, last.id],
    judge: after => {
      const other = completeModel(after, model.name);
      return other && judgeSight(other);
    },
  };
}

/** Whether the last sliding layer's outputs reach over the input, along each axis; if none slides, all see all. */
function judgeSight(model: ModelAnalysis): Judgement | undefined {
  const input = inputShape(model.network);
  if (!input) return undefined;
  const last = lastSliding(model);
  const found = (last && layerFields(model, last.id)?.map(({ size }) => size)) ?? input.slice(1);
  return { model, found, missing: Math.max(0, ...found.map((size, axis) => (input[axis + 1] ?? 0) - size)) };
}
