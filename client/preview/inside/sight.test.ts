import { describe, expect, test } from 'vitest';
import type { Field } from '#core/analysis/field.ts';
import { describeRegion, pictureFields, rectanglesOf, seeing, seenBy, within } from './sight.ts';

/** A convolution of 3 with stride 2 and padding 1: output i sees 2·i − 1 … 2·i + 1. */
const strided: Field = { period: 1, shift: 2, phases: [[[-1, 2]]] };
/** A convolution of 2 with dilation 3: output i sees i and i + 3. */
// prettier-ignore
const dilated: Field = { period: 1, shift: 1, phases: [[[0, 1], [3, 4]]] };

const picture = { width: 8, height: 8 };

describe('a cell sees', () => {
  test('its window, with the padding', () =>
    expect(seenBy([strided, strided], { row: 0, column: 2 })).toEqual({ rows: [[-1, 2]], columns: [[3, 6]] }));
  test('its window less the padding', () =>
    expect(within(seenBy([strided, strided], { row: 0, column: 4 }), picture)).toEqual({
      rows: [[0, 2]],
      columns: [[7, 8]],
    }));
  test('nothing between the holes', () =>
    expect(rectanglesOf(seenBy([dilated, strided], { row: 1, column: 1 }))).toEqual([
      { x: 1, y: 1, width: 3, height: 1 },
      { x: 1, y: 4, width: 3, height: 1 },
    ]));
});

describe('a pixel is seen by', () => {
  // Pixel 3 is the end of output 1's window (1…3) and the start of output 2's (3…5); pixel 4 is in the middle of output 2's.
  test('every window over it', () =>
    expect(seeing([strided, strided], { row: 3, column: 4 }, { width: 4, height: 4 })).toEqual({
      rows: [[1, 3]],
      columns: [[2, 3]],
    }));
  // Pixel 4 is the second of output 1 and the first of output 4; of five outputs.
  test('cells that are apart', () =>
    expect(seeing([dilated, dilated], { row: 4, column: 0 }, { width: 5, height: 5 })).toEqual({
      rows: [
        [1, 2],
        [4, 5],
      ],
      columns: [[0, 1]],
    }));
});

test('very many holes are drawn as their box', () => {
  const comb = Array.from({ length: 40 }, (_, tooth) => [2 * tooth, 2 * tooth + 1] as const);
  expect(rectanglesOf({ rows: comb, columns: comb })).toEqual([{ x: 0, y: 0, width: 79, height: 79 }]);
  expect(rectanglesOf({ rows: [], columns: comb })).toEqual([]);
});

test.each([
  [{ rows: [[0, 2]], columns: [[7, 8]] }, 'rows 0…1, columns 7'],
  [{ rows: [], columns: [[7, 8]] }, undefined],
] as const)('%j in words', (region, text) => expect(describeRegion(region)).toBe(text));

test.each([
  ['nothing known', undefined, false],
  ['a sequence', [strided], false],
  ['a picture', [strided, dilated], true],
  ['a volume', [strided, strided, strided], false],
])('%s: pictures are %#', (_, fields, is) => expect(pictureFields(fields) !== undefined).toBe(is));
