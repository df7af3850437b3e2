/** Prints what was measured: a line a ratio, with both figures it is made of. */
import { median, quantile, type Times } from './measure.ts';

export const heading = (text: string): void => console.log(`\n${text}`);

/**
 * Prints ours over theirs, of the medians; below 1 we take less. Where there are runs enough, their 99th percentile too;
 * where there is a goal, the ratio of the least times as well, which other programs disturb the least.
 */
export function ratio(what: string, ours: Times, theirs: Times, most?: number): void {
  const value = median(ours) / median(theirs);
  const least = Math.min(...ours) / Math.min(...theirs);
  const against = most === undefined ? '' : `, goal ${most}; of the least times ${figure(least)}`;
  console.log(`  ${what.padEnd(58)} ${figure(value).padStart(7)}   ${millis(ours)} / ${millis(theirs)}${against}`);
}

/** Prints a figure and what it is meant not to exceed. */
export const goal = (what: string, value: number, most: number): void =>
  console.log(`  ${what.padEnd(58)} ${figure(value).padStart(7)}   goal ${most}`);

/** Prints a figure that is compared with nothing. */
export const fact = (what: string, value: string): void => console.log(`  ${what.padEnd(58)} ${value}`);

/** The median, in milliseconds. */
export const millis = (times: Times): string =>
  `${figure(median(times))} ms${times.length < 100 ? '' : ` (p99 ${figure(quantile(times, 0.99))})`}`;

/** Three figures that count. */
export const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
