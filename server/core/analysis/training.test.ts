import { expect, test } from 'vitest';
import { tinyNetwork } from '../../../test/support/tiny-network.ts';
import { trainingMemory } from './training.ts';

const weight = (shape: readonly number[]) =>
  ({ name: 'weight', shape, role: 'parameter', initial: { kind: 'constant', value: 0 } }) as const;
/** 3·4·4 = 48 numbers in, 8·4·4 = 128 out; 8·3·3·3 = 216 weights, 216·16 = 3,456 multiply-accumulates. */
const network = tinyNetwork([
  { output: [3, 4, 4] },
  { output: [8, 4, 4], weights: () => [weight([8, 3, 3, 3])], macs: 3456 },
]);

test.each([
  ['sgd', 1, 4 * 2 * 216 + 4 * 17, 4 * 176],
  ['momentum', 2, 4 * 3 * 216 + 4 * 17, 4 * 176 * 2],
  ['adam', 32, 4 * 4 * 216 + 4 * 17, 4 * 176 * 32],
] as const)('training with %s and a batch of %i', (optimiser, batch, stateBytes, activationBytes) => {
  const memory = trainingMemory(network, { params: 216, buffers: 17 }, { optimiser, batch });
  expect(memory).toEqual({ stateBytes, activationBytes });
});

test('unknown where a shape is', () => {
  const unknown = tinyNetwork([{ output: [3, 4, 4] }, { output: undefined }]);
  expect(trainingMemory(unknown, { params: 0, buffers: 0 }, { optimiser: 'sgd', batch: 1 }).activationBytes).toBeNaN();
});
