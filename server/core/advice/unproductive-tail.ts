import { layerUse } from '../analysis/layer-use.ts';
import type { Layer } from '../network/network.ts';
import { spatialSizes } from '../ops/shape.ts';
import { advice, axisNumbers, type Rule, type Subject } from './rule.ts';

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
    'model Net {\n  input(3x16x16)\n  repeat 2 {\n    conv(16, 3, padding=1) -> relu\n    conv(16, 3, padding=1) -> relu\n    maxpool(2)\n  }\n  conv(32, 3, padding=1) -> relu\n  conv(32, 3, padding=1) -> relu\n  conv(32, 3, padding=1) -> relu\n}\n',
  find: subject => {
    const { layers, model } = subject;
    const input = layers.find(({ operation }) => operation.arity === 'none')?.output;
    if (!input || input.length < 2 || model.fields.includes(undefined)) return [];
    const sizes = spatialSizes(input);
    const fields = leastFields(subject, sizes.length);
    const late = layers.filter(layer => {
      const entering = fields[layer.inputs[0] ?? -1] ?? [];
      return isSpatial(layer) && entering.length > 0 && entering.every((field, axis) => field >= (sizes[axis] ?? 0));
    });
    const [first] = late;
    const field = first && fields[first.inputs[0] ?? -1]?.join('×');
    if (!first || field === undefined || late.length < 2) return [];
    return [advice(first, 'unproductive-tail', { field, input: sizes.join('×'), later: late.length - 1 })];
  },
};

const isSpatial = (layer: Layer): boolean =>
  layer.operation.family === 'convolution' && axisNumbers(layer, 'kernel').some(size => size > 1);

/** By layer id and axis: what the path sees that sees least. Each step adds its reach times the jump that enters. */
function leastFields({ layers, model }: Subject, axes: number): readonly (readonly number[])[] {
  const least: number[][] = [];
  for (const layer of layers) {
    const use = layerUse(model.network, layer);
    least.push(
      Array.from({ length: axes }, (_, axis) => {
        if (!use || layer.inputs.length === 0) return 1;
        const paths = layer.inputs.map((input, place) => {
          const field = model.fields[input]?.[axis];
          const jump = field ? field.shift / field.period : 0;
          const reads = layer.operation.reads?.(use, axis, place);
          const reach = Math.max(0, ...(reads?.phases ?? []).map(({ count, step }) => (count - 1) * step));
          return (least[input]?.[axis] ?? 1) + reach * jump;
        });
        return Math.min(...paths);
      }),
    );
  }
  return least;
}
