/** Weights that are made, not drawn: for looking at what a network does to a picture. */
import { elements } from '../ops/shape.ts';
import type { Shape } from '../ops/shape.ts';

/**
 * Each output channel passes one input channel on: the kernel's middle is 1, as in PyTorch's `dirac_`
 * (https://docs.pytorch.org/docs/stable/nn.init.html). Where there are more outputs than inputs, these begin again.
 */
export function fillIdentity(values: Float32Array, [to = 1, from = 1, ...kernel]: Shape): Float32Array {
  const size = elements(kernel);
  const middle = kernel.reduce((place, extent) => place * extent + Math.floor(extent / 2), 0);
  for (let channel = 0; channel < to; channel++) values[(channel * from + (channel % from)) * size + middle] = 1;
  return values;
}

/**
 * The derivative along a direction, another one for each output channel in turn, of the mean of all input channels: the
 * slope along the direction times binomial weights, so 3×3 has Sobel's filters (Sobel and Feldman, 1968). An edge of
 * height 1 gives 1. A kernel of one point has no derivative: it passes channels on.
 */
export function fillEdges(values: Float32Array, shape: Shape): Float32Array {
  const [to = 1, from = 1, ...kernel] = shape;
  const filters = directions(kernel).map(direction => derivative(kernel, direction));
  if (filters.length === 0) return fillIdentity(values, shape);
  for (let index = 0; index < to * from; index++) {
    const filter = filters[Math.floor(index / from) % filters.length] ?? [];
    for (const [place, value] of filter.entries()) values[index * filter.length + place] = value / from;
  }
  return values;
}

/** Along each axis, along each diagonal, and the other way: in two dimensions eight. An axis of one point has none. */
function directions(kernel: Shape): readonly (readonly number[])[] {
  const all = kernel.reduce<readonly (readonly number[])[]>(
    (some, extent) => some.flatMap(direction => (extent > 1 ? [0, 1, -1] : [0]).map(step => [...direction, step])),
    [[]],
  );
  const forward = all.filter(direction => direction.find(step => step !== 0) === 1);
  const byAxes = forward.toSorted((a, b) => axesOf(a) - axesOf(b));
  return [...byAxes, ...byAxes.map(direction => direction.map(step => -step))];
}

const axesOf = (direction: readonly number[]): number => direction.filter(step => step !== 0).length;

/** Row by row. What is right of the middle counts 1 together, what is left of it −1. */
function derivative(kernel: Shape, direction: readonly number[]): readonly number[] {
  const weights = kernel.map(binomials);
  const values = Array.from({ length: elements(kernel) }, (_, place) => {
    const at = placeOf(place, kernel);
    const slope = at.reduce(
      (sum, index, axis) => sum + (direction[axis] ?? 0) * (index - ((kernel[axis] ?? 1) - 1) / 2),
      0,
    );
    return at.reduce((product, index, axis) => product * (weights[axis]?.[index] ?? 0), slope);
  });
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  return values.map(value => value / total);
}

/** A row of Pascal's triangle. */
function binomials(count: number): readonly number[] {
  const row = [1];
  for (let index = 1; index < count; index++) row.push(((row[index - 1] ?? 0) * (count - index)) / index);
  return row;
}

/** The index along each axis. */
function placeOf(place: number, kernel: Shape): readonly number[] {
  let rest = place;
  return kernel
    .toReversed()
    .map(extent => {
      const index = rest % extent;
      rest = Math.floor(rest / extent);
      return index;
    })
    .toReversed();
}
