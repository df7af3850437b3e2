/** Receptive fields in words, in input pixels. */
import type { FieldDescription } from '../analysis/describe-field.ts';
import { say, type Text } from '../words.ts';

/** By spatial axis of the input. */
export type Fields = readonly FieldDescription[];

/** `43`, `7×1` where the axes differ, `global` where every output sees the whole input. */
export const fieldSize = (fields: Fields): Text =>
  fields.every(({ global }) => global) ? GLOBAL : perAxis(fields, ({ size }) => size);

/** One text, to be told from others. */
export const GLOBAL = say`global`;

/** The shift of the field from one output to the next: a fraction after upsampling. */
export const fieldJump = (fields: Fields): string => perAxis(fields, ({ jump }) => jump);

/** The first input index that output 0 sees, negative in the padding. */
export const fieldStart = (fields: Fields): string => perAxis(fields, ({ start }) => start);

/** Where the middle of output 0's field lies: 0 is the centre of the first input. */
export const fieldCentre = (fields: Fields): string => perAxis(fields, ({ start, size }) => start + (size - 1) / 2);

/** One number where all axes agree, else all of them. */
function perAxis(fields: Fields, figure: (field: FieldDescription) => number): string {
  const numbers = fields.map(field => decimal(figure(field)));
  return (new Set(numbers).size === 1 ? numbers.slice(0, 1) : numbers).join('×');
}

const decimal = (number: number): string => String(Number(number.toFixed(3))).replace('-', '−');
