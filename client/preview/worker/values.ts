/** Figures of a tensor's values. */
import type { TopValue } from '../../extension/preview/messages.ts';
import type { TopValues } from './messages.ts';

/** How many of an output's values are shown. */
export const TOP = 10;

/** Of the finite values of a tensor; all zero when there is none. */
export interface Statistics {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  /** The standard deviation. */
  readonly deviation: number;
  /** The share of values that are zero, 0…1. */
  readonly zeros: number;
  /** How many values are infinite or not a number. */
  readonly broken: number;
}

export function statisticsOf(data: Float32Array): Statistics {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let squares = 0;
  let zeros = 0;
  // A network's maps have tens of millions of values: no iterator, and no branch.
  for (let i = 0; i < data.length; i++) {
    const value = data[i] ?? 0;
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
    squares += value * value;
    zeros += value === 0 ? 1 : 0;
  }
  // In double precision the sum of single-precision values is finite just when every one of them is.
  if (!Number.isFinite(sum)) return statisticsOfBroken(data);
  if (data.length === 0) return EMPTY;
  const mean = sum / data.length;
  // What rounding takes below zero is zero.
  const variance = Math.max(0, squares / data.length - mean * mean);
  return { min, mean, max, deviation: Math.sqrt(variance), zeros: zeros / data.length, broken: 0 };
}

const EMPTY: Statistics = { min: 0, mean: 0, max: 0, deviation: 0, zeros: 0, broken: 0 };

function statisticsOfBroken(data: Float32Array): Statistics {
  const finite = data.filter(Number.isFinite);
  return { ...statisticsOf(finite), broken: data.length - finite.length };
}

/** How many values are in each of `bins` equal parts of `min` … `max`. A range of one value is all in the first. */
export function histogramOf(
  data: Float32Array,
  bins: number,
  { min, max }: Pick<Statistics, 'min' | 'max'>,
): Float32Array {
  const counts = new Float32Array(bins);
  const scale = max > min ? bins / (max - min) : 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] ?? 0;
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(bins - 1, Math.floor((value - min) * scale));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** The greatest values of a flat output of `operation`, by name where `classes` has a name for each. */
export function topValues(
  output: string,
  data: Float32Array,
  operation: string | undefined,
  classes: readonly string[] | undefined,
): TopValues {
  const values = topOf(data, TOP, operation === 'softmax' ? 'shares' : 'scores');
  const names = namesOf(data.length, classes);
  return { output, of: data.length, values: values.map(top => ({ ...top, ...named(names[top.index]) })) };
}

/** One for each of `count` classes; none where there are more names than classes, or fewer. */
export const namesOf = (count: number, classes: readonly string[] | undefined): readonly string[] =>
  classes?.length === count ? classes : [];

const named = (name: string | undefined): Pick<TopValue, 'name'> => (name ? { name } : {});

/**
 * The `count` greatest values, greatest first, with their softmax shares. Values that are shares already, as a softmax
 * layer's are, keep themselves. What is not a number is left out.
 */
export function topOf(data: Float32Array, count: number, kind: 'scores' | 'shares'): readonly TopValue[] {
  const values = Array.from(data, (value, index) => ({ index, value })).filter(({ value }) => !Number.isNaN(value));
  const top = values.toSorted((a, b) => b.value - a.value || a.index - b.index).slice(0, count);
  if (kind === 'shares') return top.map(entry => ({ ...entry, share: entry.value }));
  // Less the greatest value, as is usual, so that no exponential overflows.
  const greatest = top[0]?.value ?? 0;
  const total = values.reduce((sum, { value }) => sum + Math.exp(value - greatest), 0);
  return top.map(entry => ({ ...entry, share: Math.exp(entry.value - greatest) / total }));
}
