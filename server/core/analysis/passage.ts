/** How a layer is passed along one axis of the model's input: what of each tensor that enters an output position reads. */
import type { Layer } from '../network/network.ts';
import type { Use } from '../ops/operation.ts';
import { POINTWISE, wholeAxis, type Reads } from '../ops/reads.ts';
import type { Shape } from '../ops/shape.ts';

/** By axis of the model's input: the dimension of a tensor along which it runs. 0, the channels', after a permutation. */
export type Places = readonly number[];

/** A layer on one of the `axes` axes of the model's input, which runs along dimension `from` of what enters it. */
export interface Passage {
  readonly layer: Layer;
  readonly use: Use;
  readonly axes: number;
  readonly axis: number;
  readonly from: number;
  readonly to: number;
}

/** The dimension that spatial axis `axis` has as long as nothing is permuted. */
export const ordinary = (axis: number): number => axis + 1;

/** What entered a layer is known by the places of its axes. */
interface Placed {
  readonly places: Places;
}

export function passageOf(layer: Layer, use: Use, entering: readonly Placed[], axis: number): Passage {
  const axes = entering[0]?.places.length ?? 0;
  const from = placeOf(use, entering, axis, axes);
  return { layer, use, axes, axis, from, to: layer.operation.moves?.(use).indexOf(from) ?? from };
}

/** Along which dimension an axis enters; as if nothing were permuted where inputs differ. */
function placeOf({ inputs }: Use, entering: readonly Placed[], axis: number, axes: number): number {
  let common: number | undefined;
  for (const [input, { places }] of entering.entries()) {
    const place = hasAxes(inputs[input] ?? [], { axes }) ? places[axis] : undefined;
    if (place === undefined) continue;
    if (common !== undefined && common !== place) return ordinary(axis);
    common = place;
  }
  return common ?? ordinary(axis);
}

/**
 * What is read of input `input`, along whose dimension `place` the axis runs. Undefined for a tensor that has lost its
 * axes (flattened, dense): its one position has seen all that it was made from, and so has each position that it becomes.
 */
export function readsThrough(passage: Passage, input: number, place: number): Reads | undefined {
  const shape = passage.use.inputs[input] ?? [];
  if (!hasAxes(shape, passage)) return undefined;
  // Where tensors meet whose axes lie otherwise, a position of one sees all of the other's.
  const reads = place === passage.from ? readsAlong(passage, input) : undefined;
  return reads ?? wholeAxis(sizeAlong(shape, passage, place));
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
export const sizeAlong = (shape: Shape, axes: Pick<Passage, 'axes'>, place: number): number =>
  hasAxes(shape, axes) ? (shape[place] ?? 1) : 1;
