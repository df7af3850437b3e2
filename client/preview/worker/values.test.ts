import { describe, expect, test } from 'vitest';
import { histogramOf, statisticsOf, topOf, topValues } from './values.ts';

describe('statistics', () => {
  test.each([
    ['plain values', [1, -3, 5], { min: -3, mean: 1, max: 5, deviation: Math.sqrt(35 / 3 - 1), zeros: 0, broken: 0 }],
    [
      'values that are none',
      [2, Number.NaN, Infinity, 4],
      { min: 2, mean: 3, max: 4, deviation: 1, zeros: 0, broken: 2 },
    ],
    [
      'zeros of either sign',
      [0, -0, 3, -3],
      { min: -3, mean: 0, max: 3, deviation: Math.sqrt(4.5), zeros: 0.5, broken: 0 },
    ],
    ['nothing but such', [Number.NaN], { min: 0, mean: 0, max: 0, deviation: 0, zeros: 0, broken: 1 }],
    ['nothing', [], { min: 0, mean: 0, max: 0, deviation: 0, zeros: 0, broken: 0 }],
  ])('of %s', (_, data, expected) => expect(statisticsOf(new Float32Array(data))).toEqual(expected));
});

test.each([
  // Of 0…4 the parts are 0…1, 1…2, 2…3 and 3…4, the greatest value in the last.
  ['values', [0, 0.5, 1, 3.9, 4, Number.NaN], { min: 0, max: 4 }, [2, 1, 0, 2]],
  ['one value', [7, 7], { min: 7, max: 7 }, [2, 0, 0, 0]],
])('a histogram of %s', (_, data, range, expected) =>
  expect([...histogramOf(new Float32Array(data), 4, range)]).toEqual(expected),
);

describe('the greatest values', () => {
  const rounded = (data: readonly number[], count: number, kind: 'scores' | 'shares') =>
    topOf(new Float32Array(data), count, kind).map(({ index, share }) => [index, Number(share.toFixed(4))]);

  test.each([
    [
      'half and half',
      [0, 0],
      2,
      [
        [0, 0.5],
        [1, 0.5],
      ],
    ],
    // ln 3 against 0: 3 to 1.
    [
      'three to one',
      [0, Math.log(3)],
      2,
      [
        [1, 0.75],
        [0, 0.25],
      ],
    ],
    ['the first of many, its share of all', [0, 0, 0, 0], 1, [[0, 0.25]]],
    [
      'huge scores',
      [1000, 0],
      2,
      [
        [0, 1],
        [1, 0],
      ],
    ],
    ['a value that is none is left out', [Number.NaN, 0], 2, [[1, 1]]],
    ['nothing', [], 3, []],
  ] as const)('%s', (_, data, count, expected) => expect(rounded(data, count, 'scores')).toEqual(expected));

  test('of a softmax are shares already', () =>
    expect(rounded([0.25, 0.75], 2, 'shares')).toEqual([
      [1, 0.75],
      [0, 0.25],
    ]));
});

describe('of an output with class names', () => {
  const namesOf = (classes: readonly string[]) =>
    topValues('fc', new Float32Array([1, 3, 2]), undefined, classes).values.map(({ name }) => name);

  test('each value has its name', () => expect(namesOf(['cat', 'dog', 'bird'])).toEqual(['dog', 'bird', 'cat']));
  test('an empty name is none', () => expect(namesOf(['cat', '', 'bird'])).toEqual([undefined, 'bird', 'cat']));
  test('names of another count say nothing of it', () =>
    expect(namesOf(['cat', 'dog'])).toEqual([undefined, undefined, undefined]));
});
