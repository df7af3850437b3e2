/** What the pools of no PyTorch truth compute, by their formulas. */
import { expect, test } from 'vitest';
import type { Tensor } from '../support/onnx-session.ts';
import { differing, initialWeights } from './differing.ts';
import { positiveTensor } from './positive.ts';

/** One channel of two rows, in two windows of 2x2. */
const picture = (...data: readonly number[]): Tensor => ({ shape: [1, 2, 4], data: Float32Array.from(data) });

// (1 + 4 + 9 + 16) / (1 + 2 + 3 + 4) = 3; a window of zeros, and one of negative activations, which count as 0.
test.each([
  [picture(1, 2, 0, 0, 3, 4, 0, 0), [3, 0]],
  [picture(-1, -2, -1, 2, -3, -4, 0, 2), [0, 2]],
])('stochastic_pool weighs activations by themselves: %j', async (input, wanted) => {
  expect(await differing('stochastic_pool', { kernel: 2 }, input, wanted)).toEqual([]);
});

// √(1 + 4 + 9 + 16); (1 + 8 + 27 + 64)^⅓; the plain sum.
test.each([
  [2, Math.sqrt(30)],
  [3, Math.cbrt(100)],
  [1, 10],
])('lppool with norm %d', async (norm_type, wanted) => {
  const input = picture(1, 2, 0, 0, 3, 4, 0, 0);
  expect(await differing('lppool', { norm_type, kernel: 2 }, input, [wanted, 0])).toEqual([]);
});

// PyTorch takes the mean of the column that is left, 2 · 1² / 2, four times: √4.
test('lppool counts what reaches over the end as if it were full', async () => {
  const input = { shape: [1, 2, 3], data: Float32Array.from([1, 1, 1, 1, 1, 1]) };
  const args = { norm_type: 2, kernel: 2, ceil_mode: true };
  expect(await differing('lppool', args, input, [2, 2])).toEqual([]);
});

/** The sums of windows of 2x2 of channels of 4x6, each place of the window weighted. */
function weighed({ data }: Tensor, weights: readonly number[]): readonly number[] {
  const [top = NaN, topRight = NaN, below = NaN, belowRight = NaN] = weights;
  return [0, 1, 2].flatMap(channel =>
    [0, 2].flatMap(row =>
      [0, 2, 4].map(column => {
        const at = (y: number, x: number) => data[24 * channel + 6 * (row + y) + column + x] ?? NaN;
        return top * at(0, 0) + topRight * at(0, 1) + below * at(1, 0) + belowRight * at(1, 1);
      }),
    ),
  );
}

test('learned_pool is average pooling at first, and then one window for all channels', async () => {
  const input = positiveTensor([3, 4, 6]);
  const means = weighed(input, [0.25, 0.25, 0.25, 0.25]);
  expect(await differing('learned_pool', { kernel: 2 }, input, means, initialWeights)).toEqual([]);
  const sums = weighed(input, Array.from(positiveTensor([4]).data));
  expect(await differing('learned_pool', { kernel: 2 }, input, sums)).toEqual([]);
});
