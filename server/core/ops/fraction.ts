/** Exact ratios, for operations whose outputs step over their inputs by a fraction. */

export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

export const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** `a / b` in lowest terms, for whole numbers; `0 / b` is `0 / 1`. */
export function ratio(a: number, b: number): Fraction {
  const common = greatestCommonDivisor(a, b);
  return { numerator: a / common, denominator: b / common };
}

/**
 * The simplest fraction that is `value` to the last digit of a float: `27 / 10` of 2.7, `1 / 3` of 1 / 3. By continued
 * fractions: https://en.wikipedia.org/wiki/Continued_fraction#Best_rational_approximations
 */
export function fractionOf(value: number): Fraction {
  let [before, current] = [
    { numerator: 0, denominator: 1 },
    { numerator: 1, denominator: 0 },
  ];
  let rest = value;
  do {
    const whole = Math.floor(rest);
    const next = {
      numerator: whole * current.numerator + before.numerator,
      denominator: whole * current.denominator + before.denominator,
    };
    [before, current] = [current, next];
    rest = 1 / (rest - whole);
  } while (Number.isFinite(rest) && current.numerator / current.denominator !== value);
  return current;
}
