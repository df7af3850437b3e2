import * as onnx from 'onnxruntime-web/wasm';
import { expect, test } from 'vitest';
import { agree, differenceOf } from './self-check.ts';

onnx.env.wasm.numThreads = 1;

test('a runtime agrees with itself', () => expect(agree(onnx, onnx)).resolves.toBeUndefined());

test.each([
  ['the same', [1, -2], [1, -2], 0],
  ['half of the greatest', [1, -1], [1, -2], 0.5],
  ['another size', [1], [1, -2], Infinity],
  ['no number', [1, NaN], [1, -2], Infinity],
])('a difference: %s', (_, values, expected, difference) => {
  expect(differenceOf(Float32Array.from(values), Float32Array.from(expected))).toBe(difference);
});
