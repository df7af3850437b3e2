/**
 * NumPy's file of one array: a magic string, the version, the length of a header, the header, which is a Python
 * dictionary, and the numbers (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 */
import type { Shape } from '../ops/shape.ts';
import type { Problem, StoredTensor } from './safetensors.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const MAGIC = [0x93, ...encodeUtf8('NUMPY')];

/** Of version 1.0: magic, two bytes of version, two of the header's length. */
const PREFIX = 10;

/** The numbers begin at a multiple of this. */
const ALIGNMENT = 64;

/** A file of version 1.0 with float32 in C order. */
export function encodeNpy(shape: Shape, data: Float32Array): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sizes}), }`;
  const start = Math.ceil((PREFIX + header.length + 1) / ALIGNMENT) * ALIGNMENT;
  const length = start - PREFIX;
  const file = new Uint8Array(start + data.byteLength);
  file.set([...MAGIC, 1, 0, length % 256, Math.floor(length / 256)]);
  file.set(encodeUtf8(`${header.padEnd(length - 1)}\n`), PREFIX);
  file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start);
  return file;
}

/** NumPy's names of the dtypes of floats, little-endian, as safetensors spells them. */
const DTYPES: Readonly<Record<string, string>> = { '<f4': 'F32', '<f8': 'F64', '<f2': 'F16' };

const WIDTHS: Readonly<Record<string, number>> = { F32: 4, F64: 8, F16: 2 };

/** The array of a file, its numbers as a view; or why it cannot be read. */
export function readNpy(file: Uint8Array): StoredTensor | Problem {
  if (!MAGIC.every((byte, index) => file[index] === byte)) return { problem: 'It is not a NumPy file.' };
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const wide = (file[6] ?? 0) >= 2;
  const prefix = wide ? PREFIX + 2 : PREFIX;
  if (file.length < prefix) return { problem: 'It is cut off.' };
  const end = prefix + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = decodeUtf8(file.subarray(prefix, end)) ?? '';
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? '';
  const dtype = DTYPES[descr];
  const sizes = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (sizes === undefined) return { problem: 'Its header has no shape.' };
  if (dtype === undefined) return { problem: `It holds ${descr || 'objects'}, not floats.` };
  if (/'fortran_order':\s*True/.test(header)) return { problem: 'It is in Fortran order; C order is read.' };
  const shape = (sizes.match(/\d+/g) ?? []).map(Number);
  const bytes = shape.reduce((product, size) => product * size, WIDTHS[dtype] ?? NaN);
  if (file.length - end < bytes)
    return { problem: `It has ${file.length - end} bytes of numbers; its shape takes ${bytes}.` };
  return { dtype, shape, bytes: file.subarray(end, end + bytes) };
}
