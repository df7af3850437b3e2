import { describe, expect, test } from 'vitest';
import { heatOf, occluded, patchGrid, spreadOrder } from './occlusion.ts';

describe('the patches', () => {
  test.each([
    // 28 / 7 = 4, half of it 2: (28 − 4) / 2 + 1 = 13 a side.
    [28, 28, { patch: 4, stride: 2, rows: 13, columns: 13, top: 0, left: 0 }],
    [224, 224, { patch: 32, stride: 16, rows: 13, columns: 13, top: 0, left: 0 }],
    // Of 20 rows and 30 columns patches of 3, a step of 1.
    [30, 20, { patch: 3, stride: 1, rows: 18, columns: 28, top: 0, left: 0 }],
    // (32 − 5) / 2 leaves one row over: none before, one behind.
    [32, 32, { patch: 5, stride: 2, rows: 14, columns: 14, top: 0, left: 0 }],
    [1, 1, { patch: 1, stride: 1, rows: 1, columns: 1, top: 0, left: 0 }],
  ])('of %d × %d', (width, height, expected) => expect(patchGrid(width, height)).toMatchObject(expected));
});

test.each([1, 2, 3, 10, 169, 196])('every one of %d is taken once', count =>
  expect(spreadOrder(count).toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index)),
);

test('early ones are spread', () => {
  // Of 169 patches the first 13 leave no gap of as much as a quarter.
  const first = [-1, ...spreadOrder(169).slice(0, 13), 169].toSorted((a, b) => a - b);
  expect(Math.max(...first.slice(1).map((place, index) => place - (first[index] ?? 0)))).toBeLessThan(169 / 4);
});

/** Two patches beside each other, which share a column. */
const grid = { width: 3, height: 2, patch: 2, stride: 1, rows: 1, columns: 2, top: 0, left: 0 };

test('a patch is grey in every channel, by the channel’s own normalisation', () => {
  const input = {
    shape: [2, 2, 3],
    data: new Float32Array(12).fill(9),
    mean: [0, 0.5],
    std: [0.5],
    made: 'RGB',
  };
  // 0.5 / 0.5 = 1, and (0.5 − 0.5) / 0.5 = 0.
  expect([...occluded(input, grid, 1)]).toEqual([9, 1, 1, 9, 1, 1, 9, 0, 0, 9, 0, 0]);
});

test('a pixel has the mean of the patches over it', () =>
  expect([...heatOf(grid, new Float32Array([2, 4]))]).toEqual([2, 3, 4, 2, 3, 4]));

test('what no patch has covered is not known', () =>
  expect([...heatOf(grid, new Float32Array([2, NaN]))]).toEqual([2, 2, NaN, 2, 2, NaN]));
