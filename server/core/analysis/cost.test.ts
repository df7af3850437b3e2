import { expect, test } from 'vitest';
import type { TinyLayer } from '../../../test/support/tiny-network.ts';
import { tinyNetwork } from '../../../test/support/tiny-network.ts';
import type { Weight } from '../ops/operation.ts';
import type { Shape } from '../ops/shape.ts';
import { layerCosts, totals } from './cost.ts';

const weight = (role: Weight['role'], shape: Shape): Weight => ({
  name: 'weight',
  shape,
  role,
  initial: { kind: 'constant', value: 0 },
});

const input: TinyLayer = { output: [3, 4, 4] };
/** 8 kernels of 3·3·3 with bias: 8·27 + 8 = 224 parameters; each weight meets 4·4 positions: 216·16 = 3,456 MACs. */
const conv: TinyLayer = {
  output: [8, 4, 4],
  weights: () => [weight('parameter', [8, 3, 3, 3]), weight('parameter', [8])],
  macs: 3456,
};
/** Scale and offset are learned; mean, variance and the count of batches (of shape []) are kept: 16 and 17. */
const norm: TinyLayer = {
  output: [8, 4, 4],
  weights: () => [
    ...[0, 1].map(() => weight('parameter', [8])),
    ...[0, 1].map(() => weight('buffer', [8])),
    weight('buffer', []),
  ],
};

test('a layer costs its weights, its MACs, and four bytes a number of its output', () => {
  expect(layerCosts(tinyNetwork([input, conv, norm]))).toEqual([
    { params: 0, buffers: 0, macs: 0, activationBytes: 192 },
    { params: 224, buffers: 0, macs: 3456, activationBytes: 512 },
    { params: 16, buffers: 17, macs: 0, activationBytes: 512 },
  ]);
});

test('totals are sums; what is given is no activation that the network computes', () => {
  const network = tinyNetwork([input, conv, norm]);
  expect(totals(network, layerCosts(network))).toEqual({
    params: 240,
    buffers: 17,
    macs: 3456,
    activationBytes: 1024,
    peakActivationBytes: 1024,
  });
});

test('shared weights are counted once, their use each time', () => {
  const network = tinyNetwork([input, conv, { ...conv, inputs: [0], shared: true }]);
  expect(totals(network, layerCosts(network))).toMatchObject({ params: 224, macs: 6912, activationBytes: 1024 });
});

test.each<[string, TinyLayer]>([
  ['output', { ...conv, output: undefined }],
  ['dimension', { ...conv, output: [8, NaN, 4], weights: () => [weight('parameter', [NaN])], macs: NaN }],
])('an unknown %s makes every total unknown that it is part of', (_, unknown) => {
  const network = tinyNetwork([input, unknown]);
  expect(totals(network, layerCosts(network))).toMatchObject({
    params: NaN,
    macs: NaN,
    activationBytes: NaN,
    peakActivationBytes: NaN,
  });
});
