/** How fields go through an operation, and how they meet in a merge. */
import { isPointwise, runAt, runWithin, type Reads, type Run } from '../ops/reads.ts';
import type { Field, IndexSet } from './field.ts';
import { isConstant, isList, listed, reduced, seenAt } from './field.ts';
import { sameSet, swept, union } from './index-set.ts';

/**
 * The most sets that one field may be put together from. No network that is used comes near; what goes beyond it (a list
 * of a million positions, a million holes) would take seconds, and its field is said to be unknown.
 */
const MOST_SETS = 2 ** 18;

/** A longer period is kept only while it is below the output's size; else the field is a list of that many positions. */
const LONG_PERIOD = 1024;

export interface Sizes {
  /** Positions of the tensor that is read, along the axis. */
  readonly input: number;
  readonly output: number;
}

/**
 * The field of an operation that reads, as `reads` says, a tensor of which `field` is known. Undefined when it would be
 * put together from more than `MOST_SETS` sets, or `reads` is not known.
 *
 * Output `i` sees the union of what its taps see. When `i` grows by the reads' period, the taps move by its shift; they
 * meet the same phases again after `period / gcd(shift, period)` of such turns.
 */
export function composed(reads: Reads, field: Field, sizes: Sizes): Field | undefined {
  if (isPointwise(reads)) return field;
  const affine = composedAffine(reads, field);
  if (affine) return affine;
  const turns = field.period / gcd(reads.shift, field.period);
  const period = reads.period * turns;
  const isListed = isList(field) || period > Math.max(sizes.output, LONG_PERIOD);
  const count = isListed ? sizes.output : period;
  if (!(count * most(reads.phases, run => setsOf(run, field)) <= MOST_SETS)) return undefined;

  const phases = Array.from({ length: count }, (_, position) => {
    const run = runAt(reads, position);
    return seenThrough(isList(field) ? runWithin(run, sizes.input) : run, field);
  });
  return isListed
    ? listed(phases)
    : reduced({ period, shift: ((reads.shift * turns) / field.period) * field.shift, phases });
}

/**
 * The field of a tensor to which every one of `fields` contributes. Undefined as for `composed`.
 *
 * Fields that move alike (the same shift a position) are joined phase by phase. Where they do not, a field that is the
 * same everywhere and holds all that the others see, as that of a squeeze-and-excitation gate, is the answer; else the
 * positions are listed.
 */
export function joined(fields: readonly Field[], outputSize: number): Field | undefined {
  const first = fields[0];
  if (first === undefined || fields.every(field => field === first)) return first;
  const all = fields.find(field => isConstant(field) && fields.every(other => holds(field, other, outputSize)));
  if (all) return all;

  const period = fields.reduce((multiple, field) => (multiple / gcd(multiple, field.period)) * field.period, 1);
  const movesAlike = fields.every(field => field.shift * first.period === first.shift * field.period);
  const isPeriodic = movesAlike && period <= Math.max(outputSize, LONG_PERIOD);
  const count = isPeriodic ? period : outputSize;
  if (!(count * fields.length * most(fields, rangesOf) <= MOST_SETS)) return undefined;

  const phases = Array.from({ length: count }, (_, position) => union(fields.map(field => seenAt(field, position))));
  return isPeriodic ? reduced({ period, shift: (period / first.period) * first.shift, phases }) : listed(phases);
}

/**
 * The common case, for speed: a window without phases on a field without phases or holes, whose taps leave none either.
 * It is the recurrence of Araujo, Norris and Sim, 2019, in the form of ranges.
 */
function composedAffine({ period, shift, phases: [run] }: Reads, field: Field): Field | undefined {
  const [range, ...others] = field.phases[0] ?? [];
  if (period * field.period !== 1 || !run || !range || others.length > 0) return undefined;
  const [start, end] = range;
  const isDense = run.count > 0 && run.step * field.shift <= end - start;
  if (!isDense) return undefined;
  const last = run.from + (run.count - 1) * run.step;
  return {
    period: 1,
    shift: shift * field.shift,
    phases: [[[start + run.from * field.shift, end + last * field.shift]]],
  };
}

/** Every so many taps of a run with this step meet the same phase of the field. */
const cycleOf = (step: number, field: Field): number => field.period / gcd(step, field.period);

/** How far what is seen moves within a cycle of taps. */
const strideOf = (step: number, field: Field): number => ((cycleOf(step, field) * step) / field.period) * field.shift;

/** The union of what the taps see: those that meet the same phase are one sweep. */
function seenThrough({ from, step, count }: Run, field: Field): IndexSet {
  const cycle = cycleOf(step, field);
  const stride = strideOf(step, field);
  const sweeps: IndexSet[] = [];
  for (let tap = 0; tap < Math.min(cycle, count); tap++) {
    sweeps.push(swept(seenAt(field, from + tap * step), stride, Math.ceil((count - tap) / cycle)));
  }
  return union(sweeps);
}

/** At most how many ranges `seenThrough` puts together. */
function setsOf({ step, count }: Run, field: Field): number {
  const cycle = cycleOf(step, field);
  const stride = strideOf(step, field);
  const isDense = field.phases.every(set => set.every(([start, end]) => end - start >= stride));
  return (isDense ? Math.min(cycle, count) : count) * rangesOf(field);
}

const rangesOf = (field: Field): number =>
  Math.max(
    1,
    most(field.phases, set => set.length),
  );

/** True when `constant` is the same everywhere, and holds everything that `other` sees from any position. */
function holds(constant: Field, other: Field, outputSize: number): boolean {
  if (constant === other) return true;
  const everywhere: Run = { from: 0, step: 1, count: outputSize };
  if (setsOf(everywhere, other) > MOST_SETS) return false;
  const [all = []] = constant.phases;
  return sameSet(all, union([all, seenThrough(everywhere, other)]));
}

const most = <T>(items: readonly T[], measure: (item: T) => number): number =>
  items.reduce((largest, item) => Math.max(largest, measure(item)), 0);

/** The greatest common divisor; `gcd(0, b)` is `b`. */
const gcd = (a: number, b: number): number => (a > 0 ? gcd(b % a, a) : b);
