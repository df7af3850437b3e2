import type { Layer, Network } from '../network/network.ts';
import type { Use } from '../ops/operation.ts';
import { POINTWISE, wholeAxis } from '../ops/reads.ts';
import type { Shape } from '../ops/shape.ts';
import { isKnown } from '../ops/shape.ts';
import { composed, joined } from './field-algebra.ts';
import type { Field } from './field.ts';
import { INPUT_FIELD } from './field.ts';
import { layerUse } from './layer-use.ts';

type Fields = readonly Field[];

/**
 * By layer id: one field a spatial axis of the model's input, in indices of that input; none where the input has no
 * spatial axis. Undefined where a shape is not known, or a field is beyond what `composed` puts together.
 *
 * Of several inputs, indices are each input's own: what a layer sees of one or another is one set. Inputs of different
 * axis counts have nothing to join; then the layer's first tensor says whose axes are meant.
 */
export function receptiveFields(network: Network): readonly (Fields | undefined)[] {
  const fields: (Fields | undefined)[] = [];
  for (const layer of network.layers) fields.push(layerFields(network, layer, fields));
  return fields;
}

function layerFields(network: Network, layer: Layer, known: readonly (Fields | undefined)[]): Fields | undefined {
  const use = layerUse(network, layer);
  if (!use || !isKnown(use.output)) return undefined;
  if (layer.operation.arity === 'none') return use.output.slice(1).map(() => INPUT_FIELD);
  const entering = allKnown(layer.inputs.map(id => known[id]));
  const [first] = entering ?? [];
  if (!entering || !first) return undefined;
  if (isPassedOn(layer, use, first)) return first;
  return allKnown(first.map((_, axis) => axisField({ layer, use, axes: first.length, axis }, entering)));
}

/** The common case, without arithmetic: one tensor, each position of which is read for itself. */
const isPassedOn = ({ inputs, operation }: Layer, { output }: Use, fields: Fields): boolean =>
  inputs.length === 1 && !operation.reads && output.length === fields.length + 1;

/** A layer on one of the `axes` axes of the model's input. */
interface Passage {
  readonly layer: Layer;
  readonly use: Use;
  readonly axes: number;
  readonly axis: number;
}

function axisField(passage: Passage, entering: readonly Fields[]): Field | undefined {
  const parts: Field[] = [];
  for (const [input, fields] of entering.entries()) {
    const field = fields[passage.axis];
    if (fields.length !== passage.axes || !field) continue;
    const part = fieldThrough(passage, input, field);
    if (!part) return undefined;
    parts.push(part);
  }
  return joined(parts, sizeAlong(passage.use.output, passage));
}

/**
 * A tensor that has lost its axes (flattened, dense) has one field, of all that it was made from; when it gets axes
 * again, each of their positions has it.
 */
function fieldThrough(passage: Passage, input: number, field: Field): Field | undefined {
  const { layer, use, axis } = passage;
  const shape = use.inputs[input] ?? [];
  if (!hasAxes(shape, passage)) return field;
  const sizes = { input: sizeAlong(shape, passage), output: sizeAlong(use.output, passage) };
  const { reads } = layer.operation;
  const unsaid = hasAxes(use.output, passage) ? POINTWISE : wholeAxis(sizes.input);
  return composed(reads?.(use, axis, input) ?? unsaid, field, sizes);
}

const hasAxes = (shape: Shape, { axes }: Passage): boolean => shape.length === axes + 1;

/** Positions of a tensor along the axis: one if it has lost its axes. */
const sizeAlong = (shape: Shape, passage: Passage): number =>
  hasAxes(shape, passage) ? (shape[passage.axis + 1] ?? 1) : 1;

const allKnown = <T>(items: readonly (T | undefined)[]): readonly T[] | undefined =>
  items.includes(undefined) ? undefined : items.filter(item => item !== undefined);
