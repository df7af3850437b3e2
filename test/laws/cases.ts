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
    ...on([3, 4, 5])({ over: 'channels', elementwise_affine: false }),
  ],
  gn: [...inAnyDimension({ groups: 2 }), ...on([6, 3, 4])({ groups: 3 }, { groups: 1, affine: false })],

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

  flatten: [...inAnyDimension(plain), ...on([5])(plain)],
  linear: [...on([5])({ out: 3 }, { out: 2, bias: false }), ...on([3, 4, 5])({ out: 2, over: 'last' })],
  dropout: activation(plain),
  identity: activation(plain),

  add: merge,
  sub: [...on(...same(4))(plain), ...on(...same(2, 4, 5))(plain)],
  mul: [...merge, ...broadcast],
  maximum: merge,
  average: merge,
  concat: [...merge, ...on([2, 3, 4], [1, 3, 4])(plain)],
};
