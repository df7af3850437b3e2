/** Receptive fields in words, in input pixels. */
import type { Offset } from '../analysis/alignment.ts';
import type { FieldDescription } from '../analysis/describe-field.ts';
import { dimensionName, type Shape } from '../ops/shape.ts';
import { say, type Text } from '../words.ts';
import { decimal, perAxis } from '../figures.ts';

/** By spatial axis of the input. */
export type Fields = readonly FieldDescription[];

/** `43`, `7×1` where the axes differ, `global` where every output sees the whole input. */
export const fieldSize = (fields: Fields): Text =>
  fields.every(({ global }) => global) ? GLOBAL : perAxis(fields.map(({ size }) => size));

/** One text, to be told from others. */
export const GLOBAL = say`global`;

/** The shift of the field from one output to the next: a fraction after upsampling. */
export const fieldJump = (fields: Fields): string => perAxis(fields.map(({ jump }) => jump));

/** The first input index that output 0 sees, negative in the padding. */
export const fieldStart = (fields: Fields): string => perAxis(fields.map(({ start }) => start));

/** Where the middle of output 0's field lies: 0 is the centre of the first input. */
export const fieldCentre = (fields: Fields): string => perAxis(fields.map(({ start, size }) => start + (size - 1) / 2));

/** `tensor 2 looks 1 before tensor 1 along the height`. `shape` has the axes' names. */
export function offsetText(shape: Shape, { axis, place, offset }: Offset): Text {
  const [distance, along] = [decimal(Math.abs(offset)), dimensionName(shape, axis + 1)];
  return offset < 0
    ? say`tensor ${place + 1} looks ${distance} before tensor 1 along the ${along}`
    : say`tensor ${place + 1} looks ${distance} after tensor 1 along the ${along}`;
}
