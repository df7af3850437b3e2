import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOnnxTensors } from './onnx-tensors.ts';
import { bytesField, integerBytes, join as message, messageField, textField, varintField } from './protobuf.ts';
import { isProblem } from './safetensors.ts';

/** Exported by PyTorch. */
const lenet = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../test/truth/onnx/lenet5.onnx')));

test('an exported model’s tensors have the state dict’s names and sizes, as views', () => {
  const tensors = readOnnxTensors(lenet);
  if (isProblem(tensors)) throw new Error(tensors.problem);
  // LeNet-5 as its paper has it: 156, 2,416, 48,120, 10,164 and 850 parameters.
  const sizes = [...tensors].map(([name, { dtype, shape }]) => `${name} ${dtype} ${shape.join('x')}`);
  expect(sizes).toMatchInlineSnapshot(`
    [
      "0.weight F32 6x1x5x5",
      "0.bias F32 6",
      "3.weight F32 16x6x5x5",
      "3.bias F32 16",
      "7.weight F32 120x400",
      "7.bias F32 120",
      "9.weight F32 84x120",
      "9.bias F32 84",
      "11.weight F32 10x84",
      "11.bias F32 10",
    ]
  `);
  expect([...tensors.values()].every(({ bytes }) => bytes.buffer === lenet.buffer)).toBe(true);
});

const model = (...tensor: Parameters<typeof message>[0]) => message([messageField(7, [messageField(5, [...tensor])])]);
const [two, three, name] = [varintField(1, 2), varintField(1, 3), textField(8, 'w')];

describe('a tensor', () => {
  test.each([
    ['of float32', 1, 'F32', 24],
    ['of float16', 10, 'F16', 12],
    ['of bfloat16', 16, 'BF16', 12],
    ['of float64', 11, 'F64', 48],
  ])('%s', (_, type, dtype, length) => {
    const bytes = new Uint8Array(length).fill(1);
    const read = readOnnxTensors(model(two, three, varintField(2, type), name, bytesField(9, bytes)));
    expect(read).toEqual(new Map([['w', { dtype, shape: [2, 3], bytes }]]));
  });

  test('whose floats are a field of their own, its dimensions packed', () => {
    const read = readOnnxTensors(
      model(bytesField(1, [2, 3]), varintField(2, 1), name, bytesField(4, new Uint8Array(24))),
    );
    expect(read).toEqual(new Map([['w', { dtype: 'F32', shape: [2, 3], bytes: new Uint8Array(24) }]]));
  });

  test('of integers is no weight', () =>
    expect(readOnnxTensors(model(two, varintField(2, 7), name, bytesField(9, integerBytes([1, 2]))))).toEqual(
      new Map(),
    ));

  test.each([
    ['with too few bytes', [bytesField(9, new Uint8Array(20))], 'w, 2×3 of F32, takes 24 bytes, but has 20.'],
    ['without bytes', [], 'w, 2×3 of F32, takes 24 bytes, but has 0.'],
    [
      'in another file',
      [varintField(14, 1)],
      'w is in a file of its own beside the model; only weights within the file are read.',
    ],
  ])('%s is told', (_, rest, problem) =>
    expect(readOnnxTensors(model(two, three, varintField(2, 1), name, ...rest))).toEqual({ problem }),
  );
});

test.each([
  ['nothing', new Uint8Array()],
  ['text', new TextEncoder().encode('no model')],
  ['half a model', lenet.subarray(0, 1000)],
])('%s is no model', (_, bytes) =>
  expect(readOnnxTensors(bytes)).toEqual({ problem: 'It is no ONNX model, or cut off.' }),
);

test('whatever is cut off or changed in a file, there is an answer', () => {
  for (let at = 0; at < 4000; at += 7) {
    const broken = lenet.slice(0, 4000);
    broken[at] = 0xff;
    expect(() => readOnnxTensors(broken)).not.toThrow();
  }
});
