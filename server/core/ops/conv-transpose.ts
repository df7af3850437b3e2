/** Transposed convolution. */
import { perAxis, sides, type Side } from './axis-parameters.ts';
import { greatestCommonDivisor } from './fraction.ts';
import { refuseGroups } from './groups.ts';
import {
  defineOperation,
  entering,
  refuse,
  refuseFlat,
  type GraphWriter,
  type Refusal,
  type Use,
} from './operation.ts';
import { padNode, symmetric, torchPad } from './padding.ts';
import { count, flag, integer, type ArgumentsOf } from './parameters.ts';
import { POINTWISE, type Reads, type Run } from './reads.ts';
import { channelsOf, dimensionName, elements, positions, spatialSizes, UNKNOWN, type Shape } from './shape.ts';
import { transposedFormula } from './size-formula.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct, inSequence } from './torch-text.ts';
import { biasIf, kaimingWeight } from './weights.ts';

const parameters = {
  out: { type: count, documentation: 'The number of output channels.', aliases: ['out_channels'] },
  kernel: { type: perAxis(count), documentation: 'The size of the kernel.', aliases: ['kernel_size'] },
  stride: {
    type: perAxis(count),
    documentation: 'How far apart the inputs are laid out: about how much larger the output is.',
    default: 1,
  },
  padding: {
    type: sides(integer(0)),
    documentation: 'What is cut off the output: `1`, per axis `[1, 2]`, per side `[[top, bottom], [left, right]]`.',
    default: 0,
  },
  output_padding: {
    type: perAxis(integer(0)),
    documentation: 'What is added at the end of the output; less than the stride or the dilation.',
    default: 0,
  },
  groups: { type: count, documentation: 'How many parts the channels fall into.', default: 1 },
  bias: { type: flag, documentation: 'Whether a learned number is added to each output channel.', default: true },
  dilation: { type: perAxis(count), documentation: 'The distance between neighbours in the kernel.', default: 1 },
} as const;

interface TransposedAxis {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  readonly after: number;
  readonly extra: number;
}

const axesOf = (input: Shape, values: ArgumentsOf<typeof parameters>): readonly TransposedAxis[] =>
  spatialSizes(input).map((size, axis) => ({
    size,
    kernel: values.kernel[axis] ?? UNKNOWN,
    stride: values.stride[axis] ?? UNKNOWN,
    dilation: values.dilation[axis] ?? UNKNOWN,
    before: values.padding[axis]?.[0] ?? UNKNOWN,
    after: values.padding[axis]?.[1] ?? UNKNOWN,
    extra: values.output_padding[axis] ?? UNKNOWN,
  }));

const outputSize = ({ size, kernel, stride, dilation, before, after, extra }: TransposedAxis): number =>
  (size - 1) * stride - before - after + dilation * (kernel - 1) + extra + 1;

function refuseAxis(input: Shape, transposed: TransposedAxis, index: number): Refusal | undefined {
  const { stride, dilation, extra, size } = transposed;
  const axis = dimensionName(input, index + 1);
  if (extra >= Math.max(stride, dilation)) {
    const details = { value: extra, axis, stride, dilation, most: Math.max(stride, dilation) - 1 };
    return refuse('output-padding-too-large', details, 'output_padding');
  }
  const output = outputSize(transposed);
  return output < 1 ? refuse('output-too-small', { size: output, axis, input: size }, 'padding') : undefined;
}

/**
 * Tap `t` of input `i` falls on output `i · stride + t · dilation − before`. So output `o` of phase `o mod stride` reads
 * the taps for which `o + before − t · dilation` is a multiple of the stride: every `stride / gcd(stride, dilation)`-th
 * tap, or none.
 */
function phaseOf({ kernel, stride, dilation, before }: TransposedAxis, phase: number): Run {
  const common = greatestCommonDivisor(stride, dilation);
  const taps = stride / common;
  const first = firstTap(phase + before, stride, dilation, Math.min(taps, kernel));
  if (first === undefined) return { from: 0, step: 1, count: 0 };
  const number = Math.ceil((kernel - first) / taps);
  const last = first + (number - 1) * taps;
  return { from: (phase + before - last * dilation) / stride, step: dilation / common, count: number };
}

/** The least of `taps` taps `t` for which `place − t · dilation` is a multiple of the stride. */
function firstTap(place: number, stride: number, dilation: number, taps: number): number | undefined {
  for (let tap = 0; tap < taps; tap += 1) {
    if ((place - tap * dilation) % stride === 0) return tap;
  }
  return undefined;
}

function reads(input: Shape, values: ArgumentsOf<typeof parameters>, axis: number): Reads {
  const transposed = axesOf(input, values)[axis];
  if (transposed === undefined) return POINTWISE;
  // An output shorter than the stride has only the phases it reaches.
  const period = Math.min(transposed.stride, outputSize(transposed));
  return { period, shift: 1, phases: Array.from({ length: period }, (_, phase) => phaseOf(transposed, phase)) };
}

/**
 * Output padding as the runtime takes it, less than the stride. More of it crops less at the end; and where nothing is
 * cropped, zeros at the end of the input make the room.
 */
function roomFor({ stride, after, extra }: TransposedAxis): { zeros: number; after: number; extra: number } {
  if (extra < stride) return { zeros: 0, after, extra };
  const zeros = Math.ceil(Math.max(0, extra - after) / stride);
  return { zeros, after: after - extra + zeros * stride, extra: 0 };
}

function lower({ inputs, values }: Use<typeof parameters>, graph: GraphWriter): string {
  const axes = axesOf(entering(inputs), values);
  const room = axes.map(roomFor);
  const zeros = room.map((axis): Side => [0, axis.zeros]);
  const value = zeros.some(([, end]) => end > 0) ? padNode(graph, graph.input(0), 'zeros', zeros) : graph.input(0);
  const weights = [graph.weight('weight'), ...(values.bias ? [graph.weight('bias')] : [])];
  return graph.node('ConvTranspose', [value, ...weights], {
    kernel_shape: values.kernel,
    strides: values.stride,
    pads: [...axes.map(({ before }) => before), ...room.map(({ after }) => after)],
    output_padding: room.map(({ extra }) => extra),
    dilations: values.dilation,
    group: values.groups,
  });
}

export const convTranspose = defineOperation({
  name: 'conv_transpose',
  family: 'convolution',
  summary: 'Transposed convolution: each input writes a learned kernel into a larger output.',
  documentation:
    'Along each axis `(size − 1) · stride − padding + dilation · (kernel − 1) + output_padding + 1` outputs, `padding` ' +
    'counted on both sides: the size from which a `conv` of the same arguments comes. It has `channels · out / groups · ' +
    'kernel` weights, and as many multiply-accumulates at each position of the *input*. Where the kernel is not a ' +
    'multiple of the stride, neighbouring outputs sum different numbers of inputs, which shows as a checkerboard.',
  sources: [torchPage('ConvTranspose2d'), onnxPage('ConvTranspose'), 'https://distill.pub/2016/deconv-checkerboard/'],
  example: 'input(16x8x8)\nconv_transpose(8, 4, stride=2, padding=1)',
  arity: 'one',
  parameters,
  shape: (inputs, values) => {
    const input = entering(inputs);
    const refusal =
      refuseFlat('A transposed convolution', input) ??
      refuseGroups(values.groups, channelsOf(input), 'input') ??
      refuseGroups(values.groups, values.out, 'output');
    if (refusal !== undefined) return refusal;
    const axes = axesOf(input, values);
    const refusals = axes.map((axis, index) => refuseAxis(input, axis, index));
    return refusals.find(found => found !== undefined) ?? [values.out, ...axes.map(outputSize)];
  },
  weights: ({ inputs, values: { out, kernel, stride, groups, bias } }) => {
    const channels = channelsOf(entering(inputs));
    // An output is reached by about kernel / stride taps along each axis.
    const reached = kernel.map((size, axis) => Math.max(1, size / (stride[axis] ?? 1)));
    const fanIn = (channels / groups) * elements(reached);
    return [kaimingWeight([channels, out / groups, ...kernel], fanIn), ...biasIf(bias, out)];
  },
  macs: ({ inputs, values: { out, groups, kernel } }) => {
    const input = entering(inputs);
    return positions(input) * elements([channelsOf(input), out / groups, ...kernel]);
  },
  formula: ({ inputs, values }, axis) => {
    const along = axesOf(entering(inputs), values)[axis];
    return along === undefined ? [] : transposedFormula(along, outputSize(along));
  },
  reads: ({ inputs, values }, axis) => reads(entering(inputs), values, axis),
  onnx: lower,
  torch: ({ inputs, values: { out, kernel, stride, padding, output_padding, groups, bias, dilation } }) => {
    const even = symmetric(padding);
    const module = construct(`nn.ConvTranspose${kernel.length}d`, [channelsOf(entering(inputs)), out, kernel], {
      stride: [stride, 1],
      padding: [even ?? 0, 0],
      output_padding: [output_padding, 0],
      groups: [groups, 1],
      bias: [bias, true],
      dilation: [dilation, 1],
    });
    if (even !== undefined) return module;
    return inSequence(
      module,
      torchPad(
        'zeros',
        padding.map(([before, after]) => [-before, -after]),
      ),
    );
  },
});
