/** Laws that hold for every operation, on one use of each. */
import { describe, expect, test } from 'vitest';
import { applyOperation } from './apply.ts';
import { isRefusal, type Operation, type Use } from './operation.ts';
import type { Plain } from './parameters.ts';
import { operations } from './registry.ts';
import { UNKNOWN, type Shape } from './shape.ts';
import { ENGLISH } from '../words.ts';

/** A use that is accepted, and for each parameter another value that is, with what else it takes. */
interface Sample {
  readonly inputs: readonly Shape[];
  readonly given: Given;
  readonly others: Readonly<Record<string, Given>>;
}

type Given = Readonly<Record<string, Plain>>;

const MAP: Shape = [4, 8, 6];

const sample = (given: Given, others: Sample['others'] = {}, ...inputs: readonly Shape[]): Sample => ({
  inputs: inputs.length === 0 ? [MAP] : inputs,
  given,
  others,
});

const pool = { stride: { stride: 1 }, padding: { padding: 1 }, ceil_mode: { ceil_mode: true }, kernel: { kernel: 3 } };
const window = { kernel: { kernel: 2 }, dilation: { dilation: 2 }, padding: { padding: 1 }, stride: { stride: 2 } };
const norm = { eps: { eps: 0.001 } };
const merge = sample({}, {}, MAP, MAP);

const SAMPLES: Readonly<Record<string, Sample>> = {
  input: {
    inputs: [],
    given: { shape: [3, 8, 6] },
    others: {
      shape: { shape: [1, 8, 6] },
      mean: { mean: [1, 2, 3] },
      std: { std: 2 },
      init: { init: 'lecun' },
      seed: { seed: 1 },
    },
  },
  conv: sample(
    { out: 8, kernel: 3 },
    {
      out: { out: 4 },
      kernel: { kernel: [3, 2] },
      stride: { stride: 2 },
      padding: {
        padding: [
          [1, 0],
          [2, 2],
        ],
      },
      dilation: { dilation: 2 },
      groups: { groups: 2 },
      bias: { bias: false },
      padding_mode: { padding_mode: 'reflect' },
    },
  ),
  depthwise: sample(
    { kernel: 3 },
    {
      kernel: { kernel: 2 },
      multiplier: { multiplier: 2 },
      stride: { stride: 2 },
      padding: { padding: 'same' },
      dilation: { dilation: [1, 2] },
      bias: { bias: false },
      padding_mode: { padding_mode: 'circular' },
    },
  ),
  conv_transpose: sample(
    { out: 8, kernel: 4, stride: 2 },
    {
      out: { out: 2 },
      kernel: { kernel: 2 },
      stride: { stride: 3 },
      padding: {
        padding: [
          [1, 0],
          [0, 0],
        ],
      },
      output_padding: { output_padding: 1 },
      groups: { groups: 4 },
      bias: { bias: false },
      dilation: { dilation: 2 },
    },
  ),
  unfold: sample({ kernel: 3 }, { ...window }),
  fold: sample(
    { kernel: 3, output_size: [4, 6] },
    {
      output_size: { output_size: [6, 4] },
      kernel: { kernel: [1, 9], output_size: [8, 9] },
      dilation: { dilation: [1, 2], output_size: [4, 8] },
      padding: { padding: 1, output_size: [2, 4] },
      stride: { stride: 2, output_size: [5, 9] },
    },
    [18, 8],
  ),
  maxpool: sample({ kernel: 2 }, { ...pool, dilation: { dilation: 2 } }),
  avgpool: sample(
    { kernel: 2 },
    { ...pool, count_include_pad: { count_include_pad: false }, divisor_override: { divisor_override: 3 } },
  ),
  lppool: sample(
    { norm_type: 2, kernel: 2 },
    { norm_type: { norm_type: 3 }, kernel: pool.kernel, stride: pool.stride, ceil_mode: pool.ceil_mode },
  ),
  stochastic_pool: sample({ kernel: 2 }, pool),
  learned_pool: sample({ kernel: 2 }, { kernel: pool.kernel, stride: pool.stride }),
  adaptive_avgpool: sample({ size: 3 }, { size: { size: [null, 3] } }),
  adaptive_maxpool: sample({ size: 3 }, { size: { size: 1 } }),
  global_avgpool: sample({}),
  global_maxpool: sample({}),
  pad: sample({ padding: 1 }, { padding: { padding: -1 }, mode: { mode: 'circular' }, value: { value: 0.5 } }),
  crop: sample(
    { amount: 1 },
    {
      amount: { amount: [0, [1, 2]] },
      size: { amount: null, size: 4 },
      like: { amount: null, like: { tensor: [1, 2, 3] } },
    },
  ),
  pixel_shuffle: sample({ factor: 2 }, { factor: { factor: 1 } }),
  pixel_unshuffle: sample({ factor: 2 }, { factor: { factor: 1 } }),
  channel_shuffle: sample({ groups: 2 }, { groups: { groups: 4 } }),
  slice: sample({}, { from: { from: 1 }, to: { to: -1 } }),
  split: sample({ parts: 2, index: 0 }, { parts: { parts: 4 }, index: { index: 1 } }),
  reshape: sample({ shape: [2, 8, 12] }, { shape: { shape: [2, null] } }),
  permute: sample({ dims: [1, 2, 0] }, { dims: { dims: [0, 2, 1] } }),
  upsample: sample(
    { scale: 2 },
    {
      scale: { scale: [2, 1.5] },
      size: { scale: null, size: 9 },
      like: { scale: null, like: { tensor: [1, 9, 9] } },
      mode: { mode: 'bilinear' },
      align_corners: { mode: 'bilinear', align_corners: true },
    },
  ),
  identity: sample({}),
  bn: sample(
    {},
    {
      ...norm,
      momentum: { momentum: null },
      affine: { affine: false },
      track_running_stats: { track_running_stats: false },
    },
  ),
  ln: sample(
    {},
    {
      ...norm,
      over: { over: 'channels' },
      elementwise_affine: { elementwise_affine: false },
      bias: { bias: false },
    },
  ),
  gn: sample({ groups: 2 }, { ...norm, groups: { groups: 4 }, affine: { affine: false } }),
  instance_norm: sample(
    {},
    {
      ...norm,
      momentum: { momentum: null },
      affine: { affine: true },
      track_running_stats: { track_running_stats: true },
    },
  ),
  lrn: sample({ size: 5 }, { size: { size: 3 }, alpha: { alpha: 1 }, beta: { beta: 0.5 }, k: { k: 2 } }),
  layer_scale: sample({}, { init: { init: 0.1 } }),
  relu: sample({}),
  relu6: sample({}),
  leaky_relu: sample({}, { negative_slope: { negative_slope: 0.2 } }),
  elu: sample({}, { alpha: { alpha: 2 } }),
  selu: sample({}),
  celu: sample({}, { alpha: { alpha: 2 } }),
  gelu: sample({}, { approximate: { approximate: 'tanh' } }),
  silu: sample({}),
  mish: sample({}),
  hardswish: sample({}),
  hardsigmoid: sample({}),
  sigmoid: sample({}),
  tanh: sample({}),
  softplus: sample({}, { beta: { beta: 2 }, threshold: { threshold: 10 } }),
  softmax: sample({}),
  log_softmax: sample({}),
  prelu: sample({}, { num_parameters: { num_parameters: 4 }, init: { init: 0.1 } }),
  flatten: sample({}, { start: { start: 1 }, end: { end: 1 } }),
  linear: sample({ out: 10 }, { out: { out: 9 }, bias: { bias: false }, over: { over: 'last' } }, [12]),
  dropout: sample({}, { p: { p: 0.2 } }),
  drop_path: sample({ p: 0.1 }, { p: { p: 0.2 }, mode: { mode: 'batch' } }),
  attention: sample({ heads: 2 }, { heads: { heads: 4 }, bias: { bias: false } }),
  opaque: sample({ out: [2, 3, 4] }, { out: { out: [24] }, params: { params: 7 }, macs: { macs: 8 } }),
  add: merge,
  sub: merge,
  mul: sample({}, {}, MAP, [4, 1, 1]),
  maximum: merge,
  average: merge,
  concat: sample({}, {}, MAP, [2, 8, 6]),
};

/** Parameters that PyTorch's text has no place for; their operation's documentation says so. */
const WITHOUT_TEXT = ['input.mean', 'input.std', 'input.init', 'input.seed', 'linear.over'];

function accepted(operation: Operation, inputs: readonly Shape[], given: Given): Use {
  const use = applyOperation(operation, inputs, given);
  if (isRefusal(use)) throw new Error(`${operation.name}: ${ENGLISH(use.finding.message)}`);
  return use;
}

test('every operation has a sample', () => {
  expect(Object.keys(SAMPLES).toSorted()).toEqual([...operations.keys()].toSorted());
});

describe.each([...operations])('%s', (name, operation) => {
  const { inputs, given, others } = SAMPLES[name] ?? sample({});
  const parameters = Object.entries(operation.parameters);

  test('is described', () => {
    expect(operation.name).toBe(name);
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(operation.summary).toMatch(/^[A-Z].*\.$/);
    expect(operation.documentation).toMatch(/[.”]$/);
    expect(operation.sources).not.toEqual([]);
    for (const source of operation.sources) expect(new URL(source).protocol).toBe('https:');
    for (const line of operation.example.split('\n').slice(0, 1)) expect(line).toMatch(/^input\(/);
    expect(operation.example).toMatch(new RegExp(`\\b${name}\\b`));
  });

  test('takes arguments that are described, under names of their own', () => {
    const names = parameters.flatMap(([parameter, { aliases = [] }]) => [parameter, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const [, { documentation, type }] of parameters) {
      expect(documentation).toMatch(/\.$/);
      expect(ENGLISH(type.wants)).not.toBe('');
    }
  });

  test('reads its own defaults, for any number of axes', () => {
    for (const [, { type, default: fallback }] of parameters) {
      if (fallback === undefined) continue;
      for (const axes of [0, 1, 2, 3]) expect(type.read(fallback, axes)).toHaveProperty('value');
    }
  });

  test('writes every argument that is not the default', () => {
    expect(Object.keys(others).toSorted()).toEqual(parameters.map(([parameter]) => parameter).toSorted());
    const text = operation.torch(accepted(operation, inputs, given));
    for (const [parameter, other] of Object.entries(others)) {
      const changed = operation.torch(accepted(operation, inputs, { ...given, ...other }));
      expect([parameter, changed !== text]).toEqual([parameter, !WITHOUT_TEXT.includes(`${name}.${parameter}`)]);
    }
  });

  /** Each size that is known is right. */
  const agrees = (guess: Shape, truth: Shape): boolean =>
    guess.length === truth.length && guess.every((size, axis) => Number.isNaN(size) || size === truth[axis]);

  test('refuses nothing for a size that nobody knows, and keeps what is known right', () => {
    const { output } = accepted(operation, inputs, given);
    const places = inputs.flatMap((shape, input) => shape.map((_, axis) => [input, axis] as const));
    const all = [...places.map(place => [place]), places];
    for (const hidden of all) {
      const hides = (input: number, axis: number): boolean => hidden.some(([i, a]) => i === input && a === axis);
      const partly = inputs.map((shape, input) => shape.map((size, axis) => (hides(input, axis) ? UNKNOWN : size)));
      expect(agrees(accepted(operation, partly, given).output, output)).toBe(true);
    }
  });

  test('refuses nothing for an argument that could not be read', () => {
    const { values, output } = accepted(operation, inputs, given);
    for (const [parameter, { type }] of parameters) {
      const partly = { ...values, [parameter]: type.unknown((inputs[0]?.length ?? 1) - 1) };
      const shape = operation.shape(inputs, partly);
      expect(isRefusal(shape) ? ENGLISH(shape.finding.message) : shape.length).toBe(output.length);
    }
  });

  test('has finite costs and names for what it is made of', () => {
    const use = accepted(operation, inputs, given);
    const weights = operation.weights?.(use) ?? [];
    expect(Number.isInteger(operation.macs?.(use) ?? 0)).toBe(true);
    expect(new Set(weights.map(weight => weight.name)).size).toBe(weights.length);
    for (const { shape } of weights) expect(shape.every(size => Number.isInteger(size) && size > 0)).toBe(true);
  });
});
