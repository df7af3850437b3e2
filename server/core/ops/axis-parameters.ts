/** Parameters that have a value for each spatial axis, and the sizes of an input. */
import { finding } from '../diagnostics.ts';
import { count, isList, readAll, wrongCount, wrongType, type ParameterType, type Reading } from './parameters.ts';
import { UNKNOWN, type Shape } from './shape.ts';
import { say } from '../words.ts';

/** Padding before and after an axis. */
export type Side = readonly [before: number, after: number];

/** `same` depends on the size that enters; `window.ts` resolves it. */
export type Padding = 'same' | readonly Side[];

/**
 * One value for all spatial axes, or a list with one for each. A flat tensor has no axes: any list is read for it, since
 * the operation refuses the tensor itself.
 */
export function perAxis<T>(type: ParameterType<T>): ParameterType<readonly T[]> {
  const wants = say`${type.wants}, or one for each axis`;
  return {
    wants,
    words: type.words,
    read: (value, axes) => {
      if (!isList(value)) return repeated(type.read(value, axes), axes);
      if (axes > 0 && value.length !== axes)
        return wrongCount(say`${type.wants}, or ${axes}, one for each axis`, value.length);
      return readAll(value, type, axes);
    },
    unknown: axes => Array.from({ length: axes }, () => type.unknown(axes)),
  };
}

const repeated = <T>(reading: Reading<T>, axes: number): Reading<readonly T[]> =>
  'finding' in reading ? reading : { value: Array.from({ length: axes }, () => reading.value) };

/** A number for both sides of an axis, or `[before, after]`. */
function side(type: ParameterType<number>): ParameterType<Side> {
  const wants = say`${type.wants}, or a pair of them, before and after`;
  return {
    wants,
    words: [],
    read: (value, axes) => {
      const reading = readAll(isList(value) ? value : [value, value], type, axes);
      if ('finding' in reading) return reading;
      const [before, after, ...rest] = reading.value;
      return before === undefined || after === undefined || rest.length > 0
        ? wrongCount(wants, reading.value.length)
        : { value: [before, after] };
    },
    unknown: () => [UNKNOWN, UNKNOWN],
  };
}

/** Padding: `1`, per axis `[1, 2]`, or per side `[[top, bottom], [left, right]]`; in numbers that `type` reads. */
export const sides = (type: ParameterType<number>): ParameterType<readonly Side[]> => perAxis(side(type));

/** As `sides`, or the words `same` and `valid`, which is 0. */
export function padding(type: ParameterType<number>): ParameterType<Padding> {
  const numbers = sides(type);
  return {
    wants: say`${numbers.wants}, or ${'same'} or ${'valid'}`,
    words: ['same', 'valid'],
    read: (value, axes) => (value === 'same' ? { value } : numbers.read(value === 'valid' ? 0 : value, axes)),
    unknown: numbers.unknown,
  };
}

const MOST_DIMENSIONS = 4;
const SIZES = say`sizes such as 3x224x224`;

/** A tensor's shape: one to four sizes, channels first, each of which `type` reads. Of one that is not read, three. */
export const someSizes = <T>(type: ParameterType<T>): ParameterType<readonly T[]> => ({
  wants: SIZES,
  words: [],
  read: (value, axes) => {
    if (typeof value !== 'number' && value !== null && !isList(value)) return wrongType(SIZES, value);
    const sizes = isList(value) ? value : [value];
    return sizes.length < 1 || sizes.length > MOST_DIMENSIONS
      ? { finding: finding('input-dimensions', { found: sizes.length }) }
      : readAll(sizes, type, axes);
  },
  unknown: axes => [type.unknown(axes), type.unknown(axes), type.unknown(axes)],
});

/** Sizes that are all given. */
export const inputSizes: ParameterType<Shape> = someSizes(count);
