import { expect, test } from 'vitest';
import { encodeSafetensors } from './safetensors-encode.ts';
import { isProblem, readSafetensors } from './safetensors.ts';
import { floatsOf } from './stored-floats.ts';

test('what is written is read', () => {
  const tensors = new Map([
    ['conv1.weight', { shape: [2, 1, 1], data: Float32Array.of(1, -2) }],
    ['π', { shape: [3], data: Float32Array.of(0.1, 0.2, 0.3) }],
  ]);
  const file = encodeSafetensors(tensors);
  const read = readSafetensors(file);
  expect(isProblem(read)).toBe(false);
  const back = isProblem(read)
    ? []
    : [...read].map(([name, stored]) => [name, { shape: stored.shape, data: floatsOf(stored) }]);
  expect(back).toEqual([...tensors]);
  // The header's length is a multiple of eight, so that the numbers are aligned.
  expect(new DataView(file.buffer).getBigUint64(0, true) % 8n).toBe(0n);
});
