import type { Field, IndexSet } from './field.ts';
import { box, seen } from './index-set.ts';

/** What one output position sees: `seen` indices within a range of `size` from `start` on. Of an empty field, all are 0. */
export interface SeenRange {
  readonly size: number;
  readonly start: number;
  readonly seen: number;
}

/** A field along one axis, in input pixels, as tables and hovers show it. */
export interface FieldDescription {
  /** Of the box around everything an output sees: the largest, where that depends on its place. */
  readonly size: number;
  /** The way from one output's field to the next one's; their mean where it depends on the place. */
  readonly jump: number;
  /** The first index that output 0 sees; negative in the padding. */
  readonly start: number;
  /** How many indices are really read; only where there are holes, and one answer for all outputs. */
  readonly seen?: number;
  /** With `shift` and `phases`: output `i` sees phase `i mod period`, moved by `⌊i / period⌋ · shift`. */
  readonly period?: number;
  readonly shift?: number;
  /** No more than there are outputs. */
  readonly phases?: readonly SeenRange[];
  /** What every output sees spans the whole input: see `isGlobal`. */
  readonly global?: true;
}

/** Sizes are positions along the axis: of the layer's output (1 once flattened), and of the model's input. */
export function describeField(field: Field, outputSize: number, inputSize: number): FieldDescription {
  const phases = field.phases.slice(0, outputSize).map(seenRange);
  const { size, start, seen: count } = phases[0] ?? seenRange([]);
  return {
    size: phases.reduce((largest, phase) => Math.max(largest, phase.size), 0),
    jump: field.shift / field.period,
    start,
    ...(field.period > 1 && { period: field.period, shift: field.shift, phases }),
    ...(field.period === 1 && count < size && { seen: count }),
    ...(isGlobal(field, outputSize, inputSize) && { global: true }),
  };
}

/**
 * True when the field does not move and its box holds the whole input, whichever output it is: after global pooling and
 * what is like it. It may have holes: what a mean over a map with gaps has seen reaches from edge to edge. A window that
 * has grown beyond the input is not global: it moves, and on a larger input it would not see all.
 */
export function isGlobal({ shift, phases }: Field, outputSize: number, inputSize: number): boolean {
  return (
    shift === 0 &&
    phases.slice(0, outputSize).every(set => {
      const [start, end] = box(set) ?? [0, 0];
      return start <= 0 && end >= inputSize;
    })
  );
}

function seenRange(set: IndexSet): SeenRange {
  const [start, end] = box(set) ?? [0, 0];
  return { size: end - start, start, seen: seen(set) };
}
