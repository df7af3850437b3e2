/** Figures of a tensor's values. */
import type { TopValue } from '../../extension/preview/messages.ts';
import type { Statistics } from './messages.ts';

export function statisticsOf(data: Float32Array): Statistics {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let count = 0;
  for (const value of data) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    count++;
  }
  const broken = data.length - count;
  return count === 0 ? { min: 0, mean: 0, max: 0, broken } : { min, mean: sum / count, max, broken };
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
