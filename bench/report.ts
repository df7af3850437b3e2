/** Prints what was measured: a line a ratio, with both figures it is made of. */
import { median, type Times } from './measure.ts';
import { quantile } from './quantile.mjs';

export const heading = (text: string): void => console.log(`\n${text}`);

/**
 * Prints ours over theirs; below 1 we take less. Of the medians, and where there are runs enough of the 99th percentiles;
 * where there is a goal, the ratio of the least times as well, which other programs disturb the least.
 */
export function ratio(what: string, ours: Times, theirs: Times, most?: number): void {
  const of = (share: number): string => figure(quantile(ours, share) / quantile(theirs, share));
  const ratios = hasTail(ours) ? `${of(0.5)} (p99 ${of(0.99)})` : of(0.5);
  const least = Math.min(...ours) / Math.min(...theirs);
  const against = most === undefined ? '' : `, goal ${most}; of the least times ${figure(least)}`;
  console.log(`  ${what.padEnd(58)} ${ratios.padStart(17)}   ${millis(ours)} / ${millis(theirs)}${against}`);
}

/** Prints a figure and what it is meant not to exceed. */
export const goal = (what: string, value: number, most: number): void =>
  console.log(`  ${what.padEnd(58)} ${figure(value).padStart(17)}   goal ${most}`);

/** Prints a figure that is compared with nothing. */
export const fact = (what: string, value: string): void => console.log(`  ${what.padEnd(58)} ${value}`);

/** The median, in milliseconds. */
export const millis = (times: Times): string =>
  `${figure(median(times))} ms${hasTail(times) ? ` (p99 ${figure(quantile(times, 0.99))})` : ''}`;

const hasTail = (times: Times): boolean => times.length >= 100;

/** Three figures that count. */
export const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
