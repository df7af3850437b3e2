import type { Shape } from '../ops/shape.ts';
import { encodeUtf8 } from './utf8.ts';

/**
 * A file of float32 tensors: eight bytes of length, a JSON header padded with spaces to a multiple of eight, and the
 * numbers (https://github.com/huggingface/safetensors#format). Each is copied once.
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, { readonly shape: Shape; readonly data: Float32Array }>,
): Uint8Array {
  let end = 0;
  const entries = [...tensors].map(([name, { shape, data }]) => {
    const start = end;
    end += data.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [start, end] }] as const;
  });
  const json = encodeUtf8(JSON.stringify(Object.fromEntries(entries)));
  const length = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + length + end).fill(SPACE, 8 + json.length, 8 + length);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.set(json, 8);
  let at = 8 + length;
  for (const { data } of tensors.values()) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}

const SPACE = 0x20;
