import { anyOf, joined, say, type Text } from '../words.ts';
/** Which whole numbers are sizes that work: residue classes from a minimum on, found by trying. */

/** The sizes `n` from `minimum` on with `n mod period` among `residues`, and those of `others`, all below. */
export interface SizeRule {
  readonly minimum: number;
  /** The least there is. */
  readonly period: number;
  /** In order; none when only `others` work. */
  readonly residues: readonly number[];
  /** Sizes that work and that the rule does not tell, in order. */
  readonly others: readonly number[];
}

/**
 * Tries 1, 2, 3 … up to `most` until two periods in a row look alike and hold a size that works. `period` is one that is
 * known to be right for large sizes: all strides divide it. Undefined when none up to `most` works, or no rule shows.
 */
export function sizeRule(works: (size: number) => boolean, period: number, most: number): SizeRule | undefined {
  const tried = [false];
  const isSettled = (): boolean => repeats(tried, period) && tried.slice(-period).includes(true);
  while (tried.length <= most && !isSettled()) tried.push(works(tried.length));
  return tried.includes(true) && repeats(tried, period) ? ruleOf(tried, period) : undefined;
}

export const fits = ({ minimum, period, residues, others }: SizeRule, size: number): boolean =>
  others.includes(size) || (size >= minimum && residues.includes(size % period));

/** The sizes that work next to `size`, below and above, `size` itself left out. */
export function neighbours(rule: SizeRule, size: number): readonly number[] {
  const reach = rule.minimum + rule.period + Math.max(0, ...rule.others);
  const below = stepsTo(size, -1, size).find(candidate => fits(rule, candidate));
  const above = stepsTo(size, 1, rule.period + reach).find(candidate => fits(rule, candidate));
  return [below, above].filter(found => found !== undefined);
}

const stepsTo = (size: number, direction: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, step) => size + direction * (step + 1));

/** `multiples of 16, at least 16`; `at least 32`; `12 more than a multiple of 16, at least 188`; `only 224, 225`. */
export function ruleText({ minimum, period, residues, others }: SizeRule): Text {
  const also = others.length > 0 ? listText(others) : '';
  if (residues.length === 0) return say`only ${also}`;
  const classes = classText(period, residues);
  return joined([classes, say`at least ${minimum}`, others.length > 0 ? say`or ${also}` : ''], ', ');
}

function classText(period: number, residues: readonly number[]): Text {
  if (period === 1) return '';
  const [only] = residues;
  if (residues.length === 1 && only === 0) return period === 2 ? say`even` : say`multiples of ${period}`;
  return residues.length === 1 && period === 2
    ? say`odd`
    : say`${listText(residues)} more than a multiple of ${period}`;
}

const MOST_LISTED = 6;

const listText = (numbers: readonly number[]): Text =>
  numbers.length > MOST_LISTED ? `${numbers.slice(0, MOST_LISTED - 1).join(', ')} … ${numbers.at(-1)}` : anyOf(numbers);

/** `tried[n]` tells whether `n` works. */
function repeats(tried: readonly boolean[], period: number): boolean {
  const before = tried.slice(-2 * period, -period);
  return tried.length > 2 * period && before.every((works, index) => works === tried[index + tried.length - period]);
}

function ruleOf(tried: readonly boolean[], period: number): SizeRule {
  const working = tried.flatMap((works, size) => (works ? [size] : []));
  const pattern = (size: number) => tried[tried.length - period + mod(size - tried.length, period)];
  const isPeriod = (step: number) => range(period).every(size => pattern(size) === pattern(size + step));
  const step = divisors(period).find(isPeriod) ?? period;
  const residues = range(step).filter(pattern);
  const isTold = (works: boolean, size: number) => works === residues.includes(size % step);
  const from = tried.findLastIndex((works, size) => !isTold(works, size)) + 1;
  return {
    minimum: working.find(size => size >= from) ?? from,
    period: step,
    residues,
    others: working.filter(size => size < from),
  };
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const divisors = (number: number): readonly number[] =>
  range(number + 1).filter(divisor => divisor > 0 && number % divisor === 0);

const mod = (a: number, b: number): number => ((a % b) + b) % b;
