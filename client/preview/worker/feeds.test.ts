import { describe, expect, test } from 'vitest';
import { coverCrop, inputTensor, pictureSize } from './feeds.ts';
import type { Pixels } from './messages.ts';
import { ENGLISH } from '#core/words.ts';

const input = (shape: readonly number[], mean: readonly number[] = [], std: readonly number[] = []) => ({
  value: 'input',
  shape,
  mean,
  std,
});

/** One row of pixels. */
const pixels = (...colours: readonly (readonly [number, number, number])[]): Pixels => ({
  data: new Uint8ClampedArray(colours.flatMap(([red, green, blue]) => [red, green, blue, 255])),
  width: colours.length,
  height: 1,
});

const values = (data: Float32Array) => Array.from(data, value => Number(value.toFixed(5)));

describe('a picture becomes a tensor', () => {
  test.each([
    // 0.299 · 1 + 0.587 · 0.2 + 0.114 · 0.4 = 0.462.
    ['grey is luma', [1, 1, 1], pixels([255, 51, 102]), [], [], [0.462], 'grey'],
    ['grey stays itself', [1, 1, 2], pixels([51, 51, 51], [255, 255, 255]), [], [], [0.2, 1], 'grey'],
    ['colours are planes', [3, 1, 2], pixels([255, 51, 0], [0, 102, 51]), [], [], [1, 0, 0.2, 0.4, 0, 0.2], 'RGB'],
    // (1 − 0.5) / 0.25 = 2; (0.2 − 0.1) / 0.5 = 0.2; (0.4 − 0.4) / 1 = 0.
    ['each channel its own', [3, 1, 1], pixels([255, 51, 102]), [0.5, 0.1, 0.4], [0.25, 0.5, 1], [2, 0.2, 0], 'RGB'],
    ['one mean for all', [3, 1, 1], pixels([255, 51, 102]), [0.2], [2], [0.4, 0, 0.1], 'RGB'],
    [
      'more channels repeat',
      [4, 1, 1],
      pixels([255, 51, 102]),
      [],
      [],
      [1, 0.2, 0.4, 1],
      'red, green and blue over and over for 4 channels',
    ],
  ] as const)('%s', (_, shape, picture, mean, std, expected, made) => {
    const tensor = inputTensor(input(shape, mean, std), picture, 0);
    expect(values(tensor.data)).toEqual(expected);
    expect(ENGLISH(tensor.made)).toBe(made);
    expect(tensor.shape).toEqual(shape);
  });
});

describe('noise', () => {
  const { data, made } = inputTensor(input([2, 50, 100]), undefined, 0);
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;

  test('says so', () => expect(ENGLISH(made)).toBe('seeded noise'));
  // Of 10,000 draws the mean has a standard deviation of 0.01, the variance of 0.014.
  test('has mean 0', () => expect(Math.abs(mean)).toBeLessThan(0.05));
  test('has variance 1', () =>
    expect(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length).toBeCloseTo(1, 1));
});

describe('without a picture', () => {
  const made = (shape: readonly number[], fill: 'constant' | 'impulse') => [
    ...inputTensor(input(shape), undefined, 0, fill).data,
  ];

  test('ones', () => expect(made([2, 1, 2], 'constant')).toEqual([1, 1, 1, 1]));
  // Row 1 of 3, column 1 of 2: place 1 · 2 + 1 of 6, in each channel.
  test('a one in the middle of every channel', () =>
    expect(made([2, 3, 2], 'impulse')).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0]));
  test('a one in the middle of a sequence', () => expect(made([1, 5], 'impulse')).toEqual([0, 0, 1, 0, 0]));
  test('every feature of a flat input is its own middle', () => expect(made([3], 'impulse')).toEqual([1, 1, 1]));
});

test.each([
  ['a picture', [3, 224, 200], { width: 200, height: 224 }],
  ['a flat input', [784], undefined],
  ['a sound', [1, 16000], undefined],
  ['a film', [3, 16, 112, 112], undefined],
])('%s of %j wants %j', (_, shape, expected) => expect(pictureSize(input(shape))).toEqual(expected));

test.each([
  ['the whole', { width: 28, height: 28 }, { width: 28, height: 28 }, { x: 0, y: 0, width: 28, height: 28 }],
  [
    'the middle of a wide one',
    { width: 400, height: 200 },
    { width: 100, height: 100 },
    { x: 100, y: 0, width: 200, height: 200 },
  ],
  [
    'the middle of a high one',
    { width: 90, height: 200 },
    { width: 3, height: 2 },
    { x: 0, y: 70, width: 90, height: 60 },
  ],
  ['all of a small one', { width: 10, height: 10 }, { width: 224, height: 224 }, { x: 0, y: 0, width: 10, height: 10 }],
])('covering takes %s', (_, from, to, crop) => expect(coverCrop(from, to)).toEqual(crop));
