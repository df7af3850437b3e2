import { layersWithoutContext, leastSeen } from '../analysis/context.ts';
import { inputShape } from '../analysis/sizes.ts';
import { spatialSizes } from '../ops/shape.ts';
import { advice, type Rule } from './rule.ts';

export const unproductiveTail: Rule = {
  code: 'unproductive-tail',
  title: 'Convolutions that see nothing new',
  page:
    'Once every path to a layer has seen the whole input, a larger field adds only padding: the convolutions that follow ' +
    'find no more context, and were found to contribute little to a classifier (Richter et al., 2021, ' +
    '[arXiv 2106.12307](https://arxiv.org/abs/2106.12307)). Of several paths the one that sees least counts, so that ' +
    'networks with shortcuts are rarely meant. It is a matter of the input size as much as of the network: VGG-16 sees ' +
    '212 pixels, too much for pictures of 32.',
  example:
    'model Net {\n  input(3x16x16)\n  repeat 2 {\n    conv(16, 3, padding=1) -> relu\n    conv(16, 3, padding=1) -> maxpool(2) -> relu\n  }\n  conv(32, 3, padding=1) -> relu\n  conv(32, 3, padding=1) -> relu\n  conv(32, 3, padding=1) -> relu\n}\n',
  find: ({ model }) => {
    const late = layersWithoutContext(model, 'least');
    const [first] = late;
    const input = inputShape(model.network);
    if (!first || !input || late.length < 2) return [];
    const field = leastSeen(model)(first.inputs[0] ?? -1).join('×');
    return [
      advice(first, 'unproductive-tail', { field, input: spatialSizes(input).join('×'), later: late.length - 1 }),
    ];
  },
};
