/** UTF-8, because the core has neither TextEncoder nor TextDecoder: they are the platform's, not the language's. */

/** A lone surrogate is written as U+FFFD, as TextEncoder does. */
export function encodeUtf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const point = text.codePointAt(at) ?? REPLACEMENT;
    if (point > 0xffff) at++;
    encodePoint(0xd800 <= point && point <= 0xdfff ? REPLACEMENT : point, bytes);
  }
  return bytes;
}

/** Undefined when `bytes` are not well-formed UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const length = sequenceLength(first);
    const point = length === 1 ? first : decodeLong(bytes.subarray(at, at + length), length);
    if (point === undefined) return undefined;
    text += String.fromCodePoint(point);
    at += length;
  }
  return text;
}

const REPLACEMENT = 0xfffd;

/** The least code point of a sequence of 2, 3 and 4 bytes: a longer form than needed is malformed (RFC 3629, section 3). */
const LEAST = [0, 0, 0x80, 0x800, 0x10000];

function encodePoint(point: number, bytes: number[]): void {
  const length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  if (length === 1) {
    bytes.push(point);
    return;
  }
  bytes.push(((0xf00 >> length) & 0xff) | (point >> (6 * (length - 1))));
  for (let rest = length - 2; rest >= 0; rest--) bytes.push(0x80 | ((point >> (6 * rest)) & 0x3f));
}

/** 0 for a byte that cannot begin a character. */
const sequenceLength = (first: number): number =>
  first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 0;

function decodeLong(sequence: Uint8Array, length: number): number | undefined {
  if (length === 0 || sequence.length < length) return undefined;
  let point = 0;
  for (const [place, byte] of sequence.entries()) {
    if (place > 0 && (byte & 0xc0) !== 0x80) return undefined;
    point = (point << 6) | (place > 0 ? byte & 0x3f : byte & (0x7f >> length));
  }
  const surrogate = 0xd800 <= point && point <= 0xdfff;
  return surrogate || point < (LEAST[length] ?? 0) || point > 0x10ffff ? undefined : point;
}
