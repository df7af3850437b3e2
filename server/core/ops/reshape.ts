/** The same numbers under other axes. */
import { someSizes } from './axis-parameters.ts';
import { defineOperation, entering, refuse, type Refusal } from './operation.ts';
import { count, integer, listOf, optional } from './parameters.ts';
import { POINTWISE, wholeAxis, type Reads } from './reads.ts';
import { reshapeNode, transposeNode } from './rearrange.ts';
import { elements, formatShape, mayDivide, mayEqual, UNKNOWN, type Shape } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct } from './torch-text.ts';
import { say } from '../words.ts';

const TORCH = 'https://docs.pytorch.org/docs/stable/generated/torch.';

/** Sizes in which one may be the rest. */
type Target = readonly (number | undefined)[];

const wantedText = (target: Target): string =>
  target.map(size => (size === undefined ? '_' : formatShape([size]))).join('×');

/** The rest is what the other sizes leave. */
function reshaped(input: Shape, target: Target): Shape {
  const given = elements(target.map(size => size ?? 1));
  return target.map(size => size ?? elements(input) / given);
}

function refuseTarget(input: Shape, target: Target): Refusal | undefined {
  const rests = target.filter(size => size === undefined).length;
  if (rests > 1) return refuse('reshape-rest', { found: rests }, 'shape');
  const [held, given] = [elements(input), elements(target.map(size => size ?? 1))];
  const fits = rests === 1 ? mayDivide(given, held) : mayEqual(given, held);
  if (fits) return undefined;
  const needed = rests === 1 ? say`a multiple of ${given}` : String(given);
  return refuse('reshape-size', { shape: formatShape(input), held, wanted: wantedText(target), needed }, 'shape');
}

/** An axis keeps its positions where it and all behind it keep their sizes, so that only what is before is regrouped. */
const keepsAxis = (input: Shape, output: Shape, axis: number): boolean =>
  input.length === output.length && input.slice(axis + 1).every((size, index) => size === output[axis + 1 + index]);

export const reshape = defineOperation({
  name: 'reshape',
  family: 'size',
  summary: 'Gives the same numbers other sizes.',
  documentation:
    'The numbers stay in their order, the last axis first; one size may be `_`, the rest: `reshape(_x4)` makes `98x4` of ' +
    '`392`. Sizes are written without the batch. The last axes keep their positions if their sizes stay; along any ' +
    'other, a position is taken to read the whole axis. No weights.',
  sources: [`${TORCH}reshape.html`, torchPage('Unflatten'), onnxPage('Reshape')],
  example: 'input(8x4x4)\nreshape(2x_x16)',
  arity: 'one',
  shapeIsGiven: true,
  parameters: {
    shape: {
      type: someSizes(optional(count)),
      documentation: 'The sizes, without the batch: `64x7x7`, `[heads, _]`; `_` is the rest.',
    },
  },
  shape: (inputs, { shape }) => refuseTarget(entering(inputs), shape) ?? reshaped(entering(inputs), shape),
  reads: ({ inputs, output }, axis) => {
    const input = entering(inputs);
    return keepsAxis(input, output, axis) ? POINTWISE : wholeAxis(input[axis + 1] ?? 1);
  },
  isView: true,
  onnx: ({ output }, graph) => reshapeNode(graph, graph.input(0), output),
  torch: ({ inputs, output }) =>
    entering(inputs).length === 1
      ? construct('nn.Unflatten', [1, { list: output }])
      : `x0.reshape(${[-1, ...output].join(', ')})`,
});

/** Refuses dimensions that are not each of the tensor's once. */
function refuseDims(input: Shape, dims: readonly number[]): Refusal | undefined {
  const known = !dims.some(Number.isNaN);
  const each = input.every((_, axis) => dims.includes(axis));
  return !known || (each && dims.length === input.length)
    ? undefined
    : refuse(
        'permute-dims',
        { shape: formatShape(input), last: input.length - 1, found: `[${dims.join(', ')}]` },
        'dims',
      );
}

/** An axis that stays is read position by position; the axis that took its number, across all of it. */
const permutedReads = (input: Shape, dims: readonly number[], axis: number): Reads =>
  dims[axis + 1] === axis + 1 ? POINTWISE : wholeAxis(input[axis + 1] ?? 1);

export const permute = defineOperation({
  name: 'permute',
  family: 'size',
  summary: 'Puts the axes into another order.',
  documentation:
    'Axis `i` of the result is axis `dims[i]` of what enters: `permute([1, 2, 0])` puts the channels last. The batch is ' +
    'not counted, as in shapes: 0 is the channels, so these are PyTorch’s dimensions less 1. What follows takes the first ' +
    'axis for the channels, whatever it was. Receptive fields ' +
    'stay those of the picture’s own axes, wherever these have gone. No weights.',
  sources: [
    `${TORCH}permute.html`,
    'https://docs.pytorch.org/vision/stable/generated/torchvision.ops.Permute.html',
    onnxPage('Transpose'),
  ],
  example: 'input(8x4x6)\npermute([1, 2, 0])',
  arity: 'one',
  parameters: {
    dims: { type: listOf(integer(0)), documentation: 'The axes in their new order: `[1, 2, 0]`, 0 for the channels.' },
  },
  shape: (inputs, { dims }) => {
    const input = entering(inputs);
    return refuseDims(input, dims) ?? input.map((_, place) => input[dims[place] ?? UNKNOWN] ?? UNKNOWN);
  },
  reads: ({ inputs, values: { dims } }, axis) => permutedReads(entering(inputs), dims, axis),
  moves: ({ values: { dims } }) => dims,
  onnx: ({ values: { dims } }, graph) => transposeNode(graph, graph.input(0), dims),
  torch: ({ values: { dims } }) => construct('torchvision.ops.Permute', [{ list: [0, ...dims.map(axis => axis + 1)] }]),
});
