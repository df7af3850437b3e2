/** What each operation is in Keras 3, channels last: https://keras.io/api/layers/. */
import type { Padding } from '../../ops/axis-parameters.ts';
import type { Use } from '../../ops/operation.ts';
import { spatialSizes } from '../../ops/shape.ts';
import { construct, type TorchValue } from '../../ops/torch-text.ts';
import { sidesOf, windowAxes } from '../../ops/window.ts';

/** Calls one after the other, the last of which is the layer's own and takes its name; undefined where Keras has none. */
type Translation = (use: Use) => readonly string[] | undefined;

type Values = Readonly<Record<string, unknown>>;

const numbers = (value: unknown): readonly number[] => (Array.isArray(value) ? value.map(Number) : []);
const axesOf = ({ inputs }: Use): number => (inputs[0]?.length ?? 1) - 1;
const isAll = (values: readonly number[], wanted: number): boolean => values.every(value => value === wanted);

const word =
  (text: string): Translation =>
  () => [text];

const activation = (name: string): Translation => word(`layers.Activation("${name}")`);

/** `((1, 1), (0, 1))`, of height and width. */
const sidesText = (sides: readonly (readonly [number, number])[]): string =>
  sides.length === 1 ? `(${sides[0]?.join(', ')})` : `(${sides.map(side => `(${side.join(', ')})`).join(', ')})`;

const zeroPadding = (sides: readonly (readonly [number, number])[]): readonly string[] =>
  sides.every(side => isAll(side, 0)) ? [] : [`layers.ZeroPadding${sides.length}D(${sidesText(sides)})`];

/** Keras takes a stride or a dilation. */
const convolution =
  (
    name: string,
    placed: (values: Values) => readonly TorchValue[],
    more: Readonly<Record<string, string>> = {},
  ): Translation =>
  use => {
    const values: Values = use.values;
    const [stride, dilation] = [numbers(values['stride']), numbers(values['dilation'])];
    const isBoth = !isAll(stride, 1) && !isAll(dilation, 1);
    if (isBoth || values['padding_mode'] !== 'zeros') return undefined;
    const isSame = values['padding'] === 'same';
    const shared = use.values as { kernel: number[]; stride: number[]; dilation: number[]; padding: Padding };
    const around = isSame ? [] : zeroPadding(sidesOf(windowAxes(use.inputs[0] ?? [], shared)));
    const layer = construct(`layers.${name}${axesOf(use)}D`, placed(values), {
      strides: [stride, 1],
      padding: [isSame ? 'same' : 'valid', 'valid'],
      dilation_rate: [dilation, 1],
      groups: [Number(values['groups'] ?? 1), 1],
      use_bias: [values['bias'] === true, true],
      ...Object.fromEntries(Object.entries(more).map(([keyword, own]) => [keyword, [Number(values[own]), 1] as const])),
    });
    return [...around, layer];
  };

/** Keras has no padding here: it is cut off behind. */
const transposed: Translation = use => {
  const values: Values = use.values;
  const [kernel, stride] = [numbers(values['kernel']), numbers(values['stride'])];
  const extra = numbers(values['output_padding']);
  const sides = (values['padding'] as readonly (readonly [number, number])[]).map(
    ([before, after], axis) => [before, after - (extra[axis] ?? 0)] as const,
  );
  const isShort = kernel.some((size, axis) => size < (stride[axis] ?? 1));
  if (
    isShort ||
    values['groups'] !== 1 ||
    !isAll(numbers(values['dilation']), 1) ||
    sides.flat().some(size => size < 0)
  )
    return undefined;
  const layer = construct(`layers.Conv${kernel.length}DTranspose`, [Number(values['out']), kernel], {
    strides: [stride, 1],
    use_bias: [values['bias'] === true, true],
  });
  const isCut = sides.some(side => !isAll(side, 0));
  return isCut ? [layer, `layers.Cropping${kernel.length}D(${sidesText(sides)})`] : [layer];
};

/** Windows that are counted with their padding, or padded with what is never the largest. */
const pool =
  (name: string): Translation =>
  use => {
    const values: Values = use.values;
    const kernel = numbers(values['kernel']);
    const stride = values['stride'] === undefined || values['stride'] === null ? kernel : numbers(values['stride']);
    const dilation = numbers(values['dilation'] ?? kernel.map(() => 1));
    const sides = values['padding'] as readonly (readonly [number, number])[];
    const input = spatialSizes(use.inputs[0] ?? []);
    const isFloor = spatialSizes(use.output).every((size, axis) => {
      const padded = (input[axis] ?? 0) + (sides[axis] ?? [0, 0])[0] + (sides[axis] ?? [0, 0])[1];
      return size === Math.floor((padded - (kernel[axis] ?? 1)) / (stride[axis] ?? 1)) + 1;
    });
    const isPadded = sides.some(side => !isAll(side, 0));
    const isMean = name === 'Average';
    const isOther =
      isMean && ((isPadded && values['count_include_pad'] !== true) || (values['divisor_override'] ?? null) !== null);
    if (!isFloor || !isAll(dilation, 1) || isOther) return undefined;
    const width = `((0, 0), ${sides.map(side => `(${side.join(', ')})`).join(', ')}, (0, 0))`;
    const around = isMean
      ? zeroPadding(sides)
      : isPadded
        ? [`ops.pad(x0, ${width}, constant_values=float("-inf"))`]
        : [];
    return [...around, construct(`layers.${name}Pooling${kernel.length}D`, [kernel], { strides: [stride, kernel] })];
  };

const globalPool =
  (name: string): Translation =>
  use => [`layers.Global${name}Pooling${axesOf(use)}D(keepdims=True)`];

/** Rows in the order of channels first, as weights of dense layers have it. */
const flatten: Translation = ({ inputs, output, values }) => {
  const [input = []] = inputs;
  if (output.length !== 1 || Number((values as Values)['start']) !== 0) return undefined;
  const order = [input.length, ...input.slice(1).map((_, axis) => axis + 1)];
  return isAll(input.slice(1), 1)
    ? ['layers.Flatten()']
    : [`layers.Permute((${order.join(', ')}))`, 'layers.Flatten()'];
};

const batchNorm: Translation = ({ values }) => {
  const { eps, momentum, affine } = values as Values;
  const share = Number((1 - Number(momentum)).toPrecision(6));
  return affine === true
    ? [construct('layers.BatchNormalization', [], { momentum: [share, 0.99], epsilon: [Number(eps), 1e-3] })]
    : undefined;
};

const layerNorm: Translation = ({ inputs, values }) => {
  const { over, eps, elementwise_affine, bias } = values as Values;
  const isChannels = (inputs[0] ?? []).length === 1 || over === 'channels';
  return isChannels && elementwise_affine === true && bias === true
    ? [construct('layers.LayerNormalization', [], { epsilon: [Number(eps), 1e-3] })]
    : undefined;
};

const dense: Translation = ({ inputs, values }) =>
  (inputs[0] ?? []).length === 1
    ? [
        construct('layers.Dense', [Number((values as Values)['out'])], {
          use_bias: [(values as Values)['bias'] === true, true],
        }),
      ]
    : undefined;

/** Whole numbers of times, by the mean of half pixels. */
const upsample: Translation = use => {
  const { mode, align_corners } = use.values as Values;
  const input = spatialSizes(use.inputs[0] ?? []);
  const scale = spatialSizes(use.output).map((size, axis) => size / (input[axis] ?? 1));
  const isKnown = mode === 'nearest' || (mode === 'bilinear' && align_corners !== true);
  if (!isKnown || scale.some(times => !Number.isInteger(times)) || scale.length > 2) return undefined;
  return [
    construct(
      `layers.UpSampling${scale.length}D`,
      [scale],
      scale.length === 1 ? {} : { interpolation: [String(mode), 'nearest'] },
    ),
  ];
};

const pad: Translation = ({ values }) => {
  const { padding, mode, value } = values as Values;
  const sides = padding as readonly (readonly [number, number])[];
  return (mode === 'constant' || mode === 'zeros') && value === 0 && sides.flat().every(size => size >= 0)
    ? [`layers.ZeroPadding${sides.length}D(${sidesText(sides)})`]
    : undefined;
};

const option =
  (layer: string, name: string, parameter: string): Translation =>
  ({ values }) => [`layers.${layer}(${name}=${String((values as Values)[parameter])})`];

const prelu: Translation = ({ inputs, values }) => {
  const [channels, ...sizes] = inputs[0] ?? [];
  if ((values as Values)['num_parameters'] !== channels) return undefined;
  return [
    sizes.length === 0
      ? 'layers.PReLU()'
      : `layers.PReLU(shared_axes=[${sizes.map((_, axis) => axis + 1).join(', ')}])`,
  ];
};

const merge = (layer: string): Translation => word(`layers.${layer}()`);

export const kerasLayers: Readonly<Record<string, Translation | undefined>> = {
  add: merge('Add'),
  average: merge('Average'),
  avgpool: pool('Average'),
  bn: batchNorm,
  concat: merge('Concatenate'),
  conv: convolution('Conv', ({ out, kernel }) => [Number(out), numbers(kernel)]),
  conv_transpose: transposed,
  depthwise: use =>
    axesOf(use) < 3
      ? convolution('DepthwiseConv', ({ kernel }) => [numbers(kernel)], { depth_multiplier: 'multiplier' })(use)
      : undefined,
  dropout: ({ values }) => [`layers.Dropout(${String((values as Values)['p'])})`],
  elu: option('ELU', 'alpha', 'alpha'),
  flatten,
  gelu: ({ values }) => ((values as Values)['approximate'] === 'none' ? ['layers.Activation("gelu")'] : undefined),
  global_avgpool: globalPool('Average'),
  global_maxpool: globalPool('Max'),
  gn: ({ values }) => [
    construct('layers.GroupNormalization', [Number((values as Values)['groups'])], {
      epsilon: [Number((values as Values)['eps']), 1e-3],
    }),
  ],
  hardsigmoid: activation('hard_sigmoid'),
  hardswish: activation('hard_silu'),
  identity: word('layers.Identity()'),
  leaky_relu: option('LeakyReLU', 'negative_slope', 'negative_slope'),
  linear: dense,
  ln: layerNorm,
  log_softmax: activation('log_softmax'),
  maximum: merge('Maximum'),
  maxpool: pool('Max'),
  mish: activation('mish'),
  mul: merge('Multiply'),
  pad,
  prelu,
  relu: word('layers.ReLU()'),
  relu6: word('layers.ReLU(max_value=6)'),
  selu: activation('selu'),
  sigmoid: activation('sigmoid'),
  silu: activation('silu'),
  softmax: word('layers.Softmax()'),
  sub: merge('Subtract'),
  tanh: activation('tanh'),
  upsample,
};
