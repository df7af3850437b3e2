/** The operators and functions of values. Each gives undefined for operands it is not defined for. */
import type { BinaryOperator } from '../language/tree.ts';
import type { Value } from './values.ts';

type Numeric = (a: number, b: number) => number | boolean;

const onNumbers =
  (compute: Numeric) =>
  (a: Value, b: Value): Value | undefined =>
    typeof a === 'number' && typeof b === 'number' ? compute(a, b) : undefined;

/** `and` and `or` do not evaluate their right side always, and are not here. */
export const binaryOperators: Readonly<
  Record<Exclude<BinaryOperator, 'and' | 'or'>, (a: Value, b: Value) => Value | undefined>
> = {
  '+': onNumbers((a, b) => a + b),
  '-': onNumbers((a, b) => a - b),
  '*': onNumbers((a, b) => a * b),
  '/': onNumbers((a, b) => a / b),
  // As in Python: the quotient is floored, and the remainder has the sign of the divisor.
  '//': onNumbers((a, b) => Math.floor(a / b)),
  '%': onNumbers((a, b) => a - b * Math.floor(a / b)),
  '**': onNumbers((a, b) => a ** b),
  '<': onNumbers((a, b) => a < b),
  '<=': onNumbers((a, b) => a <= b),
  '>': onNumbers((a, b) => a > b),
  '>=': onNumbers((a, b) => a >= b),
  '==': (a, b) => same(a, b),
  '!=': (a, b) => {
    const equal = same(a, b);
    return equal === undefined ? undefined : !equal;
  },
};

/** Equality of numbers, truths, words and lists of them; undefined for tensors, layers and chains. */
function same(a: Value, b: Value): boolean | undefined {
  if (typeof a !== 'object' && typeof b !== 'object') return a === b;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (a.kind === 'word' && b.kind === 'word') return a.word === b.word;
  if (a.kind === 'list' && b.kind === 'list') {
    const pairs = a.items.map((item, index) => same(item, b.items[index] ?? { kind: 'any' }));
    return a.items.length === b.items.length && pairs.every(equal => equal === true);
  }
  if (a.kind === 'any' || b.kind === 'any') return a.kind === b.kind;
  if ((a.kind === 'block' || a.kind === 'operation') && a.kind === b.kind)
    return a.kind === 'block' ? a.block === (b as typeof a).block : a.operation === (b as typeof a).operation;
  return ['word', 'list', 'block', 'operation'].includes(a.kind) ? false : undefined;
}

const numbersOf = (values: readonly Value[]): readonly number[] | undefined => {
  const [first] = values;
  const items = values.length === 1 && typeof first === 'object' && first.kind === 'list' ? first.items : values;
  return items.every(item => typeof item === 'number') ? items : undefined;
};

/** A function of any count of numbers, or of one list of them. */
const overall = (compute: (numbers: readonly number[]) => number) => (values: readonly Value[]) => {
  const numbers = numbersOf(values);
  return numbers && numbers.length > 0 ? compute(numbers) : undefined;
};

const ofOne = (compute: (number: number) => number) => (values: readonly Value[]) =>
  values.length === 1 && typeof values[0] === 'number' ? compute(values[0]) : undefined;

export const functions: ReadonlyMap<string, (values: readonly Value[]) => Value | undefined> = new Map([
  ['min', overall(numbers => numbers.reduce((least, number) => Math.min(least, number)))],
  ['max', overall(numbers => numbers.reduce((most, number) => Math.max(most, number)))],
  ['sum', overall(numbers => numbers.reduce((total, number) => total + number, 0))],
  ['ceil', ofOne(Math.ceil)],
  ['floor', ofOne(Math.floor)],
  ['round', ofOne(roundHalfToEven)],
  ['abs', ofOne(Math.abs)],
  ['sqrt', ofOne(Math.sqrt)],
  ['log2', ofOne(Math.log2)],
  [
    'len',
    ([list, ...rest]: readonly Value[]) =>
      typeof list === 'object' && list.kind === 'list' && rest.length === 0 ? list.items.length : undefined,
  ],
  ['make_divisible', makeDivisible],
]);

/** Python's `round`, which PyTorch code relies on: halves go to the even neighbour. */
function roundHalfToEven(number: number): number {
  const floor = Math.floor(number);
  if (number - floor !== 0.5) return Math.round(number);
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * The nearest multiple of `divisor` (8 unless given), but never below nine tenths of `value`: MobileNet's channel rule,
 * torchvision's `_make_divisible`.
 */
function makeDivisible(values: readonly Value[]): Value | undefined {
  const [value, divisor = 8] = values;
  if (typeof value !== 'number' || typeof divisor !== 'number' || values.length > 2 || divisor <= 0) return undefined;
  const nearest = Math.max(divisor, Math.floor((value + divisor / 2) / divisor) * divisor);
  return nearest < 0.9 * value ? nearest + divisor : nearest;
}
