/** The part of protobuf's wire format that ONNX needs to be written: https://protobuf.dev/programming-guides/encoding/. */
import { encodeUtf8 } from './utf8.ts';

/** Bytes not yet joined: a message knows its length at once, and each byte is copied once, by `join`. */
export interface Rope {
  readonly length: number;
  readonly parts: readonly Bytes[];
}

/** Small pieces are plain arrays, which are made much faster than typed ones. */
export type Bytes = readonly number[] | Uint8Array | Rope;

/** Wire types. */
const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

/** The bytes of a whole message, in one piece. */
export function join(fields: readonly Bytes[]): Uint8Array {
  const message = rope(fields);
  const bytes = new Uint8Array(message.length);
  copyInto(bytes, 0, message);
  return bytes;
}

/** An int32, int64 or enum. */
export function varintField(field: number, value: number): Bytes {
  const bytes = tag(field, VARINT);
  pushVarint(bytes, value);
  return bytes;
}

export const floatField = (field: number, value: number): Bytes => rope([tag(field, FIXED_32), floatBytes([value])]);

export const textField = (field: number, text: string): Bytes => bytesField(field, encodeUtf8(text));

export const messageField = (field: number, fields: readonly Bytes[]): Bytes => bytesField(field, rope(fields));

export function bytesField(field: number, bytes: Bytes): Bytes {
  const head = tag(field, LENGTH_DELIMITED);
  pushVarint(head, bytes.length);
  return rope([head, bytes]);
}

/** Little-endian float32, as every machine that runs JavaScript keeps them. */
export const floatBytes = (values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

/** Little-endian int64. */
export const integerBytes = (values: readonly number[]): Uint8Array =>
  new Uint8Array(BigInt64Array.from(values, BigInt).buffer);

const rope = (parts: readonly Bytes[]): Rope => ({
  length: parts.reduce((sum, part) => sum + part.length, 0),
  parts,
});

function tag(field: number, wireType: number): number[] {
  const bytes: number[] = [];
  pushVarint(bytes, (field << 3) | wireType);
  return bytes;
}

/** Seven bits a byte, the lowest first; a negative number is written as its 64-bit two's complement. */
function pushVarint(bytes: number[], value: number): void {
  if (value < 0) return pushLongVarint(bytes, BigInt.asUintN(64, BigInt(value)));
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
}

function pushLongVarint(bytes: number[], value: bigint): void {
  let rest = value;
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
}

function copyInto(target: Uint8Array, at: number, bytes: Bytes): void {
  if (!('parts' in bytes)) return target.set(bytes, at);
  let next = at;
  for (const part of bytes.parts) {
    copyInto(target, next, part);
    next += part.length;
  }
}
