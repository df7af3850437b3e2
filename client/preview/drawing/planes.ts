/** How a tensor of any number of dimensions is looked at: as numbers in a row, or as pictures. */
import type { Shape } from '#core/ops/shape.ts';
import { say } from '../words.ts';

export type View =
  | { readonly kind: 'flat'; readonly values: Float32Array }
  | {
      readonly kind: 'planes';
      readonly width: number;
      readonly height: number;
      /** Row by row from the top. Views of the tensor, nothing is copied. */
      readonly planes: readonly Float32Array[];
      /** True when one plane stands for all channels, a row each. */
      readonly isSequence: boolean;
      /** What of the tensor is left out, or how it lies. */
      readonly note?: string;
    };

/** `shape` is without the batch and has as many elements as `data`. */
export function viewOf(shape: Shape, data: Float32Array): View {
  const [channels = data.length, ...space] = shape;
  if (data.length === channels) return { kind: 'flat', values: data };
  const [first = 1, second, third] = space;
  if (second === undefined) return rows(data, first, channels);
  const depth = third === undefined ? 1 : first;
  const [height, width] = third === undefined ? [first, second] : [second, third];
  const planes = Array.from({ length: channels }, (_, channel) =>
    slice(data, channel * depth + Math.floor(depth / 2), height * width),
  );
  return {
    kind: 'planes',
    width,
    height,
    planes,
    isSequence: false,
    ...(third !== undefined && { note: middleNote(depth) }),
  };
}

/** Channels × length: one picture, a row a channel. */
const rows = (data: Float32Array, width: number, height: number): View => ({
  kind: 'planes',
  width,
  height,
  planes: [data],
  isSequence: true,
  note: say`a row a channel`,
});

const slice = (data: Float32Array, index: number, size: number): Float32Array =>
  data.subarray(index * size, (index + 1) * size);

const middleNote = (depth: number): string => say`slice ${Math.floor(depth / 2)} of ${depth}, the middle one`;
