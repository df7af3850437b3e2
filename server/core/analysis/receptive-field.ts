import { isComplete } from '../complete.ts';
import type { Layer, Network } from '../network/network.ts';
import { isKnown, type Shape } from '../ops/shape.ts';
import { composed, joined } from './field-algebra.ts';
import type { Field } from './field.ts';
import { INPUT_FIELD } from './field.ts';
import { layerUse } from './layer-use.ts';
import { ordinary, passageOf, readsThrough, sizeAlong, type Passage, type Places } from './passage.ts';

type Fields = readonly Field[];

/** What a layer's output sees of the model's input, an axis of that input at a time. */
interface Sight {
  readonly fields: Fields;
  /** By the same axes. */
  readonly places: Places;
}

/**
 * By layer id: one field a spatial axis of the model's input, in indices of that input; none where the input has no
 * spatial axis. Undefined where a shape is not known, or a field is beyond what `composed` puts together.
 *
 * Of several inputs, indices are each input's own: what a layer sees of one or another is one set. Inputs of different
 * axis counts have nothing to join; then the layer's first tensor says whose axes are meant.
 */
export function receptiveFields(network: Network): readonly (Fields | undefined)[] {
  const sights: (Sight | undefined)[] = [];
  for (const layer of network.layers) sights.push(layerSight(network, layer, sights));
  return sights.map(sight => sight?.fields);
}

function layerSight(network: Network, layer: Layer, known: readonly (Sight | undefined)[]): Sight | undefined {
  if (!layer.output || !isKnown(layer.output)) return undefined;
  const single = layer.inputs.length === 1 ? known[layer.inputs[0] ?? -1] : undefined;
  if (single && isPassedOn(layer, layer.output, single)) return single;
  if (layer.operation.arity === 'none') return inputSight(layer.output);
  const entering = layer.inputs.map(id => known[id]);
  const first = entering[0];
  const use = layerUse(network, layer);
  if (!use || !first || !isComplete(entering)) return undefined;
  const passages = first.fields.map((_, axis) => passageOf(layer, use, entering, axis));
  const fields = passages.map(passage => axisField(passage, entering));
  return isComplete(fields) ? { fields, places: passages.map(({ to }) => to) } : undefined;
}

const inputSight = (output: Shape): Sight => {
  const axes = output.slice(1).map((_, axis) => axis);
  return { fields: axes.map(() => INPUT_FIELD), places: axes.map(ordinary) };
};

/** The common case, without arithmetic: one tensor, each position of which is read for itself. */
const isPassedOn = ({ operation }: Layer, output: Shape, { fields, places }: Sight): boolean =>
  !operation.reads &&
  !operation.moves &&
  output.length === fields.length + 1 &&
  places.every((place, axis) => place === ordinary(axis));

function axisField(passage: Passage, entering: readonly Sight[]): Field | undefined {
  const parts: Field[] = [];
  for (const [input, { fields, places }] of entering.entries()) {
    const field = fields[passage.axis];
    if (fields.length !== passage.axes || !field) continue;
    const part = fieldThrough(passage, input, field, places[passage.axis] ?? ordinary(passage.axis));
    if (!part) return undefined;
    parts.push(part);
  }
  return joined(parts, sizeAlong(passage.use.output, passage, passage.to));
}

function fieldThrough(passage: Passage, input: number, field: Field, place: number): Field | undefined {
  const reads = readsThrough(passage, input, place);
  const sizes = {
    input: sizeAlong(passage.use.inputs[input] ?? [], passage, place),
    output: sizeAlong(passage.use.output, passage, passage.to),
  };
  return reads ? composed(reads, field, sizes) : field;
}
