import { expect, test } from 'vitest';
import { areaPath, indexAt, peakOf, stepPath } from './steps.ts';

test('a step a layer', () => expect(stepPath([1, 4], 4)).toBe('M0 0.75H0.5L0.5 0H1'));
test('a gap where nothing is known', () =>
  expect(stepPath([1, undefined, 2, 4], 4)).toBe('M0 0.75H0.25M0.5 0.5H0.75L0.75 0H1'));
test('an area down to zero', () => expect(areaPath([1, 4], 4)).toBe('M0 1L0 0.75H0.5L0.5 0H1V1Z'));

test.each([
  [0, 4, 0],
  [0.49, 4, 1],
  [1, 4, 3],
  [-0.1, 4, 0],
])('at %d of %d layers is layer %d', (share, count, expected) => expect(indexAt(share, count)).toBe(expected));

test.each([
  ['the first of the greatest', [1, 5, 5, 2], 1],
  ['of what is known', [undefined, 3], 1],
  ['of nothing', [], undefined],
  ['of nothing known', [undefined], undefined],
])('the peak %s', (_, values, expected) => expect(peakOf(values)).toBe(expected));
