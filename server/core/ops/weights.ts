/** Tensors that belong to layers, as several families make them. */
import type { Weight } from './operation.ts';
import { elements, type Shape } from './shape.ts';

/** A tensor of one value at first. */
export const constantWeight = (
  name: string,
  shape: Shape,
  value: number,
  role: Weight['role'] = 'parameter',
): Weight => ({
  name,
  shape,
  role,
  initial: { kind: 'constant', value },
});

/** The weights of a layer whose outputs each sum `fanIn` products: all but the first dimension, where nothing is said. */
export const kaimingWeight = (shape: Shape, fanIn = elements(shape.slice(1))): Weight => ({
  name: 'weight',
  shape,
  role: 'parameter',
  initial: { kind: 'kaiming', fanIn },
});

/** A number that is added to each of `channels`, or nothing. */
export const biasIf = (wanted: boolean, channels: number): readonly Weight[] =>
  wanted ? [constantWeight('bias', [channels], 0)] : [];
