import { expect, test } from 'vitest';
import { neighbours, ruleText, sizeRule, type SizeRule } from './size-rule.ts';
import { ENGLISH } from '../words.ts';

const rule = (
  minimum: number,
  period: number,
  residues: readonly number[],
  others: readonly number[] = [],
): SizeRule => ({ minimum, period, residues, others });

/** What works, a period that is certain, the rule it is, and its words. */
test.each<[string, (size: number) => boolean, number, SizeRule | undefined, string]>([
  ['everything', () => true, 32, rule(1, 1, [0]), 'at least 1'],
  ['a minimum inside a period', size => size >= 75, 32, rule(75, 1, [0]), 'at least 75'],
  ['multiples', size => size % 16 === 0, 32, rule(16, 16, [0]), 'multiples of 16, at least 16'],
  ['even', size => size % 2 === 0, 4, rule(2, 2, [0]), 'even, at least 2'],
  [
    'the first U-Net, whose convolutions have no padding',
    size => size >= 188 && size % 16 === 12,
    16,
    rule(188, 16, [12]),
    '12 more than a multiple of 16, at least 188',
  ],
  [
    'two classes',
    size => size >= 31 && [0, 31].includes(size % 32),
    32,
    rule(31, 32, [0, 31]),
    '0 or 31 more than a multiple of 32, at least 31',
  ],
  [
    'sizes below the rule',
    size => size === 3 || (size >= 8 && size % 4 === 0),
    4,
    rule(8, 4, [0], [3]),
    'multiples of 4, at least 8, or 3',
  ],
  [
    'a size that is written elsewhere',
    size => size >= 224 && size < 228,
    4,
    rule(228, 1, [], [224, 225, 226, 227]),
    'only 224, 225, 226 or 227',
  ],
  ['no rule up to the most that is tried', size => size % 300 === 0, 300, undefined, ''],
  ['nothing', () => false, 4, undefined, ''],
])('%s', (_, works, period, expected, text) => {
  const found = sizeRule(works, period, 512);
  expect(found).toEqual(expected);
  expect(found ? ENGLISH(ruleText(found)) : '').toBe(text);
});

test.each<[SizeRule, number, readonly number[]]>([
  [rule(16, 16, [0]), 100, [96, 112]],
  [rule(16, 16, [0]), 7, [16]],
  [rule(188, 16, [12]), 572, [556, 588]],
  [rule(228, 1, [], [224, 227]), 225, [224, 227]],
  [rule(8, 4, [0], [3]), 5, [3, 8]],
])('next to a size: %o, %i', (given, size, expected) => expect(neighbours(given, size)).toEqual(expected));
