import { expect, test } from 'vitest';
import { isProblem, readSafetensors } from './safetensors.ts';
import { floatsOf } from './stored-floats.ts';

/** A file of a header, given as JSON's text or as what it means, and data. */
function fileOf(header: unknown, data: Uint8Array = new Uint8Array()): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
}

const entry = (dtype: string, shape: readonly number[], start: number, end: number) => ({
  dtype,
  shape,
  data_offsets: [start, end],
});

const littleEndian = (array: ArrayBufferView): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

test('tensors are read by name, in the order of the header, without copying', () => {
  const header = {
    __metadata__: { format: 'pt' },
    'conv.weight': entry('F32', [2, 1], 0, 8),
    'слой.bias': entry('I64', [], 8, 16),
    empty: entry('F32', [0, 3], 16, 16),
  };
  const file = fileOf(header, littleEndian(Float32Array.of(1, -2, 0, 0)));
  const tensors = readSafetensors(file);
  if (isProblem(tensors)) throw new Error(tensors.problem);
  expect([...tensors].map(([name, { dtype, shape }]) => [name, dtype, shape])).toEqual([
    ['conv.weight', 'F32', [2, 1]],
    ['слой.bias', 'I64', []],
    ['empty', 'F32', [0, 3]],
  ]);
  const bytes = tensors.get('conv.weight')?.bytes;
  expect(bytes?.buffer).toBe(file.buffer);
  expect(bytes).toEqual(littleEndian(Float32Array.of(1, -2)));
});

test('a file within a larger buffer is read from its own start', () => {
  const file = fileOf({ a: entry('U8', [1], 0, 1) }, Uint8Array.of(7));
  const within = new Uint8Array(file.length + 3);
  within.set(file, 3);
  const tensors = readSafetensors(within.subarray(3));
  expect(isProblem(tensors) ? tensors : tensors.get('a')?.bytes).toEqual(Uint8Array.of(7));
});

test.each([
  ['The file has 3 bytes; the length of its header alone takes 8.', new Uint8Array(3)],
  [
    'The header should have 100 bytes, but 2 follow: cut off, or no safetensors file.',
    Uint8Array.of(100, 0, 0, 0, 0, 0, 0, 0, 1, 2),
  ],
  [
    // The first bytes of a PNG, read as a length: 89 50 4e 47 0d 0a 1a 0a.
    'The header should have 727905341920923785 bytes, but 0 follow: cut off, or no safetensors file.',
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  ],
  ['The header is not UTF-8 text.', Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0xff)],
  ['The header is not a JSON object.', fileOf('{"a":')],
  ['The header is not a JSON object.', fileOf([])],
  ['a has no dtype.', fileOf({ a: null })],
  ['a has no dtype.', fileOf({ a: { shape: [1], data_offsets: [0, 4] } })],
  ['a has no shape of whole numbers.', fileOf({ a: entry('F32', [1.5], 0, 4) })],
  ['a has no shape of whole numbers.', fileOf({ a: entry('F32', [-1], 0, 4) })],
  ['a has no data_offsets [begin, end].', fileOf({ a: { dtype: 'F32', shape: [1], data_offsets: [0] } })],
  ['a has no data_offsets [begin, end].', fileOf({ a: entry('F32', [1], 4, 0) }, new Uint8Array(4))],
  ['a has the unknown dtype Q4.', fileOf({ a: entry('Q4', [2], 0, 1) }, new Uint8Array(1))],
  ['a, 2×3 of F32, takes 24 bytes, but has 20.', fileOf({ a: entry('F32', [2, 3], 0, 20) }, new Uint8Array(20))],
  ['a, one number of F64, takes 8 bytes, but has 4.', fileOf({ a: entry('F64', [], 0, 4) }, new Uint8Array(4))],
  [
    'a ends at byte 24 of the data, but the file has 20: it is cut off.',
    fileOf({ a: entry('F32', [2, 3], 0, 24) }, new Uint8Array(20)),
  ],
  [
    'b begins at byte 4 of the data, inside a, which ends at 8.',
    fileOf({ a: entry('F32', [2], 0, 8), b: entry('F32', [1], 4, 8) }, new Uint8Array(8)),
  ],
])('%s', (problem, file) => {
  expect(readSafetensors(file)).toEqual({ problem });
});

const values: readonly (readonly [dtype: string, bytes: ArrayBufferView, floats: readonly number[]])[] = [
  ['F32', Float32Array.of(0.1, -3), [Math.fround(0.1), -3]],
  ['F64', Float64Array.of(0.1, 1e300), [Math.fround(0.1), Infinity]],
  ['BF16', Uint16Array.of(0x3f80, 0xc049, 0x7f80), [1, -3.140625, Infinity]],
  // One, minus two, the largest, the least normal, the least subnormal, minus zero, infinity.
  [
    'F16',
    Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x8000, 0xfc00),
    [1, -2, 65504, 2 ** -14, 2 ** -24, -0, -Infinity],
  ],
  ['F16', Uint16Array.of(0x8001, 0x7e00), [-(2 ** -24), NaN]],
];

test.each(values)('%s is read as float32, wherever it begins', (dtype, stored, floats) => {
  const bytes = littleEndian(stored);
  const unaligned = new Uint8Array(bytes.length + 1);
  unaligned.set(bytes, 1);
  for (const place of [bytes, unaligned.subarray(1)])
    expect(floatsOf({ dtype, shape: [floats.length], bytes: place })).toEqual(Float32Array.from(floats));
});

test('float32 at a multiple of four is not copied', () => {
  const bytes = littleEndian(Float32Array.of(1, 2, 3)).subarray(4);
  const floats = floatsOf({ dtype: 'F32', shape: [2], bytes });
  expect('buffer' in floats && floats.buffer).toBe(bytes.buffer);
});

test('integers are no weights', () => {
  expect(floatsOf({ dtype: 'I64', shape: [], bytes: new Uint8Array(8) })).toEqual({
    problem: 'The file has it as I64; weights are F32, F16, BF16 or F64.',
  });
});
