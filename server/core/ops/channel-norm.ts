/** Normalisation a channel at a time: by statistics that training gathered, or by the tensor's own. */
import { affine, affineValues, eps, readsAll, scaleAndShift } from './affine.ts';
import {
  defineOperation,
  entering,
  refuse,
  refuseFlat,
  type GraphWriter,
  type Operation,
  type Refusal,
  type Use,
  type Weight,
} from './operation.ts';
import { flag, optional, real, type ArgumentsOf, type Parameter } from './parameters.ts';
import { POINTWISE } from './reads.ts';
import { channelsOf, formatShape, positions, type Shape } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct } from './torch-text.ts';
import { constantWeight } from './weights.ts';
import { say } from '../words.ts';

const momentum = {
  type: optional(real()),
  documentation: 'The share of the newest batch in the running statistics; `_` for the mean over all batches.',
  default: 0.1,
} as const satisfies Parameter;

const runningStatistics = {
  type: flag,
  documentation: 'Whether the mean and variance of training are kept, and used at inference.',
} as const;

const batchParameters = {
  eps,
  momentum,
  affine,
  track_running_stats: { ...runningStatistics, default: true },
} as const;

const instanceParameters = {
  eps,
  momentum,
  affine: { ...affine, default: false },
  track_running_stats: { ...runningStatistics, default: false },
} as const;

type ChannelNorm = typeof batchParameters | typeof instanceParameters;
type ChannelUse = Pick<Use, 'inputs'> & { readonly values: ArgumentsOf<ChannelNorm> };

/** A channel of one value has no variance. */
const refuseOneValue = (input: Shape, running: boolean): Refusal | undefined =>
  !running && positions(input) === 1
    ? refuse('one-value-per-channel', { shape: formatShape(input) }, 'track_running_stats')
    : undefined;

function weights({ inputs, values }: ChannelUse): readonly Weight[] {
  const channels = channelsOf(entering(inputs));
  const statistics = [
    constantWeight('running_mean', [channels], 0, 'buffer'),
    constantWeight('running_var', [channels], 1, 'buffer'),
    constantWeight('num_batches_tracked', [], 0, 'buffer'),
  ];
  return [...(values.affine ? scaleAndShift([channels]) : []), ...(values.track_running_stats ? statistics : [])];
}

function lower({ inputs, values }: ChannelUse, graph: GraphWriter): string {
  const scaled = [graph.input(0), ...affineValues(graph, values.affine, [channelsOf(entering(inputs))])];
  const epsilon = { float: values.eps };
  if (!values.track_running_stats) return graph.node('InstanceNormalization', scaled, { epsilon });
  const statistics = [graph.weight('running_mean'), graph.weight('running_var')];
  return graph.node('BatchNormalization', [...scaled, ...statistics], { epsilon });
}

const rules = {
  arity: 'one',
  weights,
  reads: (use: ChannelUse, axis: number) => (use.values.track_running_stats ? POINTWISE : readsAll(use, axis)),
  perChannel: () => true,
  atInference: ({ values }: ChannelUse) =>
    values.track_running_stats ? say`by running statistics, as at inference` : undefined,
  onnx: lower,
} as const satisfies Partial<Operation<typeof batchParameters>>;

/** `nn.BatchNorm2d(64, eps=0.001)`; `standard` is whether flags are true by default. */
const text = (module: string, { inputs, values }: ChannelUse, standard: { readonly flags: boolean }): string => {
  const input = entering(inputs);
  return construct(`nn.${module}${Math.max(1, input.length - 1)}d`, [channelsOf(input)], {
    eps: [values.eps, 1e-5],
    momentum: [values.momentum ?? null, 0.1],
    affine: [values.affine, standard.flags],
    track_running_stats: [values.track_running_stats, standard.flags],
  });
};

export const bn = defineOperation({
  name: 'bn',
  family: 'normalisation',
  summary: 'Batch normalisation: each channel by its running mean and variance.',
  documentation:
    '`(x − mean) / √(variance + eps) · weight + bias`, a channel at a time. At inference mean and variance are the ' +
    'running ones, gathered in training and kept as buffers: an output reads its own position alone. Without running ' +
    'statistics (`track_running_stats=false`) they are those of the tensor itself. `momentum`, or `_` for the mean over ' +
    'all of training, has no effect at inference.',
  sources: [torchPage('BatchNorm2d'), onnxPage('BatchNormalization'), 'https://arxiv.org/abs/1502.03167'],
  example: 'input(8x16x16)\nbn',
  parameters: batchParameters,
  shape: (inputs, { track_running_stats }) => {
    const input = entering(inputs);
    return refuseOneValue(input, track_running_stats) ?? input;
  },
  torch: use => text('BatchNorm', use, { flags: true }),
  ...rules,
});

export const instanceNorm = defineOperation({
  name: 'instance_norm',
  family: 'normalisation',
  summary: 'Instance normalisation: each channel by its own mean and variance.',
  documentation:
    '`(x − mean) / √(variance + eps)`, with the mean and variance of a channel over all positions of the tensor itself: ' +
    'an output reads the whole input. `affine=true` adds a learned scale and shift for each channel, which PyTorch leaves ' +
    'out here by default; `track_running_stats=true` makes it a `bn` at inference.',
  sources: [torchPage('InstanceNorm2d'), onnxPage('InstanceNormalization'), 'https://arxiv.org/abs/1607.08022'],
  example: 'input(8x16x16)\ninstance_norm(affine=true)',
  parameters: instanceParameters,
  shape: (inputs, { track_running_stats }) => {
    const input = entering(inputs);
    return refuseFlat('instance_norm', input) ?? refuseOneValue(input, track_running_stats) ?? input;
  },
  torch: use => text('InstanceNorm', use, { flags: false }),
  ...rules,
});
