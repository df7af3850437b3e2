import type { Layer } from '../network/network.ts';
import { channelsOf, positions, type Shape } from '../ops/shape.ts';
import { say } from '../words.ts';
import { putBefore } from './rewriting.ts';
import { advice, before, counted, percent, type Rule, type Subject } from './rule.ts';

export const denseShare: Rule = {
  code: 'dense-share',
  title: 'Dense layers that hold most parameters',
  page:
    'A dense layer after `flatten` has a weight for every position of the map and each of its outputs. Pooling the map to ' +
    'one position a channel first leaves one for every channel (Lin, Chen and Yan, 2013, ' +
    '[arXiv 1312.4400](https://arxiv.org/abs/1312.4400), section 3.2): VGG-16 has nine tenths of its 138 million ' +
    'parameters in three dense layers, ResNet-50 a twelfth of 26 million in one.',
  example:
    'model Net {\n  input(3x32x32)\n  conv(16, 3, padding=1)\n  maxpool(2) -> relu\n  flatten\n  linear(10)\n}\n',
  find: subject => {
    const { layers, model } = subject;
    const dense = layers.filter(isDense);
    const found = dense.flatMap(layer => {
      const map = flattenedMap(subject, layer);
      return map && positions(map) > 1 ? [{ layer, map }] : [];
    });
    // The costs of all layers are asked for only then.
    if (found.length === 0) return [];
    const paramsOf = ({ id }: Layer) => model.costs[id]?.params ?? 0;
    const share = dense.reduce((sum, layer) => sum + paramsOf(layer), 0) / model.totals.params;
    if (!(share > 0.5)) return [];
    return found.map(({ layer, map }) => {
      const outputs = channelsOf(layer.output ?? []);
      const pooled = channelsOf(map) * outputs + (layer.values['bias'] === true ? outputs : 0);
      const details = { share: percent(share), params: counted(paramsOf(layer)), pooled: counted(pooled) };
      const flatten = before(subject, layer)?.origin;
      return advice(layer, 'dense-share', details, () =>
        flatten?.file === layer.origin.file
          ? [putBefore(say`Pool the map to one position first`, 'global_avgpool', flatten.span)]
          : [],
      );
    });
  },
};

const isDense = ({ operation, output = [] }: Layer): boolean => operation.name === 'linear' && output.length === 1;

function flattenedMap(subject: Subject, layer: Layer): Shape | undefined {
  const flatten = before(subject, layer);
  return flatten?.operation.name === 'flatten' ? before(subject, flatten)?.output : undefined;
}
