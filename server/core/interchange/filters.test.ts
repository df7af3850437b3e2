import { describe, expect, test } from 'vitest';
import { elements } from '../ops/shape.ts';
import type { Shape } from '../ops/shape.ts';
import { fillEdges, fillIdentity } from './filters.ts';

const filled = (fill: typeof fillEdges, shape: Shape) => [...fill(new Float32Array(elements(shape)), shape)];

describe('identity', () => {
  test.each<[string, Shape, readonly number[]]>([
    ['of a point', [2, 2, 1, 1], [1, 0, 0, 1]],
    ['of a matrix', [2, 3], [1, 0, 0, 0, 1, 0]],
    ['with more outputs than inputs begins again', [3, 2], [1, 0, 0, 1, 1, 0]],
    ['of depthwise filters', [2, 1, 1, 3], [0, 1, 0, 0, 1, 0]],
    ['of 3×3', [1, 1, 3, 3], [0, 0, 0, 0, 1, 0, 0, 0, 0]],
  ])('%s', (_, shape, expected) => expect(filled(fillIdentity, shape)).toEqual(expected));
});

describe('edges', () => {
  test('of 3×3 are Sobel’s, over the sum of one side, along eight directions', () => {
    const values = filled(fillEdges, [9, 1, 3, 3]);
    const filter = (index: number) => values.slice(9 * index, 9 * index + 9);
    // Left to right, then top to bottom: 1, 2, 1 on the one side, their negatives on the other.
    expect(filter(0)).toEqual([-0.25, 0, 0.25, -0.5, 0, 0.5, -0.25, 0, 0.25]);
    expect(filter(1)).toEqual([-0.25, -0.5, -0.25, 0, 0, 0, 0.25, 0.5, 0.25]);
    // Down the diagonal: the slope is −2 … 2, the weights 1, 2, 1 each way; 2 + 2 + 2 on the one side.
    expect(filter(2)).toEqual([-1, -1, 0, -1, 0, 1, 0, 1, 1].map(share => Math.fround(share / 3)));
    expect(filter(4)).toEqual(filter(0).map(value => 0 - value));
    expect(filter(8)).toEqual(filter(0));
  });

  test('are of the mean of all input channels', () =>
    expect(filled(fillEdges, [1, 2, 3])).toEqual([-0.5, 0, 0.5, -0.5, 0, 0.5]));

  test('have no direction along an axis of one point', () =>
    expect(filled(fillEdges, [2, 1, 1, 2])).toEqual([-1, 1, 1, -1]));

  test('of a point pass channels on', () => expect(filled(fillEdges, [2, 2, 1, 1])).toEqual([1, 0, 0, 1]));
});
