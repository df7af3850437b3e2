import { expect, test } from 'vitest';
import { bytes, exact, macs, rounded, share } from './figures.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [73728, '73,728'],
  [1814073344, '1,814,073,344'],
])('%d is exactly %s', (count, text) => expect(exact(count)).toBe(text));

test.each([
  [640, '640'],
  [1000, '1 K'],
  [73728, '73.7 K'],
  [999499, '999 K'],
  // To three digits it is 1000 K: the next unit.
  [999500, '1 M'],
  [999.6, '1 K'],
  [11689512, '11.7 M'],
  [1814073344, '1.81 G'],
  [2.5e19, '25000 P'],
  [Number.NaN, '?'],
  [Infinity, '?'],
])('%d is roughly %s', (count, text) => expect(rounded(count)).toBe(text));

test('units stand with the number', () => {
  expect(macs(640)).toBe('640 MACs');
  expect(macs(1814073344)).toBe('1.81 GMACs');
  expect(macs(Number.NaN)).toBe('? MACs');
  expect(macs(999.6)).toBe('1 KMACs');
  expect(macs(Infinity)).toBe('? MACs');
  expect(bytes(Infinity)).toBe('?');
  expect(bytes(784)).toBe('784 B');
  expect(bytes(401408)).toBe('401 KB');
});

test.each([
  [73728, 11689512, '0.63 %'],
  [1, 3, '33 %'],
  [1, 1, '100 %'],
  [1, 10000, '< 0.1 %'],
  [0, 10, '0 %'],
])('%d of %d is %s', (part, whole, text) => expect(share(part, whole)).toBe(text));
