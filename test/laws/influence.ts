/** Which input indices move which output indices along an axis: as an operation says, and as a run shows. */
import { POINTWISE } from '#core/ops/reads.ts';
import type { Reads } from '#core/ops/reads.ts';
import type { Operation, Use } from '#core/ops/operation.ts';
import type { Shape } from '#core/ops/shape.ts';
import type { Tensor } from '../support/onnx-session.ts';

/** By output index: the input indices it reads, in order. */
export type Influence = readonly (readonly number[])[];

/** One of the inputs, and a spatial axis of it, or `CHANNELS`. */
export interface Place {
  readonly input: number;
  readonly axis: number;
}

/** The axis before the first spatial one. */
export const CHANNELS = -1;

/** Every spatial axis of every input. */
export const placesOf = ({ inputs }: Use): readonly Place[] =>
  inputs.flatMap((shape, input) => shape.slice(1).map((_, axis) => ({ input, axis })));

/** A tensor that has other axes than the `input` has one position along any of the input's. */
export const sizeAlong = (shape: Shape, axis: number, input: Shape): number =>
  shape.length === input.length ? (shape[axis + 1] ?? 1) : 1;

/** As the operation says. Indices in the padding are among them. */
export function saidInfluence(operation: Operation, use: Use, { input, axis }: Place): Influence {
  const reads = operation.reads?.(use, axis, input) ?? POINTWISE;
  return Array.from({ length: sizeAlong(use.output, axis, use.inputs[input] ?? []) }, (_, index) =>
    indicesOf(reads, index),
  );
}

function indicesOf({ period, shift, phases }: Reads, index: number): readonly number[] {
  const { from, step, count } = phases[index % period] ?? { from: NaN, step: NaN, count: 1 };
  const start = from + Math.floor(index / period) * shift;
  return Array.from({ length: count }, (_, tap) => start + tap * step).toSorted((a, b) => a - b);
}

/** As runs show: each index of the input is raised in turn, in all channels and along all other axes at once. */
export async function shownInfluence(
  inputs: readonly Tensor[],
  { input, axis }: Place,
  evaluate: (inputs: readonly Tensor[]) => Promise<Tensor>,
): Promise<Influence> {
  const before = await evaluate(inputs);
  const entering = inputs[input]?.shape ?? [];
  const readers = Array.from({ length: sizeAlong(before.shape, axis, entering) }, (): number[] => []);
  for (let index = 0; index < sizeAlong(entering, axis, entering); index++) {
    const after = await evaluate(
      inputs.map((tensor, place) => (place === input ? raise(tensor, axis, index) : tensor)),
    );
    for (const output of movedIndices(before, after, coordinate(before.shape, axis, entering)))
      readers[output]?.push(index);
  }
  return readers;
}

/**
 * Raised by more than any two values differ, so that a maximum follows, and nowhere by the same amount, so that neither a
 * softmax nor a normalisation cancels it.
 */
function raise({ shape, data }: Tensor, axis: number, index: number): Tensor {
  const along = coordinate(shape, axis, shape);
  const raised = (value: number, place: number) => value + 1 + ((place * Math.SQRT2) % 1) / 2;
  return { shape, data: data.map((value, place) => (along(place) === index ? raised(value, place) : value)) };
}

/** Rounding alone moves nothing by so much, and a tap of weight 0 by nothing. */
const MOVED = 1e-5;

function movedIndices(before: Tensor, after: Tensor, along: (place: number) => number): ReadonlySet<number> {
  const moved = new Set<number>();
  for (const [place, value] of before.data.entries()) {
    if (Math.abs(value - (after.data[place] ?? NaN)) > MOVED * Math.max(1, Math.abs(value))) moved.add(along(place));
  }
  return moved;
}

/** From a place in a tensor's data to its index along a spatial axis of the `input`. */
function coordinate(shape: Shape, axis: number, input: Shape): (place: number) => number {
  const size = sizeAlong(shape, axis, input);
  if (size === 1) return () => 0;
  const below = shape.slice(axis + 2).reduce((product, length) => product * length, 1);
  return place => Math.floor(place / below) % size;
}
