/**
 * Random uses of operations, with valid arguments and invalid ones, and each as the one ONNX node that it would be: made
 * of the arguments here, by the operator's page, for an operation that refuses them writes nothing.
 */
import * as fc from 'fast-check';
import type { Plain } from '#core/ops/parameters.ts';
import type { Attributes } from '#core/ops/operation.ts';
import type { Shape } from '#core/ops/shape.ts';
import type { Case } from './cases.ts';

/** https://onnx.ai/onnx/operators/: a node on the inputs, then on constants of these shapes, or of these integers. */
export interface AskedNode {
  readonly type: string;
  readonly attributes: Attributes;
  readonly floats?: readonly Shape[];
  readonly integers?: readonly number[];
}

export interface Asked {
  readonly each: Case;
  readonly node: AskedNode;
  /** ONNX Runtime takes what PyTorch, and so we, refuse. */
  readonly runtimeTakes?: boolean;
  /** ONNX Runtime does not take what PyTorch and we do; the operation writes it otherwise. */
  readonly runtimeRefuses?: boolean;
}

const upTo = (most: number) => fc.integer({ min: 1, max: most });
/** Mostly right: with one wrong number in several, what is refused is so for one reason. */
const seldom = (wrong: number, right: fc.Arbitrary<number>) =>
  fc.oneof({ weight: 29, arbitrary: right }, { weight: 1, arbitrary: fc.constant(wrong) });

const PICTURE = 2;
const perAxis = (value: fc.Arbitrary<number>) => fc.tuple(value, value);

/** Windows that often reach over the input. */
const slidingWindow = {
  sizes: perAxis(fc.integer({ min: 3, max: 8 })),
  kernel: perAxis(seldom(0, upTo(5))),
  stride: perAxis(seldom(0, upTo(3))),
  dilation: perAxis(seldom(0, upTo(2))),
  before: perAxis(seldom(-1, fc.nat(1))),
  after: perAxis(seldom(-1, fc.nat(1))),
};

interface Drawn {
  readonly sizes: readonly number[];
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
}

const axesOf = ({ sizes, kernel, stride, dilation, before, after }: Drawn) =>
  Array.from({ length: PICTURE }, (_, axis) => ({
    size: sizes[axis] ?? NaN,
    kernel: kernel[axis] ?? NaN,
    stride: stride[axis] ?? NaN,
    dilation: dilation[axis] ?? NaN,
    before: before[axis] ?? NaN,
    after: after[axis] ?? NaN,
  }));

const paddingOf = (drawn: Drawn): Plain => axesOf(drawn).map(({ before, after }) => [before, after]);

const windowArguments = (drawn: Drawn) => ({
  kernel: drawn.kernel,
  stride: drawn.stride,
  dilation: drawn.dilation,
  padding: paddingOf(drawn),
});

const windowAttributes = (drawn: Drawn): Attributes => ({
  kernel_shape: drawn.kernel,
  strides: drawn.stride,
  dilations: drawn.dilation,
  pads: [...drawn.before, ...drawn.after],
});

const inGroups = { channels: upTo(4), out: upTo(4), groups: seldom(0, upTo(3)) };

const conv = fc.record({ ...slidingWindow, ...inGroups }).map(({ channels, out, groups, ...drawn }): Asked => ({
  each: { inputs: [[channels, ...drawn.sizes]], args: { ...windowArguments(drawn), out, groups, bias: false } },
  node: {
    type: 'Conv',
    attributes: { ...windowAttributes(drawn), group: groups },
    floats: [[out, Math.floor(channels / Math.max(1, groups)), ...drawn.kernel]],
  },
}));

const transposed = fc
  .record({ ...slidingWindow, ...inGroups, extra: perAxis(fc.nat(2)) })
  .map(({ channels, out, groups, extra, ...drawn }): Asked => ({
    each: {
      inputs: [[channels, ...drawn.sizes]],
      args: { ...windowArguments(drawn), output_padding: extra, out, groups, bias: false },
    },
    node: {
      type: 'ConvTranspose',
      attributes: { ...windowAttributes(drawn), output_padding: extra, group: groups },
      floats: [[channels, Math.floor(out / Math.max(1, groups)), ...drawn.kernel]],
    },
    // The weights say the channels that come out: there is no number of them that the groups do not divide.
    runtimeTakes: out % Math.max(1, groups) !== 0,
    // PyTorch asks that it be less than the stride or the dilation, the runtime less than the stride.
    runtimeRefuses: axesOf(drawn).some(({ stride }, axis) => (extra[axis] ?? 0) >= stride),
  }));

/**
 * PyTorch pads at most half of a window, the runtime less than all of it. And the runtime rounds toward 0: a window that
 * is larger than the padded input, by less than two strides, has one output, or none.
 */
const poolTakes = (drawn: Drawn): boolean =>
  axesOf(drawn).some(({ size, kernel, stride, dilation, before, after }) => {
    const room = size + before + after - dilation * (kernel - 1) - 1;
    return 2 * Math.max(before, after) > kernel || (room < 0 && room > -2 * stride);
  });

const pool = (type: string, names: readonly (keyof ReturnType<typeof windowArguments>)[]) =>
  fc
    .record({ ...slidingWindow, dilation: names.includes('dilation') ? slidingWindow.dilation : fc.constant([1, 1]) })
    .map((drawn): Asked => {
      const all = windowArguments(drawn);
      return {
        each: {
          inputs: [[2, ...drawn.sizes]],
          args: Object.fromEntries(names.map(name => [name, all[name]])),
        },
        node: { type, attributes: windowAttributes(drawn) },
        runtimeTakes: poolTakes(drawn),
      };
    });

const shape = fc.array(upTo(4), { minLength: 3, maxLength: 3 });

const shuffled = (type: string) =>
  fc.tuple(upTo(12), perAxis(upTo(6)), seldom(0, upTo(3))).map(([channels, sizes, factor]): Asked => ({
    each: { inputs: [[channels, ...sizes]], args: { factor } },
    node: { type, attributes: { blocksize: factor } },
  }));

const grouped = fc.tuple(shape, seldom(0, upTo(4))).map(([input, groups]): Asked => ({
  each: { inputs: [input], args: { groups, affine: false } },
  node: {
    type: 'GroupNormalization',
    attributes: { num_groups: groups },
    floats: [input.slice(0, 1), input.slice(0, 1)],
  },
}));

const permuted = fc
  .tuple(shape, fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }), fc.boolean())
  .map(([input, dims, right]): Asked => {
    const order = right ? [0, 1, 2].toSorted((a, b) => (dims[a] ?? 0) - (dims[b] ?? 0)) : dims;
    return {
      each: { inputs: [input], args: { dims: order } },
      node: { type: 'Transpose', attributes: { perm: [0, ...order.map(axis => axis + 1)] } },
    };
  });

const reshaped = fc
  .tuple(shape, fc.array(fc.option(upTo(6)), { minLength: 1, maxLength: 3 }))
  .map(([input, sizes]): Asked => ({
    each: { inputs: [input], args: { shape: sizes } },
    node: { type: 'Reshape', attributes: {}, integers: [1, ...sizes.map(size => size ?? -1)] },
  }));

/** Tensors that mostly agree. */
const several = fc
  .tuple(shape, fc.array(fc.option(fc.tuple(fc.nat(2), upTo(4)), { freq: 2 }), { minLength: 1, maxLength: 2 }))
  .map(([first, changes]): readonly Shape[] => [
    first,
    ...changes.map(change => (change === null ? first : first.with(change[0], change[1]))),
  ]);

const joined = several.map((inputs): Asked => ({
  each: { inputs, args: {} },
  node: { type: 'Concat', attributes: { axis: 1 } },
}));

const added = several.map((inputs): Asked => ({
  each: { inputs, args: {} },
  node: { type: 'Sum', attributes: {} },
  // ONNX stretches a 1, which no merge but mul does here.
  runtimeTakes: [0, 1, 2].every(axis => new Set(inputs.map(input => input[axis]).filter(size => size !== 1)).size <= 1),
}));

const mirrored = fc
  .tuple(perAxis(fc.integer({ min: 3, max: 7 })), perAxis(fc.nat(4)), perAxis(fc.nat(4)))
  .map(([sizes, before, after]): Asked => ({
    each: {
      inputs: [[2, ...sizes]],
      args: { mode: 'reflect', padding: before.map((amount, axis) => [amount, after[axis] ?? 0]) },
    },
    node: { type: 'Pad', attributes: { mode: 'reflect' }, integers: [0, 0, ...before, 0, 0, ...after] },
  }));

/** By operation. */
export const uncheckedCases: Readonly<Record<string, fc.Arbitrary<Asked>>> = {
  conv,
  conv_transpose: transposed,
  maxpool: pool('MaxPool', ['kernel', 'stride', 'dilation', 'padding']),
  avgpool: pool('AveragePool', ['kernel', 'stride', 'padding']),
  pixel_shuffle: shuffled('DepthToSpace'),
  pixel_unshuffle: shuffled('SpaceToDepth'),
  gn: grouped,
  permute: permuted,
  reshape: reshaped,
  pad: mirrored,
  add: added,
  concat: joined,
};
