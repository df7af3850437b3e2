/** Reads protobuf's wire format: https://protobuf.dev/programming-guides/encoding/. Nothing is copied. */

export interface Field {
  readonly number: number;
  /** A varint; or the bytes of anything else, as a view. */
  readonly value: number | Uint8Array;
}

/** The fields of a message, in its order; undefined when the bytes are none, or cut off. */
export function readFields(message: Uint8Array): readonly Field[] | undefined {
  const fields: Field[] = [];
  const reader = { message, at: 0 };
  while (reader.at < message.length) {
    const tag = readVarint(reader);
    const value = readValue(reader, tag % 8);
    if (value === undefined || reader.at > message.length) return undefined;
    fields.push({ number: Math.floor(tag / 8), value });
  }
  return fields;
}

interface Reader {
  readonly message: Uint8Array;
  at: number;
}

/** Wire types: how long a value is. */
const [VARINT, FIXED_64, LENGTH_DELIMITED, FIXED_32] = [0, 1, 2, 5];

function readValue(reader: Reader, wireType: number): Field['value'] | undefined {
  switch (wireType) {
    case VARINT:
      return readVarint(reader);
    case FIXED_64:
      return readBytes(reader, 8);
    case LENGTH_DELIMITED:
      return readBytes(reader, readVarint(reader));
    case FIXED_32:
      return readBytes(reader, 4);
    default:
      return undefined;
  }
}

function readBytes(reader: Reader, length: number): Uint8Array {
  const start = reader.at;
  reader.at += length;
  return reader.message.subarray(start, reader.at);
}

/**
 * Seven bits a byte, the lowest first; ten bytes are a negative number's 64-bit two's complement. Numbers beyond 2⁵³, which
 * are not exact here, are of no use to a reader of sizes. Past the end there are zeros.
 */
function readVarint(reader: Reader): number {
  let [low, high] = [0, 0];
  for (let place = 0; ; place++) {
    const byte = reader.message[reader.at++] ?? 0;
    if (place < LOW_BYTES) low += (byte % 128) * 128 ** place;
    else high += (byte % 128) * 128 ** (place - LOW_BYTES);
    if (byte < 128) return low + (place === 9 ? (high % 2 ** 15) - 2 ** 15 : high) * 128 ** LOW_BYTES;
  }
}

/** 49 bits; the other 15 of 64 are counted apart, so that small negative numbers stay exact. */
const LOW_BYTES = 7;

/** The numbers of a repeated varint field, which may be packed into one value. */
export const integersOf = (fields: readonly Field[], number: number): readonly number[] =>
  fields.flatMap(field => {
    if (field.number !== number) return [];
    return typeof field.value === 'number' ? [field.value] : packedIntegers(field.value);
  });

function packedIntegers(bytes: Uint8Array): readonly number[] {
  const reader = { message: bytes, at: 0 };
  const numbers: number[] = [];
  while (reader.at < bytes.length) numbers.push(readVarint(reader));
  return numbers;
}

/** The bytes of a field: of each of its values, in order. */
export const bytesOf = (fields: readonly Field[], number: number): readonly Uint8Array[] =>
  fields.flatMap(field => (field.number === number && typeof field.value !== 'number' ? [field.value] : []));
