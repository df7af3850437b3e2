import { layerUse } from '../analysis/layer-use.ts';
import type { Layer } from '../network/network.ts';
import { channelsOf } from '../ops/shape.ts';
import { say } from '../words.ts';
import { putBefore } from './rewriting.ts';
import { advice, before, type Rule, type Subject } from './rule.ts';

export const channelsNeverMix: Rule = {
  code: 'channels-never-mix',
  title: 'Channel groups that never meet',
  page:
    'A grouped convolution reads each group of channels apart. A second one with the same groups, and nothing between ' +
    'them that mixes channels, goes on with networks side by side (Zhang et al., 2017, ' +
    '[arXiv 1707.01083](https://arxiv.org/abs/1707.01083), figure 1a). A 1×1 convolution between them, or ' +
    '`channel_shuffle`, lets the groups meet. The first AlexNet does it on purpose, for two graphics cards.',
  example:
    'model Net {\n  input(8x32x32)\n  conv(16, 3, padding=1, groups=4)\n  relu\n  conv(16, 3, padding=1, groups=4)\n}\n',
  find: subject =>
    subject.layers.flatMap(layer => {
      const groups = groupsOf(subject, layer);
      const earlier = groups === undefined ? undefined : groupedBefore(subject, layer);
      const others = earlier && groupsOf(subject, earlier);
      if (groups === undefined || !earlier || others !== groups) return [];
      const shuffle = `channel_shuffle(${groups})`;
      return [
        advice(layer, 'channels-never-mix', { groups, path: earlier.path }, ({ span }) => [
          putBefore(say`Shuffle the channels first`, shuffle, span),
        ]),
      ];
    }),
};

/** Of a convolution in more than one group of more than one channel. */
function groupsOf({ model }: Subject, layer: Layer): number | undefined {
  const { groups } = layer.values;
  if (layer.operation.name !== 'conv' || typeof groups !== 'number' || groups < 2) return undefined;
  const use = layerUse(model.network, layer);
  const channels = channelsOf(use?.inputs[0] ?? []);
  return groups < channels ? groups : undefined;
}

/** The convolution above, through layers that keep each channel to itself. */
function groupedBefore(subject: Subject, layer: Layer): Layer | undefined {
  for (let at = before(subject, layer); at; at = before(subject, at)) {
    if (at.operation.family === 'convolution') return at;
    const use = layerUse(subject.model.network, at);
    const keeps = at.operation.family === 'activation' || (use && at.operation.perChannel?.(use) === true);
    if (!keeps && at.operation.name !== 'bn') return undefined;
  }
  return undefined;
}
