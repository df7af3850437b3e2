/**
 * Sets of input indices, as sorted ranges. Every operation keeps the normal form of `IndexSet`: ranges disjoint and not
 * adjacent, so that two sets are equal exactly when their ranges are.
 */
import type { IndexSet } from './field.ts';

type Range = IndexSet[number];

/** Every index that is in one of the sets. Linear when they follow one another, as shifted copies do. */
export function union(sets: readonly IndexSet[]): IndexSet {
  const [only = []] = sets;
  return sets.length < 2 ? only : merged(sets.flat());
}

/** `set`, every index moved by `distance`. */
export const shifted = (set: IndexSet, distance: number): IndexSet =>
  distance === 0 ? set : set.map(([start, end]) => [start + distance, end + distance]);

/**
 * The union of `count` copies of `set`, each moved by `step` from the one before. A range as wide as the step grows into
 * one range, however many copies there are.
 */
export function swept(set: IndexSet, step: number, count: number): IndexSet {
  if (count < 1) return [];
  const last = (count - 1) * step;
  const isDense = set.every(([start, end]) => end - start >= step);
  if (isDense) return merged(set.map(([start, end]) => [start, end + last]));
  return union(Array.from({ length: count }, (_, copy) => shifted(set, copy * step)));
}

/** How many indices there are. */
export const seen = (set: IndexSet): number => set.reduce((sum, [start, end]) => sum + end - start, 0);

/** The least range that holds the set; undefined for the empty set. */
export function box(set: IndexSet): Range | undefined {
  const first = set.at(0);
  const last = set.at(-1);
  return first && last && [first[0], last[1]];
}

/** The indices of `set` that lie in `[0, size)`. */
export const clipped = (set: IndexSet, size: number): IndexSet =>
  set.map(([start, end]): Range => [Math.max(start, 0), Math.min(end, size)]).filter(([start, end]) => start < end);

export const sameSet = (a: IndexSet, b: IndexSet): boolean =>
  a === b ||
  (a.length === b.length && a.every(([start, end], index) => start === b[index]?.[0] && end === b[index]?.[1]));

function merged(ranges: readonly Range[]): IndexSet {
  if (ranges.length < 2) return ranges;
  const result: [number, number][] = [];
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}
