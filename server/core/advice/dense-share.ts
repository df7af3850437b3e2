import { channelsOf, positions } from '../ops/shape.ts';
import { advice, before, counted, percent, type Rule } from './rule.ts';

export const denseShare: Rule = {
  code: 'dense-share',
  title: 'Dense layers that hold most parameters',
  page:
    'A dense layer after `flatten` has a weight for every position of the map and each of its outputs. Pooling the map to ' +
    'one position a channel first leaves one for every channel (Lin, Chen and Yan, 2013, ' +
    '[arXiv 1312.4400](https://arxiv.org/abs/1312.4400), section 3.2): VGG-16 has nine tenths of its 138 million ' +
    'parameters in three dense layers, ResNet-50 a twelfth of 26 million in one.',
  example:
    'model Net {\n  input(3x32x32)\n  conv(16, 3, padding=1)\n  relu -> maxpool(2)\n  flatten\n  linear(10)\n}\n',
  find: subject => {
    const { layers, model } = subject;
    const paramsOf = (id: number) => model.costs[id]?.params ?? 0;
    const dense = layers.filter(({ operation, output = [] }) => operation.name === 'linear' && output.length === 1);
    const share = dense.reduce((sum, { id }) => sum + paramsOf(id), 0) / model.totals.params;
    if (!(share > 0.5)) return [];
    return dense.flatMap(layer => {
      const flatten = before(subject, layer);
      const map = flatten?.operation.name === 'flatten' ? before(subject, flatten)?.output : undefined;
      if (!map || positions(map) < 2) return [];
      const [params, outputs] = [paramsOf(layer.id), channelsOf(layer.output ?? [])];
      const bias = layer.values['bias'] === true ? outputs : 0;
      const pooled = channelsOf(map) * outputs + bias;
      return [
        advice(layer, 'dense-share', { share: percent(share), params: counted(params), pooled: counted(pooled) }),
      ];
    });
  },
};
