/** Choosing and reordering channels, or the features of a flat tensor. */
import { refuseGroups, refuseParts } from './groups.ts';
import {
  defineOperation,
  entering,
  refuse,
  refuseFlat,
  type GraphWriter,
  type Refusal,
  type Use,
} from './operation.ts';
import { count, integer, optional, type ArgumentsOf } from './parameters.ts';
import { rearrangeNode } from './rearrange.ts';
import { channelsOf, spatialSizes, type Shape } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct } from './torch-text.ts';

/** A range of channels, the end not counted. */
type Range = readonly [start: number, end: number];

const chosen = (input: Shape, [start, end]: Range): Shape => [end - start, ...spatialSizes(input)];

const sliceNode = (graph: GraphWriter, [start, end]: Range): string =>
  graph.node('Slice', [graph.input(0), graph.integers([start]), graph.integers([end]), graph.integers([1])]);

const sliceParameters = {
  from: {
    type: integer(),
    documentation: 'The first channel, counted from 0; less than 0 counts from the end.',
    default: 0,
  },
  to: {
    type: optional(integer()),
    documentation: 'The channel behind the last one; less than 0 counts from the end, `_` is the end.',
    default: null,
  },
} as const;

/** As in Python, a place less than 0 counts from the end. */
function sliceRange(channels: number, { from, to = channels }: ArgumentsOf<typeof sliceParameters>): Range {
  const counted = (place: number): number => (place < 0 ? channels + place : place);
  return [counted(from), counted(to)];
}

function refuseRange(channels: number, values: ArgumentsOf<typeof sliceParameters>): Refusal | undefined {
  const [start, end] = sliceRange(channels, values);
  if (!(start < 0 || end > channels || start >= end)) return undefined;
  const { from, to = channels } = values;
  return refuse('slice-range', { from, to, channels }, start < 0 || start >= channels ? 'from' : 'to');
}

export const slice = defineOperation({
  name: 'slice',
  family: 'size',
  summary: 'Takes a range of the channels.',
  documentation:
    'As Python’s `x[from:to]`, over the channels, or the features of a flat tensor: `slice(0, 16)` is the first 16, ' +
    '`slice(-16)` the last. A range that reaches over the end is an error, where Python takes what there is. Spatial ' +
    'axes are cut by `crop`. No weights.',
  sources: ['https://docs.pytorch.org/docs/stable/tensor_view.html', onnxPage('Slice')],
  example: 'input(8x16x16)\nslice(0, 4)',
  arity: 'one',
  parameters: sliceParameters,
  shape: (inputs, values) => {
    const input = entering(inputs);
    const channels = channelsOf(input);
    return refuseRange(channels, values) ?? chosen(input, sliceRange(channels, values));
  },
  onnx: ({ inputs, values }, graph) => sliceNode(graph, sliceRange(channelsOf(entering(inputs)), values)),
  torch: ({ values: { from, to } }) => `x0[:, ${from}:${to ?? ''}]`,
});

const splitParameters = {
  parts: {
    type: count,
    documentation: 'How many equal parts the channels fall into; a divisor of their number.',
    aliases: ['chunks'],
  },
  index: {
    type: integer(),
    documentation: 'Which part is taken, counted from 0; less than 0 counts from the end.',
  },
} as const;

function splitRange(channels: number, { parts, index }: ArgumentsOf<typeof splitParameters>): Range {
  const size = channels / parts;
  const start = (index < 0 ? parts + index : index) * size;
  // The size is known where the place is not.
  return Number.isNaN(start) ? [0, size] : [start, start + size];
}

const refuseIndex = ({ parts, index }: ArgumentsOf<typeof splitParameters>): Refusal | undefined =>
  index >= parts || index < -parts ? refuse('index-range', { index, parts, most: parts - 1 }, 'index') : undefined;

export const split = defineOperation({
  name: 'split',
  family: 'size',
  summary: 'Takes one of equal parts of the channels.',
  documentation:
    '`split(2, 0)` is the first half of the channels, `split(2, 1)` the second: the parts of `torch.chunk`, of which ' +
    'each is taken by a `split` of its own. Of a flat tensor, parts of the features. No weights.',
  sources: ['https://docs.pytorch.org/docs/stable/generated/torch.chunk.html', onnxPage('Split')],
  example: 'input(8x16x16)\nsplit(2, 0)',
  arity: 'one',
  parameters: splitParameters,
  shape: (inputs, values) => {
    const input = entering(inputs);
    const channels = channelsOf(input);
    return (
      refuseParts('parts', values.parts, channels) ?? refuseIndex(values) ?? chosen(input, splitRange(channels, values))
    );
  },
  onnx: ({ inputs, values }, graph) => sliceNode(graph, splitRange(channelsOf(entering(inputs)), values)),
  torch: ({ values: { parts, index } }) => `torch.chunk(x0, ${parts}, dim=1)[${index}]`,
});

const shuffleParameters = {
  groups: { type: count, documentation: 'How many groups the channels fall into; a divisor of their number.' },
} as const;

/** The groups' first channels come first, then their second ones. */
function lowerShuffle({ inputs, values: { groups } }: Use<typeof shuffleParameters>, graph: GraphWriter): string {
  const input = entering(inputs);
  const sizes = spatialSizes(input);
  return rearrangeNode(graph, graph.input(0), {
    split: [groups, channelsOf(input) / groups, ...sizes],
    order: [1, 0, ...sizes.map((_, axis) => axis + 2)],
    joined: input,
  });
}

export const channelShuffle = defineOperation({
  name: 'channel_shuffle',
  family: 'size',
  summary: 'Mixes the channels of groups, so that the next grouped layer sees all of them.',
  documentation:
    'The first channels of all groups, then the second ones, and so on: input channel `g·n + i`, the `i`-th of group `g` ' +
    'of `n`, becomes `i·groups + g`. Between grouped convolutions, whose groups would never meet otherwise. No weights.',
  sources: [torchPage('ChannelShuffle'), onnxPage('Transpose'), 'https://arxiv.org/abs/1707.01083'],
  example: 'input(8x16x16)\nchannel_shuffle(2)',
  arity: 'one',
  parameters: shuffleParameters,
  shape: (inputs, { groups }) => {
    const input = entering(inputs);
    return refuseFlat('channel_shuffle', input) ?? refuseGroups(groups, channelsOf(input), 'input') ?? input;
  },
  onnx: lowerShuffle,
  torch: ({ values: { groups } }) => construct('nn.ChannelShuffle', [groups]),
});
