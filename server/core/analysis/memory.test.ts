import { expect, test } from 'vitest';
import type { TinyLayer } from '../../../test/support/tiny-network.ts';
import { tinyNetwork } from '../../../test/support/tiny-network.ts';
import { aliveBytes, peakActivationBytes, peakOf } from './memory.ts';

/** A tensor of `size` numbers, made of the tensors at `inputs`, or of the one before. */
const tensor = (size: number, ...inputs: readonly number[]): TinyLayer => ({
  output: [size],
  ...(inputs.length > 0 && { inputs }),
});

/** Four bytes a number. The layer at the peak is named by what is alive then. */
test.each<[string, readonly TinyLayer[], number]>([
  ['an input alone', [tensor(10)], 10],
  ['a chain holds two at a time: 5 + 7', [tensor(2), tensor(3), tensor(5), tensor(7), tensor(1)], 12],
  ['a skip stays alive: 4 + 5 + 6', [tensor(4), tensor(5), tensor(6), tensor(1, 2, 0)], 15],
  ['a merge holds all its branches: 4 + 5 + 6 + 9', [tensor(4), tensor(5, 0), tensor(6, 0), tensor(9, 0, 1, 2)], 24],
  ['a tensor read twice by one layer dies once: 3 + 4', [tensor(2), tensor(3), tensor(4, 1, 1), tensor(1)], 7],
  ['what nobody reads dies at once: 2 + 8, then 2 + 5', [tensor(2), tensor(8, 0), tensor(5, 0)], 10],
])('%s', (_, layers, numbers) => expect(peakActivationBytes(tinyNetwork(layers))).toBe(numbers * 4));

test('an output lives to the end: 3 + 4 + 5', () => {
  const network = tinyNetwork([tensor(2), tensor(3), tensor(4, 0), tensor(5)]);
  const outputs = [1, 3].map(layer => ({ name: `output${layer}`, layer }));
  expect(peakActivationBytes({ ...network, outputs })).toBe(12 * 4);
});

test('layer by layer: a skip of 4 numbers is held under what is computed beside it', () => {
  const network = tinyNetwork([tensor(4), tensor(5), tensor(6), tensor(1, 2, 0)]);
  expect(aliveBytes(network)).toEqual([4, 4 + 5, 4 + 5 + 6, 4 + 6 + 1].map(numbers => 4 * numbers));
});

test('unknown as soon as one tensor is', () => {
  expect(peakActivationBytes(tinyNetwork([tensor(2), { output: undefined }, tensor(3)]))).toBeNaN();
});

test.each<[string, readonly TinyLayer[], ReturnType<typeof peakOf>]>([
  ['a chain: its input', [tensor(2), tensor(3), tensor(5), tensor(7), tensor(1)], { layer: 3, bytes: 48, alive: [2] }],
  [
    'a skip is alive beside',
    [tensor(4), tensor(5), tensor(6), tensor(1, 2, 0)],
    { layer: 2, bytes: 60, alive: [0, 1] },
  ],
  ['two equal ones: the first', [tensor(4), tensor(4), tensor(4)], { layer: 1, bytes: 32, alive: [0] }],
  ['what is not known', [tensor(2), { output: undefined }], undefined],
])('the peak of %s', (_, layers, expected) => expect(peakOf(tinyNetwork(layers))).toEqual(expected));

test('an output made before the peak is alive at it', () => {
  const network = tinyNetwork([tensor(2), tensor(3), tensor(4, 0), tensor(5)]);
  const outputs = [1, 3].map(layer => ({ name: `output${layer}`, layer }));
  expect(peakOf({ ...network, outputs })).toEqual({ layer: 3, bytes: 48, alive: [1, 2] });
});

test('a network may have more layers than a call takes arguments', () => {
  // As many as a model may have: an input and output of one number each are alive at any time.
  const layers = Array.from({ length: 131_072 }, () => tensor(1));
  expect(peakActivationBytes(tinyNetwork(layers))).toBe(8);
});
