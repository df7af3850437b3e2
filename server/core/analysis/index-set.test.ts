import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IndexSet } from './field.ts';
import { box, clipped, sameSet, seen, shifted, swept, union } from './index-set.ts';

/** The indices themselves, to compare with. */
const listOf = (set: IndexSet): readonly number[] =>
  set.flatMap(([start, end]) => Array.from({ length: end - start }, (_, index) => start + index));

const sorted = (indices: Iterable<number>): readonly number[] => [...new Set(indices)].toSorted((a, b) => a - b);

const indexSet = fc
  .array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 6 })), { maxLength: 5 })
  .map(ranges => union(ranges.map(([start, size]) => [[start, start + size]])));

test.each<[string, IndexSet, IndexSet]>([
  ['ranges that touch become one', union([[[0, 2]], [[2, 3]]]), [[0, 3]]],
  [
    'ranges apart stay apart',
    union([[[4, 5]], [[0, 1]]]),
    [
      [0, 1],
      [4, 5],
    ],
  ],
  ['a range within another is lost in it', union([[[0, 9]], [[2, 3]]]), [[0, 9]]],
  ['nothing unites to nothing', union([]), []],
  [
    'a shift moves both ends',
    shifted(
      [
        [0, 1],
        [4, 5],
      ],
      -3,
    ),
    [
      [-3, -2],
      [1, 2],
    ],
  ],
  [
    'a clip cuts at both edges',
    clipped(
      [
        [-3, 1],
        [2, 3],
        [6, 9],
      ],
      7,
    ),
    [
      [0, 1],
      [2, 3],
      [6, 7],
    ],
  ],
  [
    'a clip drops what is outside',
    clipped(
      [
        [-3, 0],
        [7, 9],
      ],
      7,
    ),
    [],
  ],
  ['a sweep by less than the width is one range', swept([[0, 3]], 2, 4), [[0, 9]]],
  [
    'a sweep by more leaves holes',
    swept([[0, 1]], 2, 3),
    [
      [0, 1],
      [2, 3],
      [4, 5],
    ],
  ],
  [
    'a sweep fills the holes of what is swept',
    swept(
      [
        [0, 1],
        [3, 4],
      ],
      1,
      3,
    ),
    [[0, 6]],
  ],
  ['a sweep of no copies is empty', swept([[0, 3]], 1, 0), []],
  ['ten million copies are one range', swept([[-1, 2]], 2, 1e7), [[-1, 2e7]]],
])('%s', (_, set, expected) => expect(set).toEqual(expected));

test('the box is from the first index to the last', () => {
  expect(
    box([
      [-3, -2],
      [4, 5],
    ]),
  ).toEqual([-3, 5]);
  expect(box([])).toBeUndefined();
});

describe('laws', () => {
  test('a union holds exactly the indices of its sets, in normal form', () => {
    fc.assert(
      fc.property(fc.array(indexSet, { maxLength: 4 }), sets => {
        const all = union(sets);
        expect(listOf(all)).toEqual(sorted(sets.flatMap(listOf)));
        expect(all.every(([start], index) => index === 0 || start > (all[index - 1]?.[1] ?? Infinity))).toBe(true);
        expect(seen(all)).toBe(listOf(all).length);
      }),
    );
  });

  test('a union does not depend on the order, and takes a set once', () => {
    fc.assert(
      fc.property(indexSet, indexSet, indexSet, (a, b, c) => {
        expect(union([a, b, c, a])).toEqual(union([c, union([b, a])]));
      }),
    );
  });

  test('a clip keeps exactly the indices from 0 to the size', () => {
    fc.assert(
      fc.property(indexSet, fc.integer({ min: 1, max: 15 }), (set, size) => {
        expect(listOf(clipped(set, size))).toEqual(listOf(set).filter(index => index >= 0 && index < size));
      }),
    );
  });

  test('a sweep is the union of the shifted copies', () => {
    fc.assert(
      fc.property(indexSet, fc.nat(5), fc.nat(6), (set, step, count) => {
        const copies = Array.from({ length: count }, (_, copy) => shifted(set, copy * step));
        expect(sameSet(swept(set, step, count), union(copies))).toBe(true);
      }),
    );
  });
});
