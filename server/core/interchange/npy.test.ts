import { describe, expect, test } from 'vitest';
import { encodeNpy, readNpy } from './npy.ts';

/** What `numpy.save` of NumPy 2.4 wrote for `numpy.array([[1, 2, -3]], dtype="<f4")`. */
const NUMPY = Uint8Array.from([
  ...[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 0x01, 0x00, 0x76, 0x00],
  ...new TextEncoder().encode(`${"{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }".padEnd(117)}\n`),
  ...[0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x40, 0xc0],
]);

test('a file is NumPy’s, byte for byte', () => expect(encodeNpy([1, 3], Float32Array.of(1, 2, -3))).toEqual(NUMPY));

test('NumPy’s is read, as a view', () => {
  const tensor = readNpy(NUMPY);
  expect(tensor).toEqual({ dtype: 'F32', shape: [1, 3], bytes: NUMPY.subarray(128) });
  expect('bytes' in tensor && tensor.bytes.buffer).toBe(NUMPY.buffer);
});

test.each([[[]], [[4]], [[2, 3, 1]]])('shape %j comes back', shape => {
  const data = new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(0.5);
  expect(readNpy(encodeNpy(shape, data))).toMatchObject({ dtype: 'F32', shape });
});

describe('what is no file of floats says why', () => {
  const edited = (from: string, to: string) => {
    const text = Array.from(NUMPY, byte => String.fromCharCode(byte)).join('');
    return Uint8Array.from(text.replace(from, to), character => character.charCodeAt(0));
  };

  test.each([
    ['another format', new Uint8Array([1, 2, 3]), 'It is not a NumPy file.'],
    ['integers', edited('<f4', '<i8'), 'It holds <i8, not floats.'],
    ['Fortran order', edited('False', 'True '), 'It is in Fortran order; C order is read.'],
    ['no shape', edited('(1, 3)', '[1, 3]'), 'Its header has no shape.'],
    ['a cut', NUMPY.subarray(0, 130), 'It has 2 bytes of numbers; its shape takes 12.'],
  ])('%s', (_, file, problem) => expect(readNpy(file)).toEqual({ problem }));
});
