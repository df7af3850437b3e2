import { describe, expect, test } from 'vitest';
import { formatCount, formatExact, formatShare, formatTime, formatValue } from './numbers.ts';

describe('a value', () => {
  test.each([
    [0, '0'],
    [1, '1'],
    [-0.01234, '−0.0123'],
    [2.5, '2.5'],
    [99.96, '100'],
    [1234.5, '1235'],
    [1_200_000, '1.2e6'],
    [-0.0002, '−2e-4'],
    [Number.NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ])('%d is %s', (value, text) => expect(formatValue(value)).toBe(text));
});

describe('a count', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [61_706, '61.7 k'],
    [11_689_512, '11.7 M'],
    [1_814_073_344, '1.81 G'],
    [5e12, '5 T'],
  ])('%d is %s', (count, text) => expect(formatCount(count)).toBe(text));

  test('has all its digits where they are asked for', () => expect(formatExact(73_728)).toBe('73,728'));
});

describe('a share', () => {
  test.each([
    [0, '0.0 %'],
    [0.00001, '< 0.1 %'],
    [0.9834, '98.3 %'],
    [1, '100.0 %'],
  ])('%d is %s', (share, text) => expect(formatShare(share)).toBe(text));
});

describe('a time', () => {
  test.each([
    [0.42, '0.4 ms'],
    [0.02, '< 0.1 ms'],
    [12.4, '12 ms'],
    [1840, '1.8 s'],
  ])('%d is %s', (milliseconds, text) => expect(formatTime(milliseconds)).toBe(text));
});
