/**
 * What one output position of an operation reads, along one spatial axis. Everything convolutional is periodic: output
 * `i` reads the indices of phase `i mod period`, moved by `⌊i / period⌋ · shift`.
 *
 * | operation                         | period    | shift | phases                                       |
 * |-----------------------------------|-----------|-------|----------------------------------------------|
 * | conv k, stride s, dilation d, pad p | 1       | s     | `{ from: -p, step: d, count: k }`            |
 * | transposed conv, stride s         | s         | 1     | per phase the taps that meet the input grid  |
 * | nearest upsampling by r           | r         | 1     | r times `{ from: 0, step: 1, count: 1 }`     |
 * | adaptive pooling of L to O        | O / gcd   | L / gcd | `⌊iL/O⌋ … ⌈(i+1)L/O⌉`                      |
 *
 * Indices may lie outside the input: in its padding.
 */
export interface Reads {
  readonly period: number;
  readonly shift: number;
  readonly phases: readonly Run[];
}

/** The indices `from, from + step, …`, `count` of them. A `count` of 0 reads nothing. */
export interface Run {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

/** Output `i` reads input `i`. */
export const POINTWISE: Reads = { period: 1, shift: 1, phases: [{ from: 0, step: 1, count: 1 }] };

export const isPointwise = ({ period, shift, phases }: Reads): boolean =>
  period === 1 && shift === 1 && phases[0]?.from === 0 && phases[0].count === 1;

/** Every output reads the only position there is: a gate of size 1 that is broadcast. */
export const BROADCAST: Reads = { period: 1, shift: 0, phases: [{ from: 0, step: 1, count: 1 }] };

/** Every output reads the whole axis of `size` positions. */
export const wholeAxis = (size: number): Reads => ({
  period: 1,
  shift: 0,
  phases: [{ from: 0, step: 1, count: size }],
});

export const isSameReads = (one: Reads, other: Reads): boolean =>
  one === other ||
  (one.period === other.period &&
    one.shift === other.shift &&
    one.phases.length === other.phases.length &&
    one.phases.every((run, index) => isSameRun(run, other.phases[index])));

const isSameRun = (one: Run, other: Run | undefined): boolean =>
  one.from === other?.from && one.step === other.step && one.count === other.count;

/** What output `position` reads. */
export function runAt({ period, shift, phases }: Reads, position: number): Run {
  const turn = Math.floor(position / period);
  const { from, step, count } = phases[position - turn * period] ?? { from: 0, step: 1, count: 0 };
  return { from: from + turn * shift, step, count };
}

/** The part of a run that lies in `[0, size)`. */
export function runWithin({ from, step, count }: Run, size: number): Run {
  const skipped = Math.max(0, Math.ceil(-from / step));
  const end = Math.min(count, Math.ceil((size - from) / step));
  return { from: from + skipped * step, step, count: Math.max(0, end - skipped) };
}
