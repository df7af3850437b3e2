import { describe, expect, test } from 'vitest';
import { formulaText, transposedFormula, windowFormula } from './size-formula.ts';
import type { Window } from './window.ts';

const window = (kernel: number, stride: number, more: Partial<Window> = {}): Window => ({
  kernel: [kernel],
  stride: [stride],
  dilation: [1],
  padding: [[0, 0]],
  ...more,
});

describe('a sliding window', () => {
  test.each<[string, number, Window, number, string]>([
    ['floor', 56, window(3, 2, { padding: [[1, 1]] }), 28, '⌊(56 + 2·1 − 1·(3−1) − 1)/2⌋ + 1 = 28'],
    ['dilation', 10, window(3, 1, { dilation: [2] }), 6, '⌊(10 + 2·0 − 2·(3−1) − 1)/1⌋ + 1 = 6'],
    // ⌈112/2⌉ = 56 outputs need (56−1)·2 + 3 = 113 inputs: one more than there are, at the end.
    ['padding=same', 112, window(3, 2, { padding: 'same' }), 56, '⌊(112 + 0 + 1 − 1·(3−1) − 1)/2⌋ + 1 = 56'],
    ['ceiling', 112, window(3, 2, { ceil_mode: true }), 56, '⌈(112 + 2·0 − 1·(3−1) − 1)/2⌉ + 1 = 56'],
    // ⌈2.5⌉ + 1 = 4 windows, the last from index 3·2 − 1 = 5 on, which is the padding of 5 inputs.
    [
      'a window in the padding',
      5,
      window(2, 2, { ceil_mode: true, padding: [[1, 1]] }),
      3,
      '⌈(5 + 2·1 − 1·(2−1) − 1)/2⌉ + 1 − 1 = 3',
    ],
  ])('with %s', (_, size, given, output, text) =>
    expect(formulaText(windowFormula([8, size], given, [8, output], 0))).toBe(text),
  );
});

test('a transposed convolution', () => {
  const axis = { size: 8, kernel: 4, stride: 2, dilation: 1, before: 1, after: 1, extra: 0 };
  expect(formulaText(transposedFormula(axis, 16))).toBe('(8−1)·2 − 2·1 + 1·(4−1) + 0 + 1 = 16');
  expect(formulaText(transposedFormula({ ...axis, after: 0 }, 17))).toBe('(8−1)·2 − (1 + 0) + 1·(4−1) + 0 + 1 = 17');
});

test('each number knows by what it was given', () => {
  const numbers = windowFormula([8, 56], window(3, 2, { padding: [[1, 1]] }), [8, 28], 0).filter(
    part => typeof part !== 'string',
  );
  expect(numbers).toEqual([
    { number: 56, by: 'input' },
    { number: 1, by: 'padding' },
    { number: 1, by: 'dilation' },
    { number: 3, by: 'kernel' },
    { number: 2, by: 'stride' },
  ]);
});
