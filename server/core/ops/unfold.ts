/** Windows into columns and back: im2col and col2im. */
import { perAxis, type Side } from './axis-parameters.ts';
import { multiples } from './divisors.ts';
import { greatestCommonDivisor } from './fraction.ts';
import { defineOperation, entering, isRefusal, refuse, type GraphWriter, type Refusal, type Use } from './operation.ts';
import { padNode } from './padding.ts';
import { count, integer, type ArgumentsOf, type ParameterType } from './parameters.ts';
import { wholeAxis, type Reads } from './reads.ts';
import { reshapeNode, transposeNode } from './rearrange.ts';
import { axesText, channelsOf, elements, formatShape, mayDivide, mayEqual, UNKNOWN, type Shape } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct } from './torch-text.ts';
import { sidesOf, slide, windowAttributes, windowAxes, type Window, type WindowAxis } from './window.ts';
import { say } from '../words.ts';

/** Maps have two axes here, whatever the columns that enter have. */
function pair<T>(type: ParameterType<T>): ParameterType<readonly T[]> {
  const each = perAxis(type);
  return { ...each, read: value => each.read(value, 2), unknown: () => each.unknown(2) };
}

/** In PyTorch's order. */
const window = {
  kernel: { type: pair(count), documentation: 'The size of the window.', aliases: ['kernel_size'] },
  dilation: {
    type: pair(count),
    documentation: 'The distance between neighbours in the window; 1 leaves no holes.',
    default: 1,
  },
  padding: {
    type: pair(integer(0)),
    documentation: 'How many zeros are around the map: `1`, per axis `[1, 2]`.',
    default: 0,
  },
  stride: {
    type: pair(count),
    documentation: 'How far the window moves from one column to the next.',
    default: 1,
  },
} as const;

type Values = ArgumentsOf<typeof window>;

const windowOf = ({ padding, ...values }: Values): Window => ({
  ...values,
  padding: padding.map((side): Side => [side, side]),
});

/** The arguments behind the kernel, as both modules take them. */
const options = ({ dilation, padding, stride }: Values) =>
  ({
    dilation: [dilation, 1],
    padding: [padding, 0],
    stride: [stride, 1],
  }) as const;

const refuseOtherAxes = (what: string, wanted: 1 | 2, input: Shape): Refusal | undefined =>
  input.length === wanted + 1
    ? undefined
    : refuse('wrong-axes', {
        what,
        wanted: axesText(wanted),
        shape: formatShape(input),
        found: input.length === 1 ? say`none` : input.length - 1,
      });

/**
 * All that the columns together read of an axis. Where the windows leave gaps of several widths, what lies in the gaps
 * is counted.
 */
function readTogether({ kernel, stride, dilation, extent, before }: WindowAxis, outputs: number): Reads {
  const length = (outputs - 1) * stride + extent;
  const steps = [...(outputs > 1 ? [stride] : []), ...(kernel > 1 ? [dilation] : [])];
  const step = Math.max(1, steps.reduce(greatestCommonDivisor, 0));
  return { period: 1, shift: 0, phases: [{ from: 0 - before, step, count: (length - 1) / step + 1 }] };
}

/** The indices of the rows (or columns) of every tap of the window, one tap after the other. */
const tapIndices = ({ kernel, dilation, stride }: WindowAxis, outputs: number): readonly number[] =>
  Array.from({ length: kernel }, (_, tap) =>
    Array.from({ length: outputs }, (__, output) => output * stride + tap * dilation),
  ).flat();

/** Gathers along one axis after the other: `C x kernel·outputs x kernel·outputs`, whose taps join the channels. */
function lowerUnfold({ inputs, values }: Use<typeof window>, graph: GraphWriter): string {
  const input = entering(inputs);
  const axes = windowAxes(input, windowOf(values));
  const outputs = outputsOf(input, values);
  const gathered = axes.reduce(
    (value, axis, index) =>
      graph.node('Gather', [value, graph.integers(tapIndices(axis, outputs[index] ?? UNKNOWN))], { axis: index + 2 }),
    padNode(graph, graph.input(0), 'zeros', sidesOf(axes)),
  );
  const channels = channelsOf(input);
  const taps = reshapeNode(graph, gathered, [
    channels,
    ...axes.flatMap(({ kernel }, index) => [kernel, outputs[index] ?? UNKNOWN]),
  ]);
  const joined = transposeNode(graph, taps, [0, 1, 3, 2, 4]);
  return reshapeNode(graph, joined, [channels * elements(values.kernel), elements(outputs)]);
}

/** How many places the window has along each axis of a map. */
function outputsOf(map: Shape, values: Values): readonly number[] {
  const sizes = slide(map, windowOf(values));
  return isRefusal(sizes) ? [UNKNOWN, UNKNOWN] : sizes;
}

export const unfold = defineOperation({
  name: 'unfold',
  family: 'convolution',
  summary: 'Lays every window out as a column: im2col.',
  documentation:
    '`C x H x W` becomes `C·k·k x L`: a column of `C·k·k` numbers, channel after channel, for each of the `L` places of ' +
    'the window, row by row; as many places as a `conv` of the same arguments has outputs. A convolution is a `linear` of ' +
    'these columns. The two axes become one, whose places are taken to read all that the windows reach together. No ' +
    'weights.',
  sources: [torchPage('Unfold'), onnxPage('Col2Im')],
  example: 'input(3x16x16)\nunfold(3, padding=1)',
  arity: 'one',
  parameters: window,
  shape: (inputs, values) => {
    const input = entering(inputs);
    const sizes = refuseOtherAxes('unfold', 2, input) ?? slide(input, windowOf(values));
    return isRefusal(sizes) ? sizes : [channelsOf(input) * elements(values.kernel), elements(sizes)];
  },
  reads: ({ inputs, values }, axis) => {
    const input = entering(inputs);
    const along = windowAxes(input, windowOf(values))[axis];
    return along === undefined ? wholeAxis(1) : readTogether(along, outputsOf(input, values)[axis] ?? UNKNOWN);
  },
  onnx: lowerUnfold,
  torch: ({ values }) => construct('nn.Unfold', [values.kernel], options(values)),
});

const foldParameters = {
  output_size: { type: pair(count), documentation: 'The height and width of the map: `16`, `16x12`.' },
  ...window,
} as const;

type Fold = ArgumentsOf<typeof foldParameters>;

/** Refuses columns that the windows of the map do not have. */
function refuseColumns(input: Shape, values: Fold, places: readonly number[]): Refusal | undefined {
  const [channels, columns = UNKNOWN] = [channelsOf(input), input[1]];
  const block = elements(values.kernel);
  if (!mayDivide(block, channels)) {
    return refuse('channels-multiple', { channels, block, fitting: multiples(block, channels) }, 'kernel');
  }
  return mayEqual(columns, elements(places))
    ? undefined
    : refuse(
        'fold-columns',
        { map: formatShape(values.output_size), places: elements(places), grid: formatShape(places), found: columns },
        'output_size',
      );
}

export const fold = defineOperation({
  name: 'fold',
  family: 'convolution',
  summary: 'Adds columns up to the map whose windows they are: col2im.',
  documentation:
    'The way back from `unfold`: `C·k·k x L` becomes `C x H x W`. Every column is written to its window, and where ' +
    'windows overlap the numbers are added: `fold` after `unfold` multiplies each position by how many windows hold it. ' +
    'Every position is taken to read all columns. No weights.',
  sources: [torchPage('Fold'), onnxPage('Col2Im')],
  example: 'input(3x16x16)\nunfold(4, stride=4)\nfold(16, 4, stride=4)',
  arity: 'one',
  parameters: foldParameters,
  shape: (inputs, values) => {
    const input = entering(inputs);
    const channels = channelsOf(input) / elements(values.kernel);
    const map = [channels, ...values.output_size];
    const places = refuseOtherAxes('fold', 1, input) ?? slide(map, windowOf(values));
    return isRefusal(places) ? places : (refuseColumns(input, values, places) ?? map);
  },
  reads: ({ inputs }, axis) => wholeAxis(entering(inputs)[axis + 1] ?? 1),
  onnx: ({ output, values }, graph) => {
    const { kernel_shape, ...attributes } = windowAttributes(windowAxes(output, windowOf(values)));
    const shapes = [graph.integers(values.output_size), graph.integers(kernel_shape)];
    return graph.node('Col2Im', [graph.input(0), ...shapes], { ...attributes, dilations: values.dilation });
  },
  torch: ({ values }) => construct('nn.Fold', [values.output_size, values.kernel], options(values)),
});
