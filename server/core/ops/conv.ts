/** Convolution, and its depthwise case. */
import { padding, perAxis } from './axis-parameters.ts';
import { refuseGroups } from './groups.ts';
import { defineOperation, entering, isRefusal, refuseFlat, type Operation, type Use } from './operation.ts';
import { padNode, refuseOverInput, symmetric, torchPad } from './padding.ts';
import { count, flag, integer, word, type ArgumentsOf } from './parameters.ts';
import { channelsOf, elements, positions, type Shape } from './shape.ts';
import { windowFormula } from './size-formula.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct, inSequence } from './torch-text.ts';
import { biasIf, kaimingWeight } from './weights.ts';
import { sidesOf, slide, windowAttributes, windowAxes, windowReads } from './window.ts';

const parameters = {
  out: { type: count, documentation: 'The number of output channels.', aliases: ['out_channels'] },
  kernel: { type: perAxis(count), documentation: 'The size of the kernel.', aliases: ['kernel_size'] },
  stride: {
    type: perAxis(count),
    documentation: 'How far the kernel moves from one output to the next.',
    default: 1,
  },
  padding: {
    type: padding(integer(0)),
    documentation:
      'What is added around the input: `1`, per axis `[1, 2]`, per side `[[top, bottom], [left, right]]`; `same` for ' +
      '⌈size / stride⌉ outputs, an odd position at the end; `valid` for 0.',
    default: 0,
  },
  dilation: {
    type: perAxis(count),
    documentation: 'The distance between neighbours in the kernel; 1 leaves no holes.',
    default: 1,
  },
  groups: {
    type: count,
    documentation: 'How many parts the channels fall into; an output channel reads one part of the input channels.',
    default: 1,
  },
  bias: { type: flag, documentation: 'Whether a learned number is added to each output channel.', default: true },
  padding_mode: {
    type: word('zeros', 'reflect', 'replicate', 'circular'),
    documentation: 'What the padding holds.',
    default: 'zeros',
  },
} as const;

type Convolution = typeof parameters;

const weightShape = (inputs: readonly Shape[], { out, groups, kernel }: ArgumentsOf<Convolution>): Shape => [
  out,
  channelsOf(entering(inputs)) / groups,
  ...kernel,
];

/** What a convolution does, by whatever name. */
const rules = {
  shape: (inputs, values) => {
    const input = entering(inputs);
    const refusal =
      refuseFlat('A convolution', input) ??
      refuseGroups(values.groups, channelsOf(input), 'input') ??
      refuseGroups(values.groups, values.out, 'output') ??
      refuseOverInput(values.padding_mode, input, sidesOf(windowAxes(input, values)));
    if (refusal !== undefined) return refusal;
    const sizes = slide(input, values);
    return isRefusal(sizes) ? sizes : [values.out, ...sizes];
  },
  weights: ({ inputs, values }) => [kaimingWeight(weightShape(inputs, values)), ...biasIf(values.bias, values.out)],
  macs: ({ inputs, output, values }) => positions(output) * elements(weightShape(inputs, values)),
  formula: ({ inputs, output, values }, axis) => windowFormula(entering(inputs), values, output, axis),
  reads: ({ inputs, values }, axis) => windowReads(entering(inputs), values, axis),
  onnx: ({ inputs, values }, graph) => {
    const axes = windowAxes(entering(inputs), values);
    const { pads, ...attributes } = windowAttributes(axes);
    const weights = [graph.weight('weight'), ...(values.bias ? [graph.weight('bias')] : [])];
    const shared = { ...attributes, dilations: axes.map(({ dilation }) => dilation), group: values.groups };
    if (values.padding_mode === 'zeros') return graph.node('Conv', [graph.input(0), ...weights], { ...shared, pads });
    const padded = padNode(graph, graph.input(0), values.padding_mode, sidesOf(axes));
    return graph.node('Conv', [padded, ...weights], { ...shared, pads: pads.map(() => 0) });
  },
  torch: ({ inputs, values }) => {
    const { out, kernel, stride, dilation, groups, bias, padding_mode } = values;
    const sides = sidesOf(windowAxes(entering(inputs), values));
    const around = values.padding === 'same' && stride.every(step => step === 1) ? 'same' : symmetric(sides);
    const module = construct(`nn.Conv${kernel.length}d`, [channelsOf(entering(inputs)), out, kernel], {
      stride: [stride, 1],
      padding: [around ?? 0, 0],
      dilation: [dilation, 1],
      groups: [groups, 1],
      bias: [bias, true],
      padding_mode: [around === undefined ? 'zeros' : padding_mode, 'zeros'],
    });
    return around === undefined ? inSequence(torchPad(padding_mode, sides), module) : module;
  },
} satisfies Pick<Operation<Convolution>, 'shape' | 'formula' | 'weights' | 'macs' | 'reads' | 'onnx' | 'torch'>;

export const conv = defineOperation({
  name: 'conv',
  family: 'convolution',
  summary: 'Convolution: a learned kernel slides over the input.',
  documentation:
    'Along each axis `⌊(size + padding − dilation · (kernel − 1) − 1) / stride⌋ + 1` outputs, `padding` counted on both ' +
    'sides. It has `out · channels / groups · kernel` weights, shared by all positions, and as many multiply-accumulates ' +
    'at each. One-, two- or three-dimensional, as the input is. `padding=same` with a stride is TensorFlow’s, which ' +
    '`nn.Conv2d` refuses.',
  sources: [torchPage('Conv2d'), onnxPage('Conv')],
  example: 'input(3x32x32)\nconv(16, 3, stride=2, padding=1)',
  arity: 'one',
  parameters,
  ...rules,
});

const { kernel, stride, padding: paddingParameter, dilation, bias, padding_mode } = parameters;

const depthwiseParameters = {
  kernel,
  multiplier: { type: count, documentation: 'How many output channels each input channel gets.', default: 1 },
  stride,
  padding: paddingParameter,
  dilation,
  bias,
  padding_mode,
} as const;

type Depthwise = typeof depthwiseParameters;

/** The convolution that a depthwise one is: a group for each channel. */
const grouped = (inputs: readonly Shape[], values: ArgumentsOf<Depthwise>): ArgumentsOf<Convolution> => {
  const channels = channelsOf(entering(inputs));
  return { ...values, out: channels * values.multiplier, groups: channels };
};

const asConvolution = ({ inputs, output, values }: Use<Depthwise>): Use<Convolution> => ({
  inputs,
  output,
  values: grouped(inputs, values),
});

export const depthwise = defineOperation({
  name: 'depthwise',
  family: 'convolution',
  summary: 'Depthwise convolution: each channel has a kernel of its own.',
  documentation:
    'A `conv` with as many groups as channels: `multiplier` outputs for each input channel, which no other channel ' +
    'enters. Sizes are those of `conv`; it has `channels · multiplier · kernel` weights.',
  sources: [torchPage('Conv2d'), onnxPage('Conv'), 'https://arxiv.org/abs/1610.02357'],
  example: 'input(8x32x32)\ndepthwise(3, padding=1)',
  arity: 'one',
  parameters: depthwiseParameters,
  shape: (inputs, values) => rules.shape(inputs, grouped(inputs, values)),
  weights: use => rules.weights(asConvolution(use)),
  macs: use => rules.macs(asConvolution(use)),
  formula: (use, axis) => rules.formula(asConvolution(use), axis),
  reads: (use, axis) => rules.reads(asConvolution(use), axis),
  onnx: (use, graph) => rules.onnx(asConvolution(use), graph),
  torch: use => rules.torch(asConvolution(use)),
});
