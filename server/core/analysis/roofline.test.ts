import { expect, test } from 'vitest';
import { analyzeText } from '../../../test/support/annotated.ts';
import { tinyNetwork } from '../../../test/support/tiny-network.ts';
import { boundBy, intensity, layerWork, leastSeconds } from './roofline.ts';

const weight = (shape: readonly number[]) =>
  ({ name: 'weight', shape, role: 'parameter', initial: { kind: 'constant', value: 0 } }) as const;
/** 3·4·4 = 48 numbers in, 8·4·4 = 128 out; 8·3·3·3 = 216 weights, 216·16 = 3,456 multiply-accumulates. */
const network = tinyNetwork([
  { output: [3, 4, 4] },
  { output: [8, 4, 4], weights: () => [weight([8, 3, 3, 3])], macs: 3456 },
  { output: [8, 4, 4] },
]);

test('operations, and bytes moved once', () => {
  expect(layerWork(network)).toEqual([
    { flops: 0, bytes: 0 },
    { flops: 6912, bytes: 4 * (48 + 216 + 128) },
    { flops: 0, bytes: 4 * (128 + 128) },
  ]);
  expect(layerWork(network).map(intensity)).toEqual([0, 6912 / 1568, 0]);
});

test('a batch reads the weights once', () => {
  expect(layerWork(network, 10)[1]).toEqual({ flops: 69120, bytes: 4 * (216 + 10 * (48 + 128)) });
});

test('what is only renamed moves nothing', () => {
  const [model] = analyzeText(
    'model M {\ninput(1x4x4)\nidentity -> dropout -> drop_path(0.1) -> flatten -> relu\n}',
  ).models;
  expect(model && layerWork(model.network).map(({ bytes }) => bytes)).toEqual([0, 0, 0, 0, 0, 128]);
});

test('unknown where a shape is', () => {
  const unknown = tinyNetwork([{ output: [3, 4, 4] }, { output: undefined }]);
  expect(layerWork(unknown)).toEqual([
    { flops: 0, bytes: 0 },
    { flops: NaN, bytes: NaN },
  ]);
});

/** The ridge is where both take as long: 4 operations a byte. */
test.each([
  ['below the ridge', { flops: 300, bytes: 100 }, 1, 'bandwidth'],
  ['on it', { flops: 400, bytes: 100 }, 1, 'compute'],
  ['above it', { flops: 800, bytes: 100 }, 2, 'compute'],
  ['what only moves', { flops: 0, bytes: 50 }, 0.5, 'bandwidth'],
] as const)('%s', (_, work, seconds, bound) => {
  const device = { name: 'd', flops: 400, bandwidth: 100 };
  expect(leastSeconds(work, device)).toBe(seconds);
  expect(boundBy(work, device)).toBe(bound);
});
