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
  const use = layerUse(network, layer);
  if (!use || !isKnown(use.output)) return undefined;
  const axes = use.output.slice(1).map((_, axis) => axis);
  if (layer.operation.arity === 'none') return { fields: axes.map(() => INPUT_FIELD), places: axes.map(ordinary) };
  const entering = allKnown(layer.inputs.map(id => known[id]));
  const [first] = entering ?? [];
  if (!entering || !first) return undefined;
  if (isPassedOn(layer, use, first)) return first;
  const passages = first.fields.map((_, axis) => passageOf(layer, use, entering, axis));
  const fields = allKnown(passages.map(passage => axisField(passage, entering)));
  return fields && { fields, places: passages.map(({ to }) => to) };
}

/** The dimension that spatial axis `axis` has as long as nothing is permuted. */
const ordinary = (axis: number): number => axis + 1;

/** The common case, without arithmetic: one tensor, each position of which is read for itself. */
const isPassedOn = ({ inputs, operation }: Layer, { output }: Use, { fields, places }: Sight): boolean =>
  inputs.length === 1 &&
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
  const places = entering.flatMap(({ places: all }, input) =>
    hasAxes(use.inputs[input] ?? [], { axes }) ? (all[axis] ?? []) : [],
  );
  const [first = ordinary(axis)] = places;
  const from = places.every(place => place === first) ? first : ordinary(axis);
  return { layer, use, axes, axis, from, to: layer.operation.moves?.(use).indexOf(from) ?? from };
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

const allKnown = <T>(items: readonly (T | undefined)[]): readonly T[] | undefined =>
  items.includes(undefined) ? undefined : items.filter(item => item !== undefined);
