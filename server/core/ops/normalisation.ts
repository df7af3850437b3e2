/** Normalisation by what a tensor itself holds: of groups of channels, of the layer. */
import { affine, affineValues, eps, readsAll, scaleAndShift } from './affine.ts';
import { refuseGroups } from './groups.ts';
import { defineOperation, entering, refuse, type GraphWriter, type Refusal, type Use } from './operation.ts';
import { count, flag, word, wordOr } from './parameters.ts';
import { POINTWISE } from './reads.ts';
import { channelsOf, formatShape, type Shape } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct, inSequence } from './torch-text.ts';
import { say } from '../words.ts';

export const gn = defineOperation({
  name: 'gn',
  family: 'normalisation',
  summary: 'Group normalisation: each group of channels by its own mean and variance.',
  documentation:
    'As `bn`, with the mean and variance of a group of channels over all positions of the tensor itself: an output ' +
    'reads the whole input. `gn(1)` takes all channels together, as many groups as channels each for itself.',
  sources: [torchPage('GroupNorm'), onnxPage('GroupNormalization'), 'https://arxiv.org/abs/1803.08494'],
  example: 'input(8x16x16)\ngn(4)',
  arity: 'one',
  parameters: {
    groups: {
      type: count,
      documentation: 'How many groups the channels fall into; a divisor of their number.',
      aliases: ['num_groups'],
    },
    eps,
    affine,
  },
  shape: (inputs, { groups }) => refuseGroups(groups, channelsOf(entering(inputs)), 'input') ?? entering(inputs),
  weights: ({ inputs, values }) => (values.affine ? scaleAndShift([channelsOf(entering(inputs))]) : []),
  reads: readsAll,
  onnx: ({ inputs, values }, graph) =>
    graph.node(
      'GroupNormalization',
      [graph.input(0), ...affineValues(graph, values.affine, [channelsOf(entering(inputs))])],
      { num_groups: values.groups, epsilon: { float: values.eps } },
    ),
  torch: ({ inputs, values }) =>
    construct('nn.GroupNorm', [values.groups, channelsOf(entering(inputs))], {
      eps: [values.eps, 1e-5],
      affine: [values.affine, true],
    }),
});

const layerParameters = {
  over: {
    type: wordOr(word('all', 'channels', 'last'), count),
    documentation:
      'What is normalised together: `all` of the tensor; the `channels` of each position (ConvNeXt’s LayerNorm2d); the ' +
      '`last` axis; or so many of the last axes, as `normalized_shape` has in PyTorch: `2` for the map of each channel.',
    default: 'all',
  },
  eps,
  elementwise_affine: {
    type: flag,
    documentation:
      'Whether the result is scaled, and with `bias` shifted, by learned numbers, one for each normalised.',
    default: true,
  },
  bias: { type: flag, documentation: 'Whether the result is shifted by learned numbers.', default: true },
} as const;

type LayerUse = Use<typeof layerParameters>;

/** How many of the last axes are normalised together; undefined where it is the channels, before others. */
function trailingAxes({ inputs, values: { over } }: Pick<LayerUse, 'inputs' | 'values'>): number | undefined {
  const { length } = entering(inputs);
  if (typeof over === 'number') return over;
  return { all: length, channels: length === 1 ? 1 : undefined, last: 1 }[over];
}

/** The shape that is normalised together. */
function normalised(use: LayerUse): Shape {
  const input = entering(use.inputs);
  const trailing = trailingAxes(use);
  return trailing === undefined ? input.slice(0, 1) : input.slice(-trailing);
}

function refuseOver(input: Shape, over: number): Refusal | undefined {
  const [shape, found] = [formatShape(input), input.length];
  return over > found
    ? refuse('wrong-axes', { what: `over=${over}`, wanted: say`${over} axes`, shape, found }, 'over')
    : undefined;
}

/** The parts of a LayerNormalization: what is learned, and what stands for a scale that is not. */
function layerInputs(use: LayerUse, value: string, graph: GraphWriter): readonly string[] {
  const { elementwise_affine, bias } = use.values;
  const [scale = ''] = elementwise_affine ? [graph.weight('weight')] : affineValues(graph, false, normalised(use));
  return elementwise_affine && bias ? [value, scale, graph.weight('bias')] : [value, scale];
}

/** With the channels last, for ONNX normalises trailing axes. */
function normaliseChannels(use: LayerUse, graph: GraphWriter): string {
  const axes = entering(use.inputs).map((_, axis) => axis + 1);
  const [channels = 1, ...spatial] = axes;
  const moved = graph.node('Transpose', [graph.input(0)], { perm: [0, ...spatial, channels] });
  const attributes = { axis: -1, epsilon: { float: use.values.eps } };
  const value = graph.node('LayerNormalization', layerInputs(use, moved, graph), attributes);
  return graph.node('Transpose', [value], { perm: [0, axes.length, ...axes.slice(0, -1)] });
}

function layerText(use: LayerUse): string {
  const { eps: added, elementwise_affine, bias } = use.values;
  const module = construct('nn.LayerNorm', [{ list: normalised(use) }], {
    eps: [added, 1e-5],
    elementwise_affine: [elementwise_affine, true],
    bias: [bias, true],
  });
  if (trailingAxes(use) !== undefined) return module;
  const axes = entering(use.inputs).map((_, axis) => axis + 1);
  const [channels = 1, ...spatial] = axes;
  const there = construct('torchvision.ops.Permute', [{ list: [0, ...spatial, channels] }]);
  const back = construct('torchvision.ops.Permute', [{ list: [0, axes.length, ...axes.slice(0, -1)] }]);
  return inSequence(there, module, back);
}

export const ln = defineOperation({
  name: 'ln',
  family: 'normalisation',
  summary: 'Layer normalisation: a whole tensor, each position, or the last axes, by their own mean and variance.',
  documentation:
    '`(x − mean) / √(variance + eps) · weight + bias`. Over `all`, an output reads the whole input, and there are as ' +
    'many weights as values; over `channels`, an output reads its own position alone, and there is a pair of weights a ' +
    'channel; over a number of the last axes, it reads these alone, and each of their places has a pair.',
  sources: [torchPage('LayerNorm'), onnxPage('LayerNormalization'), 'https://arxiv.org/abs/1607.06450'],
  example: 'input(8x16x16)\nln(over=channels)',
  arity: 'one',
  parameters: layerParameters,
  shape: (inputs, { over }) =>
    (typeof over === 'number' ? refuseOver(entering(inputs), over) : undefined) ?? entering(inputs),
  weights: use => {
    const { elementwise_affine, bias } = use.values;
    return elementwise_affine ? scaleAndShift(normalised(use)).slice(0, bias ? 2 : 1) : [];
  },
  reads: (use, axis) => {
    const isNormalised = axis + 1 >= entering(use.inputs).length - (trailingAxes(use) ?? 0);
    return isNormalised ? readsAll(use, axis) : POINTWISE;
  },
  perChannel: use => (trailingAxes(use) ?? Infinity) < entering(use.inputs).length,
  onnx: (use, graph) => {
    const trailing = trailingAxes(use);
    if (trailing === undefined) return normaliseChannels(use, graph);
    const attributes = { axis: -trailing, epsilon: { float: use.values.eps } };
    return graph.node('LayerNormalization', layerInputs(use, graph.input(0), graph), attributes);
  },
  torch: layerText,
});
