import { describe, expect, test } from 'vitest';
import { formatShare, formatTime, formatValue } from './numbers.ts';

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
