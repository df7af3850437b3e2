/** Tensors of values between a half and one, in no order, by the golden ratio's multiples. */
import type { Program } from '#core/interchange/program.ts';
import { elements } from '#core/ops/shape.ts';
import type { Shape } from '#core/ops/shape.ts';
import type { Tensor } from '../support/onnx-session.ts';

export const positiveTensor = (shape: Shape): Tensor => ({
  shape,
  data: Float32Array.from({ length: elements(shape) }, (_, place) => 0.5 + ((place * 0.6180339887) % 1) / 2),
});

/** By path. All of one sign, so that no two influences cancel. */
export const positiveWeights = ({ weights }: Program): ReadonlyMap<string, Float32Array> =>
  new Map(weights.map(({ path, shape }) => [path, positiveTensor(shape).data]));
