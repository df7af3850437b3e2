/** Dense layers: from maps to features. */
import { defineOperation, entering, refuse } from './operation.ts';
import { count, flag, word } from './parameters.ts';
import { POINTWISE, wholeAxis } from './reads.ts';
import { elements, formatShape, UNKNOWN, type Shape } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct } from './torch-text.ts';
import { biasIf, kaimingWeight } from './weights.ts';

export const flatten = defineOperation({
  name: 'flatten',
  family: 'dense',
  summary: 'Lays all values in a row, channel after channel.',
  documentation: '`64x7x7` becomes `3136`. What follows no longer knows positions. No weights.',
  sources: [torchPage('Flatten'), onnxPage('Flatten')],
  example: 'input(8x4x4)\nflatten',
  arity: 'one',
  parameters: {},
  shape: inputs => [elements(entering(inputs))],
  reads: ({ inputs }, axis) => wholeAxis(entering(inputs)[axis + 1] ?? 1),
  onnx: (_, graph) => graph.node('Flatten', [graph.input(0)], { axis: 1 }),
  torch: () => 'nn.Flatten()',
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
