/** Figures of a tensor's values. */
import type { TopValue } from '../../extension/preview/messages.ts';
import type { Statistics } from './messages.ts';

export function statisticsOf(data: Float32Array): Statistics {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  // A network's maps have tens of millions of values: no iterator, and no branch.
  for (let i = 0; i < data.length; i++) {
    const value = data[i] ?? 0;
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
  }
  // In double precision the sum of single-precision values is finite just when every one of them is.
  if (!Number.isFinite(sum)) return statisticsOfBroken(data);
  return data.length === 0 ? EMPTY : { min, mean: sum / data.length, max, broken: 0 };
}

const EMPTY: Statistics = { min: 0, mean: 0, max: 0, broken: 0 };

function statisticsOfBroken(data: Float32Array): Statistics {
  const finite = data.filter(Number.isFinite);
  return { ...statisticsOf(finite), broken: data.length - finite.length };
}

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
