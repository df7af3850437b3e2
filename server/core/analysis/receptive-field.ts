import { isComplete } from '../complete.ts';
import type { Layer, Network } from '../network/network.ts';
import type { Use } from '../ops/operation.ts';
import type { Reads } from '../ops/reads.ts';
import { POINTWISE, wholeAxis } from '../ops/reads.ts';
import type { Shape } from '../ops/shape.ts';
import { isKnown } from '../ops/shape.ts';
import { composed, joined } from './field-algebra.ts';
import type { Field } from './field.ts';
import { INPUT_FIELD } from './field.ts';
import { layerUse } from './layer-use.ts';

type Fields = readonly Field[];

/** What a layer's output sees of the model's input, an axis of that input at a time. */
interface Sight {
  readonly fields: Fields;
  /** By the same axes: the dimension of the output along which the field runs. 0, the channels', after a permutation. */
  readonly places: readonly number[];
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

/** The dimension that spatial axis `axis` has as long as nothing is permuted. */
const ordinary = (axis: number): number => axis + 1;

/** The common case, without arithmetic: one tensor, each position of which is read for itself. */
const isPassedOn = ({ operation }: Layer, output: Shape, { fields, places }: Sight): boolean =>
  !operation.reads &&
  !operation.moves &&
  output.length === fields.length + 1 &&
  places.every((place, axis) => place === ordinary(axis));

/** A layer on one of the `axes` axes of the model's input, which runs along dimension `from` of what enters it. */
interface Passage {
  readonly layer: Layer;
  readonly use: Use;
  readonly axes: number;
  readonly axis: number;
  readonly from: number;
  readonly to: number;
}

function passageOf(layer: Layer, use: Use, entering: readonly Sight[], axis: number): Passage {
  const axes = entering[0]?.fields.length ?? 0;
  const from = placeOf(use, entering, axis, axes);
  return { layer, use, axes, axis, from, to: layer.operation.moves?.(use).indexOf(from) ?? from };
}

/** Along which dimension an axis enters; as if nothing were permuted where inputs differ. */
function placeOf({ inputs }: Use, entering: readonly Sight[], axis: number, axes: number): number {
  let common: number | undefined;
  for (const [input, { places }] of entering.entries()) {
    const place = hasAxes(inputs[input] ?? [], { axes }) ? places[axis] : undefined;
    if (place === undefined) continue;
    if (common !== undefined && common !== place) return ordinary(axis);
    common = place;
  }
  return common ?? ordinary(axis);
}

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

/**
 * A tensor that has lost its axes (flattened, dense) has one field, of all that it was made from; when it gets axes
 * again, each of their positions has it.
 */
function fieldThrough(passage: Passage, input: number, field: Field, place: number): Field | undefined {
  const { use } = passage;
  const shape = use.inputs[input] ?? [];
  if (!hasAxes(shape, passage)) return field;
  const sizes = { input: sizeAlong(shape, passage, place), output: sizeAlong(use.output, passage, passage.to) };
  // Where tensors meet whose axes lie otherwise, a position of one sees all of the other's.
  const reads = place === passage.from ? readsAlong(passage, input) : undefined;
  return composed(reads ?? wholeAxis(sizes.input), field, sizes);
}

/** What is read along a dimension; undefined is all of it. */
function readsAlong(passage: Passage, input: number): Reads | undefined {
  const { operation } = passage.layer;
  if (operation.moves) return POINTWISE;
  const unsaid = hasAxes(passage.use.output, passage) ? POINTWISE : undefined;
  if (passage.from === 0) return operation.perChannel?.(passage.use) ? unsaid : undefined;
  return operation.reads?.(passage.use, passage.from - 1, input) ?? unsaid;
}

const hasAxes = (shape: Shape, { axes }: Pick<Passage, 'axes'>): boolean => shape.length === axes + 1;

/** Positions of a tensor along a dimension: one if it has lost its axes. */
const sizeAlong = (shape: Shape, passage: Passage, place: number): number =>
  hasAxes(shape, passage) ? (shape[place] ?? 1) : 1;
