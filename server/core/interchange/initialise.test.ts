import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { initialise } from './initialise.ts';
import type { ProgramWeight } from './program.ts';

const COUNT = 1_000_000;

/** With a fan-in of 2 the variance is 1. */
const standard = (path: string): ProgramWeight => ({
  path,
  shape: [COUNT / 100, 100],
  initial: { kind: 'kaiming', fanIn: 2 },
});

const meanOf = (values: Float32Array, of: (value: number, index: number) => number): number =>
  values.reduce((sum, value, index) => sum + of(value, index), 0) / values.length;

/**
 * The mean of n draws of variance v has the standard deviation √(v/n). Powers 1 to 4 of a standard normal have the means
 * 0, 1, 0, 3 and the variances 1, 2, 15, 96. Four standard deviations are met 99.994 % of the time; the draw is fixed.
 */
test.each([
  [1, 0, 1],
  [2, 1, 2],
  [3, 0, 15],
  [4, 3, 96],
])('moment %i of a standard normal is %i, within the error of sampling', (power, moment, variance) => {
  const values = initialise(standard('conv1.weight'), 0);
  expect(Math.abs(meanOf(values, value => value ** power) - moment)).toBeLessThan(4 * Math.sqrt(variance / COUNT));
});

test('neighbouring paths and seeds are not correlated', () => {
  const values = initialise(standard('conv1.weight'), 0);
  for (const other of [initialise(standard('conv2.weight'), 0), initialise(standard('conv1.weight'), 1)])
    expect(Math.abs(meanOf(values, (value, index) => value * (other[index] ?? NaN)))).toBeLessThan(
      4 / Math.sqrt(COUNT),
    );
});

test('no value is farther out than the middle of the outermost of 65,536 equal parts, 4.3249', () => {
  const values = initialise(standard('conv1.weight'), 0);
  expect(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeCloseTo(4.3249, 4);
});

test.each([
  ['kaiming', 200, 2 / 200],
  ['lecun', 25, 1 / 25],
] as const)('%s: with a fan-in of %i the variance is %d', (kind, fanIn, variance) => {
  const values = initialise({ path: 'conv1.weight', shape: [COUNT], initial: { kind, fanIn } }, 0);
  const relative = meanOf(values, value => value ** 2) / variance;
  expect(Math.abs(relative - 1)).toBeLessThan(4 * Math.sqrt(2 / COUNT));
});

test('numbers that follow one another are not correlated', () => {
  const values = initialise(standard('conv1.weight'), 0);
  for (const distance of [1, 2, 3])
    expect(Math.abs(meanOf(values, (value, index) => value * (values[index + distance] ?? 0)))).toBeLessThan(
      4 / Math.sqrt(COUNT),
    );
});

/** The same integers with the quantiles of Python's `statistics.NormalDist().inv_cdf`, rounded to float32. */
test.each([
  [100_000, 'c8dd419bf89bcd757ddfbf6fa829af7d3679c3cc8df066a750b2732a92785551'],
  [99_999, 'b780d654467b9c570b518d727534dc623019896b0149c029cf564849b47429fb'],
])('the bits of %i values are those of an independent implementation', (count, bits) => {
  const weight: ProgramWeight = { path: 'conv1.weight', shape: [count], initial: { kind: 'kaiming', fanIn: 25 } };
  const bytes = new Uint8Array(initialise(weight, 0).buffer);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(bits);
});

test('xavier: with fan-in 3·9·7000 and fan-out 5·9·7000 the variance is 2 / (8·9·7000)', () => {
  const shape = [5, 3, 3, 3, 7000];
  const values = initialise({ path: 'conv1.weight', shape, initial: { kind: 'xavier' } }, 0);
  const relative = meanOf(values, value => value ** 2) / (2 / (8 * 9 * 7000));
  expect(Math.abs(relative - 1)).toBeLessThan(4 * Math.sqrt(2 / values.length));
});

test('a constant is everywhere', () => {
  const ones: ProgramWeight = { path: 'bn.weight', shape: [3], initial: { kind: 'constant', value: 1 } };
  expect(initialise(ones, 5)).toEqual(Float32Array.of(1, 1, 1));
});
