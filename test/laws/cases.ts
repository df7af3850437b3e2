/** Chosen uses of every operation: what is special about each, on inputs small enough to try every position. */
import type { Shape } from '#core/ops/shape.ts';
import type { Application } from '../support/operation-network.ts';

export type Case = Pick<Application, 'inputs' | 'args'>;

const on =
  (...inputs: readonly Shape[]) =>
  (...args: readonly Case['args'][]): readonly Case[] =>
    args.map(each => ({ inputs, args: each }));

const plain = {};

/** Axis by axis, before and after. */
const sides = (...each: readonly (readonly [before: number, after: number])[]) => each;

/** A sound, a picture and a film of two channels. */
const inAnyDimension = (...args: readonly Case['args'][]): readonly Case[] => [
  ...on([2, 9])(...args),
  ...on([2, 6, 7])(...args),
  ...on([2, 4, 5, 3])(...args),
];

/** Element by element: of any shape. */
const activation = (...args: readonly Case['args'][]): readonly Case[] => [
  ...on([5])(...args),
  ...on([3, 4, 5])(...args),
];

const same = (...shape: Shape): readonly Shape[] => [shape, shape];

const broadcast = [
  ...on([3, 4, 5], [3, 1, 1])(plain),
  ...on([3, 1, 1], [3, 4, 5])(plain),
  ...on([3, 4, 5], [1, 4, 5])(plain),
];

const merge = [...on(...same(4))(plain), ...on(...same(2, 4, 5), [2, 4, 5])(plain)];

const sliding = [{ kernel: 2 }, { kernel: 3, stride: 2, padding: 1 }, { kernel: 3, stride: 2, padding: 'same' }];

export const cases: Readonly<Record<string, readonly Case[]>> = {
  input: on()({ shape: [3, 4, 5] }, { shape: 7 }),

  conv: [
    ...inAnyDimension(...sliding.map(args => ({ out: 3, ...args })), { out: 2, kernel: 1, bias: false }),
    ...on([4, 9, 8])(
      { out: 6, kernel: [3, 2], stride: [2, 1], dilation: [2, 3], groups: 2, padding: sides([1, 2], [0, 3]) },
      { out: 4, kernel: 4, padding: 'same' },
      { out: 4, kernel: 2, stride: 3, padding: 'same' },
      { out: 4, kernel: 3, dilation: 3, padding: 'same', groups: 4 },
      { out: 4, kernel: 3, padding: 2, padding_mode: 'reflect' },
      { out: 4, kernel: 3, padding: 2, padding_mode: 'replicate' },
      { out: 4, kernel: 3, padding: 2, padding_mode: 'circular' },
    ),
  ],
  depthwise: [
    ...inAnyDimension({ kernel: 3, padding: 1 }),
    ...on([3, 7, 6])({ kernel: [2, 3], multiplier: 2, stride: 2, dilation: 2, padding: 'same', bias: false }),
  ],
  conv_transpose: [
    ...inAnyDimension({ out: 3, kernel: 3 }, { out: 3, kernel: 2, stride: 2 }),
    ...on([4, 5, 4])(
      { out: 2, kernel: 4, stride: 2, padding: 1, groups: 2 },
      { out: 2, kernel: 3, stride: 2, padding: 1, output_padding: 1, bias: false },
      { out: 2, kernel: [2, 3], stride: [3, 2], padding: sides([1, 0], [0, 2]), dilation: [2, 3] },
      { out: 2, kernel: 1, stride: 3 },
    ),
  ],

  unfold: on([2, 7, 6])(
    { kernel: 3 },
    { kernel: [2, 3], stride: [1, 2], padding: [1, 0] },
    { kernel: 2, dilation: [1, 3], padding: 1 },
    // Gaps of one width, and rows at the end that no window reaches.
    { kernel: [1, 2], stride: [4, 2] },
    { kernel: [7, 2], dilation: [1, 2] },
  ),
  fold: [
    ...on([8, 20])({ output_size: [5, 6], kernel: 2 }),
    ...on([18, 6])(
      { output_size: [4, 5], kernel: 3 },
      { output_size: [4, 7], kernel: [2, 3], stride: [2, 1], padding: [1, 0], dilation: [2, 2] },
    ),
  ],

  maxpool: [
    ...inAnyDimension(...sliding),
    ...on([2, 8, 7])(
      { kernel: 3, stride: 2, ceil_mode: true },
      { kernel: 2, stride: 3, padding: 1, ceil_mode: true },
      { kernel: [2, 3], stride: 1, padding: sides([1, 0], [0, 1]), dilation: [2, 1] },
    ),
  ],
  avgpool: [
    ...inAnyDimension(...sliding),
    ...on([2, 8, 7])(
      { kernel: 3, stride: 2, ceil_mode: true },
      { kernel: 2, stride: 3, padding: 1, ceil_mode: true },
      { kernel: 3, padding: 1, count_include_pad: false },
      { kernel: 3, stride: 2, padding: 1, ceil_mode: true, count_include_pad: false },
      { kernel: 3, padding: 1, divisor_override: 4 },
    ),
  ],
  lppool: [
    ...inAnyDimension({ norm_type: 2, kernel: 2 }, { norm_type: 1, kernel: 3, stride: 2 }),
    ...on([2, 8, 7])({ norm_type: 3.5, kernel: [3, 2], stride: [2, 3], ceil_mode: true }),
  ],
  stochastic_pool: [
    ...inAnyDimension(...sliding),
    ...on([2, 8, 7])(
      { kernel: 3, stride: 2, ceil_mode: true },
      { kernel: [3, 2], stride: 1, padding: sides([1, 0], [0, 1]) },
    ),
  ],
  learned_pool: inAnyDimension({ kernel: 2 }, { kernel: 3, stride: 2 }),
  adaptive_avgpool: [
    ...inAnyDimension({ size: 1 }, { size: 3 }),
    ...on([2, 7, 6])({ size: [3, 4] }, { size: [2, null] }, { size: [9, 5] }),
  ],
  adaptive_maxpool: [
    ...inAnyDimension({ size: 1 }, { size: 3 }),
    ...on([2, 7, 6])({ size: [3, 4] }, { size: [2, null] }, { size: [9, 5] }),
  ],
  global_avgpool: inAnyDimension(plain),
  global_maxpool: inAnyDimension(plain),

  pad: [
    ...inAnyDimension({ padding: 1 }),
    ...on([2, 5, 6])(
      { padding: sides([1, 0], [2, 3]), value: 0.5 },
      { padding: sides([-1, 2], [0, -2]) },
      { padding: 2, mode: 'reflect' },
      { padding: sides([0, 3], [2, 0]), mode: 'replicate' },
      { padding: sides([5, 1], [0, 6]), mode: 'circular' },
    ),
  ],
  crop: [
    ...inAnyDimension({ amount: 1 }, { size: 2 }),
    ...on([2, 8, 7])({ amount: sides([0, 3], [2, 0]) }, { size: [5, 4] }, { like: { tensor: [9, 3, 7] } }),
  ],
  pixel_shuffle: [...on([6, 3])({ factor: 3 }), ...on([8, 3, 2])({ factor: 2 }), ...on([8, 2, 1, 3])({ factor: 2 })],
  pixel_unshuffle: [...on([1, 6])({ factor: 3 }), ...on([2, 4, 6])({ factor: 2 }), ...on([1, 2, 4, 2])({ factor: 2 })],
  channel_shuffle: [...on([6, 3])({ groups: 3 }), ...on([6, 3, 2])({ groups: 2 }), ...on([4, 2, 1, 2])({ groups: 2 })],
  slice: [
    ...inAnyDimension({ from: 0, to: 1 }, { from: -1 }),
    ...on([5])({ from: 1, to: 4 }, { to: -2 }),
    ...on([6, 3, 2])({ from: -4, to: -1 }, plain),
  ],
  split: [...inAnyDimension({ parts: 2, index: 1 }), ...on([6])({ parts: 3, index: 0 }, { parts: 3, index: -1 })],
  reshape: [
    ...inAnyDimension({ shape: null }),
    // Rows move into channels, and columns stay.
    ...on([4, 3, 2])({ shape: [2, 2, 3, 2] }, { shape: [null, 2] }, { shape: [3, 4, 2] }, { shape: 24 }),
    ...on([4, 3, 2, 2])({ shape: [null, 3, 2, 2] }),
  ],
  permute: [
    ...on([3, 4])({ dims: [0, 1] }, { dims: [1, 0] }),
    ...on([2, 4, 3])({ dims: [1, 2, 0] }, { dims: [0, 2, 1] }, { dims: [2, 1, 0] }, { dims: [2, 0, 1] }),
    ...on([2, 4, 3, 2])({ dims: [0, 3, 2, 1] }),
  ],
  upsample: [
    ...inAnyDimension({ scale: 2 }, { size: 7 }, { scale: 1.5, mode: 'nearest_exact' }),
    ...on([2, 5])({ scale: 2, mode: 'linear' }, { size: 9, mode: 'linear', align_corners: true }),
    ...on([2, 4, 5])(
      { scale: [3, 2], mode: 'bilinear' },
      { size: [7, 9], mode: 'bilinear', align_corners: true },
      { size: [3, 2], mode: 'bilinear' },
      { size: [9, 3] },
      { like: { tensor: [8, 6, 11] } },
      { scale: 2, mode: 'bicubic' },
      { size: [7, 9], mode: 'bicubic', align_corners: true },
      { scale: [1.7, 2.5], mode: 'bilinear' },
    ),
    ...on([2, 3, 4, 2])({ scale: 2, mode: 'trilinear' }),
  ],

  bn: [...inAnyDimension(plain, { affine: false }, { track_running_stats: false }), ...on([5])(plain)],
  ln: [
    ...on([6])(plain, { elementwise_affine: false }),
    ...on([3, 4, 5])(plain, { bias: false }, { over: 'channels' }, { over: 'channels', bias: false }, { over: 'last' }),
    ...on([3, 4, 5])({ over: 'channels', elementwise_affine: false }, { over: 2 }, { over: 2, bias: false }),
    ...on([2, 4, 5, 3])({ over: 1 }, { over: 2, elementwise_affine: false }, { over: 4 }),
  ],
  gn: [...inAnyDimension({ groups: 2 }), ...on([6, 3, 4])({ groups: 3 }, { groups: 1, affine: false })],

  instance_norm: inAnyDimension(plain, { affine: true }, { affine: true, track_running_stats: true }),
  lrn: [...inAnyDimension({ size: 3, alpha: 0.5 }), ...on([5, 3, 2])({ size: 4, alpha: 1, beta: 0.5, k: 2 })],
  layer_scale: activation(plain),

  relu: activation(plain),
  relu6: activation(plain),
  leaky_relu: activation(plain, { negative_slope: 0.2 }),
  prelu: [...activation(plain), ...on([3, 4, 5])({ num_parameters: 3 })],
  elu: activation(plain, { alpha: 0.5 }),
  selu: activation(plain),
  celu: activation(plain, { alpha: 0.5 }),
  gelu: activation(plain, { approximate: 'tanh' }),
  silu: activation(plain),
  mish: activation(plain),
  hardswish: activation(plain),
  hardsigmoid: activation(plain),
  sigmoid: activation(plain),
  tanh: activation(plain),
  softplus: activation(plain),
  softmax: activation(plain),
  log_softmax: activation(plain),

  flatten: [
    ...inAnyDimension(plain, { start: 1 }, { end: 0 }, { end: 1 }),
    ...on([3, 4, 5])({ start: -2, end: -2 }),
    ...on([2, 4, 5, 3])({ start: 1, end: -2 }, { start: 2 }),
    ...on([5])(plain),
  ],
  linear: [...on([5])({ out: 3 }, { out: 2, bias: false }), ...on([3, 4, 5])({ out: 2, over: 'last' })],
  dropout: activation(plain),
  drop_path: activation({ p: 0.2 }),
  attention: [...inAnyDimension({ heads: 1 }, { heads: 2, bias: false }), ...on([4, 2, 3])({ heads: 2 })],
  // There is nothing to run.
  opaque: [],
  identity: activation(plain),

  add: merge,
  sub: [...on(...same(4))(plain), ...on(...same(2, 4, 5))(plain)],
  mul: [...merge, ...broadcast],
  maximum: merge,
  average: merge,
  concat: [...merge, ...on([2, 3, 4], [1, 3, 4])(plain)],
};
