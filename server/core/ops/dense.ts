/** Dense layers: from maps to features. */
import { defineOperation, entering, refuse, type Refusal } from './operation.ts';
import { count, flag, integer, word, type ArgumentsOf } from './parameters.ts';
import { POINTWISE, wholeAxis } from './reads.ts';
import { reshapeNode } from './rearrange.ts';
import { elements, formatShape, UNKNOWN, type Shape } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct } from './torch-text.ts';
import { biasIf, kaimingWeight } from './weights.ts';

const flattenParameters = {
  start: { type: integer(), documentation: 'The first axis that is laid in the row, 0 for the channels.', default: 0 },
  end: { type: integer(), documentation: 'The last axis of the row; less than 0 counts from the end.', default: -1 },
} as const;

type FlattenValues = ArgumentsOf<typeof flattenParameters>;

/** The first axis of the row and the last, counted from the channels. */
const rowOf = (input: Shape, { start, end }: FlattenValues): readonly [first: number, last: number] => [
  start < 0 ? input.length + start : start,
  end < 0 ? input.length + end : end,
];

function refuseRow(input: Shape, values: FlattenValues): Refusal | undefined {
  const [first, last] = rowOf(input, values);
  const isAxis = (axis: number): boolean => 0 <= axis && axis < input.length;
  const { start, end } = values;
  const guilty = isAxis(first) ? 'end' : 'start';
  return (isAxis(first) && isAxis(last) && first <= last) || Number.isNaN(first + last)
    ? undefined
    : refuse('flatten-range', { start, end, shape: formatShape(input), last: input.length - 1 }, guilty);
}

/** Which axes are left is not known where an end of the row is not: the fewest, so that nothing follows from them. */
function flattened(input: Shape, values: FlattenValues): Shape {
  const [first, last] = rowOf(input, values);
  return Number.isNaN(first + last)
    ? [UNKNOWN]
    : [...input.slice(0, first), elements(input.slice(first, last + 1)), ...input.slice(last + 1)];
}

export const flatten = defineOperation({
  name: 'flatten',
  family: 'dense',
  summary: 'Lays all values in a row, channel after channel.',
  documentation:
    '`64x7x7` becomes `3136`. What follows no longer knows positions. `flatten(1)` lays each channel in a row of its ' +
    'own, `64x49`: `start` and `end` are the axes without the batch, as in shapes, so these are PyTorch’s `start_dim` ' +
    'and `end_dim` less 1. No weights.',
  sources: [torchPage('Flatten'), onnxPage('Flatten')],
  example: 'input(8x4x4)\nflatten',
  arity: 'one',
  parameters: flattenParameters,
  shapeIsGiven: true,
  shape: (inputs, values) => refuseRow(entering(inputs), values) ?? flattened(entering(inputs), values),
  reads: ({ inputs, output }, axis) => {
    const input = entering(inputs);
    return output.length === input.length ? POINTWISE : wholeAxis(input[axis + 1] ?? 1);
  },
  isView: true,
  onnx: ({ output }, graph) =>
    output.length === 1
      ? graph.node('Flatten', [graph.input(0)], { axis: 1 })
      : reshapeNode(graph, graph.input(0), output),
  torch: ({ inputs, values }) => {
    const [first, last] = rowOf(entering(inputs), values);
    const end = last === entering(inputs).length - 1 ? -1 : last + 1;
    return construct('nn.Flatten', [], { start_dim: [first + 1, 1], end_dim: [end, -1] });
  },
});

const featuresOf = (shape: Shape): number => shape.at(-1) ?? UNKNOWN;

export const linear = defineOperation({
  name: 'linear',
  family: 'dense',
  summary: 'A dense layer: every output weighs every input.',
  documentation:
    'Takes a flat tensor of any number of features to `out`; with `over=last` it does so along the last axis of a map, ' +
    'with the same weights at all places of the others. `features · out` weights, and as many multiply-accumulates at ' +
    'each place. `nn.Linear` always takes the last axis.',
  sources: [torchPage('Linear'), onnxPage('Gemm')],
  example: 'input(8x4x4)\nflatten\nlinear(10)',
  arity: 'one',
  parameters: {
    out: { type: count, documentation: 'The number of output features.', aliases: ['out_features'] },
    bias: { type: flag, documentation: 'Whether a learned number is added to each output.', default: true },
    over: {
      type: word('last', 'all'),
      documentation: 'What the outputs weigh: `all` of a flat tensor, or the `last` axis of any.',
      default: 'all',
    },
  },
  shape: (inputs, { out, over }) => {
    const input = entering(inputs);
    return over === 'all' && input.length > 1
      ? refuse('linear-not-flat', { shape: formatShape(input), features: formatShape([elements(input)]) })
      : [...input.slice(0, -1), out];
  },
  weights: ({ inputs, values: { out, bias } }) => [
    kaimingWeight([out, featuresOf(entering(inputs))]),
    ...biasIf(bias, out),
  ],
  macs: ({ inputs, output }) => elements(output) * featuresOf(entering(inputs)),
  reads: ({ inputs }, axis) => {
    const input = entering(inputs);
    return axis < input.length - 2 ? POINTWISE : wholeAxis(input[axis + 1] ?? 1);
  },
  perChannel: ({ inputs }) => entering(inputs).length > 1,
  onnx: ({ inputs, values }, graph) => {
    const [value, weight] = [graph.input(0), graph.weight('weight')];
    const bias = values.bias ? [graph.weight('bias')] : [];
    if (entering(inputs).length === 1) return graph.node('Gemm', [value, weight, ...bias], { transB: 1 });
    const product = graph.node('MatMul', [value, graph.node('Transpose', [weight], { perm: [1, 0] })]);
    return values.bias ? graph.node('Add', [product, ...bias]) : product;
  },
  torch: ({ inputs, values }) =>
    construct('nn.Linear', [featuresOf(entering(inputs)), values.out], { bias: [values.bias, true] }),
});
