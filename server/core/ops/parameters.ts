/**
 * What an operation takes: each parameter with its type, documentation and default. A type turns a plain value of the
 * language into what the operation's rules work with, or says why it cannot.
 */
import { finding, type Finding } from '../diagnostics.ts';
import { formatShape, UNKNOWN, type Shape } from './shape.ts';
import { joined, say, type Sentence, type Text } from '../words.ts';

/** A value of the language as an operation sees it. `null` is `_`; a bare word is a string. */
export type Plain = number | boolean | string | null | { readonly tensor: Shape } | readonly Plain[];

/** A value in the form that rules work with, or why there is none. */
export type Reading<T> = { readonly value: T } | { readonly finding: Finding };

export interface ParameterType<T> {
  /** What is wanted, for messages and help: `a whole number, at least 1`. */
  readonly wants: Text;
  /** The words it understands: `same`, `valid`. */
  readonly words: readonly string[];
  /** Reads a value, for a tensor with `axes` spatial axes. A `NaN` is a number nobody knows, and is never refused. */
  readonly read: (value: Plain, axes: number) => Reading<T>;
  /** Stands for a value that could not be read: made of `NaN`, so that rules keep what they still know. */
  readonly unknown: (axes: number) => T;
}

export interface Parameter<T = unknown> {
  readonly type: ParameterType<T>;
  readonly documentation: string;
  /** Absent: the parameter must be given. The language's value, so that help can show it: `3`, `'same'`, `[1, 1]`. */
  readonly default?: Plain;
  /** Other names it answers to: PyTorch's `kernel_size`. */
  readonly aliases?: readonly string[];
}

export type Parameters = Readonly<Record<string, Parameter>>;

export type ArgumentsOf<P extends Parameters> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer T> ? T : never;
};

/** The largest number that arithmetic keeps exact: 2^53 − 1. */
export const MOST_EXACT = Number.MAX_SAFE_INTEGER;

/** `[1, 2]`, `same`, `_`, `a tensor of 64×56×56`: a value as a message shows it. */
export function describe(value: Plain): Text {
  if (value === null) return '_';
  if (isList(value)) return say`[${joined(value.map(describe), ', ')}]`;
  if (typeof value === 'object') return say`a tensor of ${formatShape(value.tensor)}`;
  if (typeof value === 'string') return say`the word ${value}`;
  return String(value);
}

/** `Array.isArray` does not narrow readonly arrays. */
export const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);

export const wrongType = (wants: Text, value: Plain): { readonly finding: Finding } => ({
  finding: finding('wrong-type', { wants, found: describe(value) }),
});

export const wrongCount = (wants: Text, found: number): { readonly finding: Finding } => ({
  finding: finding('wrong-count', { wants, found }),
});

function readNumber(value: Plain, wants: Text, fits: (value: number) => boolean): Reading<number> {
  if (typeof value !== 'number') return wrongType(wants, value);
  if (Number.isNaN(value)) return { value };
  return fits(value) ? { value } : { finding: finding('out-of-range', { wants, found: value }) };
}

/** A whole number of at least `least`, up to 2^53 − 1. */
export function integer(least = -MOST_EXACT): ParameterType<number> {
  const wants = least === -MOST_EXACT ? say`a whole number` : say`a whole number, at least ${least}`;
  const fits = (value: number): boolean => Number.isInteger(value) && value >= least;
  return {
    wants,
    words: [],
    read: value =>
      typeof value === 'number' && Math.abs(value) > MOST_EXACT
        ? { finding: finding('number-too-large', { what: say`value`, value, most: MOST_EXACT }) }
        : readNumber(value, wants, fits),
    unknown: () => UNKNOWN,
  };
}

/** A number of things: a whole number, at least 1. */
export const count: ParameterType<number> = integer(1);

/** A finite number that `fits`; `condition` is its wording: `greater than 0`. */
export function real(condition?: Sentence, fits: (value: number) => boolean = () => true): ParameterType<number> {
  const wants = condition === undefined ? say`a number` : say`a number ${condition}`;
  return {
    wants,
    words: [],
    read: value => readNumber(value, wants, number => Number.isFinite(number) && fits(number)),
    unknown: () => UNKNOWN,
  };
}

/** A number greater than 0. */
export const positive: ParameterType<number> = real(say`greater than 0`, value => value > 0);

const TRUE_OR_FALSE = say`${'true'} or ${'false'}`;

export const flag: ParameterType<boolean> = {
  wants: TRUE_OR_FALSE,
  words: [],
  read: value => (typeof value === 'boolean' ? { value } : wrongType(TRUE_OR_FALSE, value)),
  unknown: () => false,
};

/** One of some words. The first stands in for one that could not be read: let it be the one that refuses least. */
export function word<const W extends string>(first: W, ...others: readonly W[]): ParameterType<W> {
  const words = [first, ...others];
  const wants = others.reduce<Text>((list, each) => say`${list} or ${each}`, first);
  return {
    wants,
    words,
    read: value => {
      const known = words.find(candidate => candidate === value);
      return known === undefined ? wrongType(wants, value) : { value: known };
    },
    unknown: () => first,
  };
}

/** One of some words, or a number. */
export const wordOr = <W extends string>(
  words: ParameterType<W>,
  number: ParameterType<number>,
): ParameterType<W | number> => ({
  wants: say`${words.wants}, or ${number.wants}`,
  words: words.words,
  read: (value, axes) => {
    if (typeof value === 'number') return number.read(value, axes);
    const reading = words.read(value, axes);
    return 'finding' in reading ? wrongType(say`${words.wants}, or ${number.wants}`, value) : reading;
  },
  unknown: words.unknown,
});

const TENSOR = say`a tensor`;

/** The shape of a tensor that is named, not entered. */
export const tensor: ParameterType<Shape> = {
  wants: TENSOR,
  words: [],
  read: value =>
    typeof value === 'object' && value !== null && !isList(value) ? { value: value.tensor } : wrongType(TENSOR, value),
  unknown: axes => Array.from({ length: axes + 1 }, () => UNKNOWN),
};

/** As `type`; `_` is undefined, and leaves the choice to the operation. */
export const optional = <T>(type: ParameterType<T>): ParameterType<T | undefined> => ({
  ...type,
  wants: say`${type.wants}, or ${'_'}`,
  read: (value, axes) => (value === null ? { value: undefined } : type.read(value, axes)),
});

/** Reads every item, or gives the first finding. */
export function readAll<T>(items: readonly Plain[], type: ParameterType<T>, axes: number): Reading<readonly T[]> {
  const values: T[] = [];
  for (const item of items) {
    const reading = type.read(item, axes);
    if ('finding' in reading) return reading;
    values.push(reading.value);
  }
  return { value: values };
}

/** One value or a list of them, of any length but 0: a value for all channels, or one for each. */
export const oneOrMore = <T>(type: ParameterType<T>): ParameterType<readonly T[]> => {
  const wants = say`${type.wants}, or a list with one for each channel`;
  return {
    wants,
    words: type.words,
    read: (value, axes) =>
      isList(value) && value.length === 0 ? wrongCount(wants, 0) : readAll(isList(value) ? value : [value], type, axes),
    unknown: axes => [type.unknown(axes)],
  };
};

/** A list with one value for each axis of a tensor, the channels counted; one value alone is a list of it. */
export const listOf = <T>(type: ParameterType<T>): ParameterType<readonly T[]> => ({
  wants: say`a list of values, each ${type.wants}`,
  words: [],
  read: (value, axes) => readAll(isList(value) ? value : [value], type, axes),
  unknown: axes => Array.from({ length: axes + 1 }, () => type.unknown(axes)),
});
