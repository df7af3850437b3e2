/** Where each number goes that is only moved, by the formulas of the PyTorch pages. */
import { expect, test } from 'vitest';
import type { Shape } from '#core/ops/shape.ts';
import type { Application } from '../support/operation-network.ts';
import { differing } from './differing.ts';

/** All places of a shape, the last axis first. */
const placesOf = (shape: Shape): readonly Shape[] =>
  shape.reduce<readonly Shape[]>(
    (places, size) => places.flatMap(place => Array.from({ length: size }, (_, index) => [...place, index])),
    [[]],
  );

/** A number for each place, which says the place: channel 3, row 2 and column 1 are 321. */
const numberAt = (place: Shape): number => place.reduce((number, index) => 10 * number + index, 0);

/** What enters, what leaves, and from which place of what enters the number at a place of it comes. */
type Move = readonly [
  name: string,
  args: Application['args'],
  input: Shape,
  output: Shape,
  source: (...place: Shape) => Shape,
];

const half = (index = 0): number => Math.floor(index / 2);

const moves: readonly Move[] = [
  [
    'pixel_shuffle',
    { factor: 2 },
    [8, 2, 3],
    [2, 4, 6],
    (c = 0, y = 0, x = 0) => [4 * c + 2 * (y % 2) + (x % 2), half(y), half(x)],
  ],
  ['pixel_shuffle', { factor: 2 }, [4, 3], [2, 6], (c = 0, x = 0) => [2 * c + (x % 2), half(x)]],
  [
    'pixel_unshuffle',
    { factor: 2 },
    [2, 4, 6],
    [8, 2, 3],
    (c = 0, y = 0, x = 0) => [Math.floor(c / 4), 2 * y + half(c % 4), 2 * x + (c % 2)],
  ],
  ['channel_shuffle', { groups: 2 }, [6, 1, 2], [6, 1, 2], (c = 0, y = 0, x = 0) => [3 * (c % 2) + half(c), y, x]],
  ['slice', { from: -3, to: 4 }, [5, 2], [2, 2], (c = 0, x = 0) => [c + 2, x]],
  ['split', { parts: 3, index: 1 }, [6, 2], [2, 2], (c = 0, x = 0) => [c + 2, x]],
  ['crop', { size: 2 }, [1, 3, 5], [1, 2, 2], (c = 0, y = 0, x = 0) => [c, y, x + 2]],
  ['permute', { dims: [1, 2, 0] }, [2, 3, 4], [3, 4, 2], (y = 0, x = 0, c = 0) => [c, y, x]],
  ['reshape', { shape: [null, 4] }, [2, 2, 4], [4, 4], (row = 0, x = 0) => [half(row), row % 2, x]],
  ['flatten', { start: 1 }, [2, 3, 4], [2, 12], (c = 0, place = 0) => [c, Math.floor(place / 4), place % 4]],
  ['flatten', { end: 1 }, [2, 3, 4], [6, 4], (row = 0, x = 0) => [Math.floor(row / 3), row % 3, x]],
  // The first window starts at 0, 0, the second at 0, 1, the third at 1, 0; a column is channel by channel.
  [
    'unfold',
    { kernel: 2 },
    [2, 3, 3],
    [8, 4],
    (row = 0, place = 0) => [Math.floor(row / 4), half(place) + half(row % 4), (place % 2) + (row % 2)],
  ],
  [
    'fold',
    { output_size: 4, kernel: 2, stride: 2 },
    [4, 4],
    [1, 4, 4],
    (_, y = 0, x = 0) => [2 * (y % 2) + (x % 2), 2 * half(y) + half(x)],
  ],
];

test.each(moves)('%s %j of %j', async (name, args, shape, output, source) => {
  const input = { shape, data: Float32Array.from(placesOf(shape), numberAt) };
  const wanted = placesOf(output).map(place => numberAt(source(...place)));
  expect(await differing(name, args, input, wanted)).toEqual([]);
});

// Windows of 2 in a row of 4 hold its positions 1, 2, 2 and 1 times; of two such axes, the products.
test('fold after unfold multiplies by how many windows hold a position', async () => {
  const columns = { shape: [4, 9], data: new Float32Array(36).fill(1) };
  const counts = [1, 2, 2, 1, 2, 4, 4, 2, 2, 4, 4, 2, 1, 2, 2, 1];
  expect(await differing('fold', { output_size: 4, kernel: 2 }, columns, counts)).toEqual([]);
});
