/** Attention by its formula (Vaswani et al., 2017, section 3.2), step by step, on lists. */
import { expect, test } from 'vitest';
import { differing } from './differing.ts';
import { positiveTensor } from './positive.ts';

/** Row by row. */
type Matrix = readonly (readonly number[])[];

const rowsOf = (data: Float32Array, width: number): Matrix =>
  Array.from({ length: data.length / width }, (_, row) => Array.from(data.subarray(row * width, (row + 1) * width)));

const transposed = (matrix: Matrix): Matrix =>
  (matrix[0] ?? []).map((_, column) => matrix.map(row => row[column] ?? NaN));

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? NaN), 0);

/** `matrix · weightᵀ + bias`. */
const projected = (matrix: Matrix, weight: Matrix, bias: readonly number[]): Matrix =>
  matrix.map(row => weight.map((weights, output) => dot(row, weights) + (bias[output] ?? 0)));

function softmax(scores: readonly number[]): readonly number[] {
  const powers = scores.map(Math.exp);
  return powers.map(power => power / powers.reduce((sum, other) => sum + other));
}

const columns = (matrix: Matrix, from: number, count: number): Matrix =>
  matrix.map(row => row.slice(from, from + count));

function attended(query: Matrix, key: Matrix, value: Matrix): Matrix {
  const features = transposed(value);
  return query.map(row => {
    const weights = softmax(key.map(other => dot(row, other) / Math.sqrt(row.length)));
    return features.map(feature => dot(weights, feature));
  });
}

const [CHANNELS, HEADS, SIZE] = [4, 2, 2];

/** Weights and biases are the first numbers of the positive tensor. */
const numbers = (count: number): Float32Array => positiveTensor([count]).data;

function wantedOf(tokens: Matrix, biased: boolean): readonly number[] {
  const bias = (count: number) => (biased ? Array.from(numbers(count)) : []);
  const all = projected(tokens, rowsOf(numbers(3 * CHANNELS * CHANNELS), CHANNELS), bias(3 * CHANNELS));
  const heads = Array.from({ length: HEADS }, (_, head) => {
    const [query = [], key = [], value = []] = [0, 1, 2].map(part => columns(all, part * CHANNELS + head * SIZE, SIZE));
    return attended(query, key, value);
  });
  const joined = tokens.map((_, position) => heads.flatMap(head => head[position] ?? []));
  const result = projected(joined, rowsOf(numbers(CHANNELS * CHANNELS), CHANNELS), bias(CHANNELS));
  return transposed(result).flat();
}

test.each([true, false])('attention with bias %s', async bias => {
  const input = positiveTensor([CHANNELS, 2, 3]);
  const wanted = wantedOf(transposed(rowsOf(input.data, 6)), bias);
  expect(await differing('attention', { heads: HEADS, bias }, input, wanted)).toEqual([]);
});
