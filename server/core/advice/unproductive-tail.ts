import { layerUse } from '../analysis/layer-use.ts';
import type { Layer } from '../network/network.ts';
import type { Use } from '../ops/operation.ts';
import { POINTWISE } from '../ops/reads.ts';
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
    const least = sizes.map((_, axis) => leastFields(subject, axis));
    const entering = ({ inputs: [id = -1] }: Layer): readonly number[] => least.map(fields => fields[id] ?? 0);
    const late = layers.filter(
      layer => isSpatial(layer) && entering(layer).every((field, axis) => field >= (sizes[axis] ?? 0)),
    );
    const [first] = late;
    if (!first || late.length < 2) return [];
    const field = entering(first).join('×');
    return [advice(first, 'unproductive-tail', { field, input: sizes.join('×'), later: late.length - 1 })];
  },
};

const isSpatial = (layer: Layer): boolean =>
  layer.operation.family === 'convolution' && axisNumbers(layer, 'kernel').some(size => size > 1);

/** By layer id: what the path sees that sees least. Each step adds its reach times the jump that enters. */
function leastFields({ layers, model }: Subject, axis: number): Float64Array {
  const least = new Float64Array(layers.length).fill(1);
  for (const layer of layers) {
    if (layer.inputs.length === 0) continue;
    const use = layer.operation.reads && layerUse(model.network, layer);
    let shortest = Infinity;
    for (const [place, input] of layer.inputs.entries()) {
      const field = model.fields[input]?.[axis];
      const jump = field ? field.shift / field.period : 0;
      const reach = use ? reachOf(layer, use, axis, place) : 0;
      shortest = Math.min(shortest, (least[input] ?? 1) + reach * jump);
    }
    least[layer.id] = shortest;
  }
  return least;
}

function reachOf({ operation }: Layer, use: Use, axis: number, place: number): number {
  const { phases } = operation.reads?.(use, axis, place) ?? POINTWISE;
  return phases.reduce((reach, { count, step }) => Math.max(reach, (count - 1) * step), 0);
}
