/** Pooling to a size that is given or 1, whatever the size that enters. */
import { perAxis } from './axis-parameters.ts';
import { ratio } from './fraction.ts';
import { defineOperation, entering, refuseFlat, type GraphWriter, type Operation, type Use } from './operation.ts';
import { count, optional } from './parameters.ts';
import { POINTWISE, wholeAxis, type Reads } from './reads.ts';
import { reshapeNode } from './rearrange.ts';
import { channelsOf, elements, spatialSizes } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct } from './torch-text.ts';

/** What the two kinds of pooling do differently. */
interface Kind {
  /** Averages or maximises windows over axis 2 of `[batch, P, size, S]`, for sizes that do not divide. */
  readonly poolAxis: (graph: GraphWriter, value: string, windows: readonly Range[], around: Around) => string;
  readonly onnx: 'Average' | 'Max';
  readonly torch: 'Avg' | 'Max';
  readonly mean: string;
}

type Range = readonly [start: number, end: number];

/** The numbers before, of and after the axis that is pooled. */
interface Around {
  readonly before: number;
  readonly size: number;
  readonly after: number;
}

const average: Kind = {
  onnx: 'Average',
  torch: 'Avg',
  mean: 'mean',
  // Each row of the matrix averages one window.
  poolAxis: (graph, value, windows, { size }) => {
    const rows = windows.flatMap(([start, end]) =>
      Array.from({ length: size }, (_, index) => (start <= index && index < end ? 1 / (end - start) : 0)),
    );
    return graph.node('MatMul', [graph.floats(rows, [windows.length, size]), value]);
  },
};

const largest: Kind = {
  onnx: 'Max',
  torch: 'Max',
  mean: 'largest value',
  // Shorter windows repeat their last index, which changes no maximum.
  poolAxis: (graph, value, windows, { before, after }) => {
    const longest = Math.max(...windows.map(([start, end]) => end - start));
    const indices = windows.flatMap(([start, end]) =>
      Array.from({ length: longest }, (_, index) => Math.min(start + index, end - 1)),
    );
    const gathered = graph.node('Gather', [value, graph.integers(indices)], { axis: 2 });
    const split = reshapeNode(graph, gathered, [before, windows.length, longest, after]);
    return graph.node('ReduceMax', [split, graph.integers([3])], { keepdims: 0 });
  },
};

/** Window `i` of `outputs` is `⌊i · size / outputs⌋ … ⌈(i + 1) · size / outputs⌉`. */
const windowAt = (i: number, size: number, outputs: number): Range => [
  Math.floor((i * size) / outputs),
  Math.ceil(((i + 1) * size) / outputs),
];

function adaptiveReads(size: number, outputs: number): Reads {
  if (outputs === 1) return wholeAxis(size);
  const { numerator: shift, denominator: period } = ratio(size, outputs);
  const phases = Array.from({ length: period }, (_, i) => {
    const [from, end] = windowAt(i, shift, period);
    return { from, step: 1, count: end - from };
  });
  return { period, shift, phases };
}

/** One sliding window where every size divides; else one axis after the other. */
function lower(
  { onnx, poolAxis }: Kind,
  { inputs, output }: Pick<Use, 'inputs' | 'output'>,
  graph: GraphWriter,
): string {
  const input = entering(inputs);
  const kernel = spatialSizes(input).map((size, axis) => size / (output[axis + 1] ?? 1));
  if (kernel.every(size => Number.isInteger(size))) {
    return graph.node(`${onnx}Pool`, [graph.input(0)], { kernel_shape: kernel, strides: kernel });
  }
  const pooled = input.reduce((value, size, axis) => {
    const outputs = output[axis] ?? size;
    if (outputs === size) return value;
    // The axes before are pooled already.
    const around = { before: elements(output.slice(0, axis)), size, after: elements(input.slice(axis + 1)) };
    const windows = Array.from({ length: outputs }, (_, i) => windowAt(i, size, outputs));
    return poolAxis(graph, reshapeNode(graph, value, [around.before, size, around.after]), windows, around);
  }, graph.input(0));
  return reshapeNode(graph, pooled, output);
}

const parameters = {
  size: {
    type: perAxis(optional(count)),
    documentation: 'The sizes of the output: `7`, per axis `7x5`; `_` keeps an axis as it is.',
    aliases: ['output_size'],
  },
} as const;

const adaptive = (kind: Kind): Operation =>
  defineOperation({
    name: `adaptive_${kind.torch.toLowerCase()}pool`,
    family: 'pooling',
    summary: `Adaptive pooling to a given size: the ${kind.mean} of each window.`,
    documentation:
      'Output `i` of an axis pools the inputs `⌊i · size / outputs⌋` up to, not with, `⌈(i + 1) · size / outputs⌉`: ' +
      'windows of equal size where the outputs divide the size, overlapping ones where they do not. No weights.',
    sources: [torchPage(`Adaptive${kind.torch}Pool2d`), onnxPage(`${kind.onnx}Pool`)],
    example: `input(8x28x28)\nadaptive_${kind.torch.toLowerCase()}pool(5)`,
    arity: 'one',
    parameters,
    shape: (inputs, { size }) => {
      const input = entering(inputs);
      const sizes = spatialSizes(input).map((kept, axis) => size[axis] ?? kept);
      return refuseFlat('Pooling', input) ?? [channelsOf(input), ...sizes];
    },
    reads: ({ inputs, output }, axis) => {
      const [size, outputs] = [entering(inputs)[axis + 1], output[axis + 1]];
      return size === undefined || outputs === undefined ? POINTWISE : adaptiveReads(size, outputs);
    },
    perChannel: () => true,
    onnx: (use, graph) => lower(kind, use, graph),
    torch: ({ inputs, values }) =>
      construct(`nn.Adaptive${kind.torch}Pool${entering(inputs).length - 1}d`, [values.size.map(size => size ?? null)]),
  });

const global = (kind: Kind): Operation =>
  defineOperation({
    name: `global_${kind.torch.toLowerCase()}pool`,
    family: 'pooling',
    summary: `Global pooling: the ${kind.mean} of each channel.`,
    documentation:
      'Every spatial axis becomes 1: `64x7x7` gives `64x1x1`, which `flatten` makes `64`. The same as an adaptive pool ' +
      'to size 1. No weights.',
    sources: [torchPage(`Adaptive${kind.torch}Pool2d`), onnxPage(`Global${kind.onnx}Pool`)],
    example: `input(8x7x7)\nglobal_${kind.torch.toLowerCase()}pool`,
    arity: 'one',
    parameters: {},
    shape: inputs => {
      const input = entering(inputs);
      return refuseFlat('Pooling', input) ?? [channelsOf(input), ...spatialSizes(input).map(() => 1)];
    },
    reads: ({ inputs }, axis) => wholeAxis(entering(inputs)[axis + 1] ?? 1),
    perChannel: () => true,
    onnx: (_, graph) => graph.node(`Global${kind.onnx}Pool`, [graph.input(0)]),
    torch: ({ inputs }) => construct(`nn.Adaptive${kind.torch}Pool${entering(inputs).length - 1}d`, [1]),
  });

export const adaptiveAvgpool = adaptive(average);
export const adaptiveMaxpool = adaptive(largest);
export const globalAvgpool = global(average);
export const globalMaxpool = global(largest);
