/** The values that people try for a parameter, by its name: whether one fits, and what it gives, the operation says. */
import type { Plain } from '../../ops/parameters.ts';
import { channelsOf, spatialSizes, type Shape } from '../../ops/shape.ts';

/** How many positions beyond its middle the widest kernel that is tried for has. */
const MOST_PADDING = 3;
const MOST_DIVISORS = 4096;

/** For a tensor that enters, with what is known of the call's other arguments. */
export function candidates(
  parameter: string,
  entering: Shape,
  values: Readonly<Record<string, unknown>>,
): readonly Plain[] {
  return Object.hasOwn(CANDIDATES, parameter) ? (CANDIDATES[parameter]?.(entering, values) ?? []) : [];
}

type Candidates = (entering: Shape, values: Readonly<Record<string, unknown>>) => readonly Plain[];

const divisors: Candidates = entering => {
  const channels = channelsOf(entering);
  return upTo(Math.min(channels, MOST_DIVISORS)).filter(divisor => channels % divisor === 0);
};

const upTo = (count: number): readonly number[] =>
  Array.from({ length: Number.isNaN(count) ? 0 : count }, (_, index) => index + 1);

/** Up to what keeps the size: half of the kernel with its holes. */
const padding: Candidates = (_, { kernel, dilation }) => {
  const half = Math.floor((largest(kernel) - 1) / 2) * Math.max(1, largest(dilation));
  return [0, ...upTo(MOST_PADDING), ...(half > MOST_PADDING ? [half] : [])];
};

const largest = (values: unknown): number => {
  const numbers = (Array.isArray(values) ? values : [values]).filter(value => typeof value === 'number' && value > 0);
  return Math.max(1, ...(numbers as number[]));
};

/** Halves, as many, twice and four times as many as enter. */
const channels: Candidates = entering =>
  [0.5, 1, 2, 4].map(factor => factor * channelsOf(entering)).filter(Number.isInteger);

const fixed =
  (...values: readonly Plain[]): Candidates =>
  () =>
    values;

const CANDIDATES: Readonly<Record<string, Candidates>> = {
  out: channels,
  kernel: fixed(1, 2, 3, 5, 7),
  stride: fixed(1, 2, 4),
  padding,
  output_padding: fixed(0, 1),
  dilation: fixed(1, 2, 4, 8),
  groups: divisors,
  heads: divisors,
  parts: divisors,
  index: (_, { parts }) => [0, ...upTo(Math.min(largest(parts) - 1, 8))],
  multiplier: fixed(1, 2, 4),
  factor: fixed(2, 3, 4),
  scale: fixed(2, 4, 8),
  size: entering => [1, 2, ...new Set(spatialSizes(entering).flatMap(size => [2 * size, 4 * size]))],
  p: fixed(0.1, 0.2, 0.5),
};
