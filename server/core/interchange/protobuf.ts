/** The part of protobuf's wire format that ONNX needs to be written: https://protobuf.dev/programming-guides/encoding/. */
import { encodeUtf8 } from './utf8.ts';

/** Bytes not yet joined: a message knows its length at once, and each byte is copied once, by `join`. */
export interface Rope {
  readonly byteLength: number;
  readonly parts: readonly Bytes[];
}

export type Bytes = Uint8Array | Rope;

/** Wire types. */
const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

/** The bytes of a whole message, in one piece. */
export function join(fields: readonly Bytes[]): Uint8Array {
  const message = rope(fields);
  const bytes = new Uint8Array(message.byteLength);
  copyInto(bytes, 0, message);
  return bytes;
}

/** An int32, int64 or enum. */
export const varintField = (field: number, value: number): Bytes =>
  Uint8Array.from([...tag(field, VARINT), ...varint(value)]);

export const floatField = (field: number, value: number): Bytes =>
  rope([Uint8Array.from(tag(field, FIXED_32)), floatBytes([value])]);

export const textField = (field: number, text: string): Bytes => bytesField(field, encodeUtf8(text));

export const messageField = (field: number, fields: readonly Bytes[]): Bytes => bytesField(field, rope(fields));

export const bytesField = (field: number, bytes: Bytes): Bytes =>
  rope([Uint8Array.from([...tag(field, LENGTH_DELIMITED), ...varint(bytes.byteLength)]), bytes]);

/** Little-endian float32, as every machine that runs JavaScript keeps them. */
export const floatBytes = (values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

/** Little-endian int64. */
export const integerBytes = (values: readonly number[]): Uint8Array =>
  new Uint8Array(BigInt64Array.from(values, BigInt).buffer);

const rope = (parts: readonly Bytes[]): Rope => ({
  byteLength: parts.reduce((sum, part) => sum + part.byteLength, 0),
  parts,
});

const tag = (field: number, wireType: number): readonly number[] => varint((field << 3) | wireType);

/** Seven bits a byte, the lowest first; a negative number is written as its 64-bit two's complement. */
function varint(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}

function copyInto(target: Uint8Array, at: number, bytes: Bytes): void {
  if (bytes instanceof Uint8Array) return target.set(bytes, at);
  let next = at;
  for (const part of bytes.parts) {
    copyInto(target, next, part);
    next += part.byteLength;
  }
}
