import { expect, test } from 'vitest';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const texts = ['', 'conv1.weight', 'слой', '層.0', 'a\u0080\u07ff\u0800\uffff', '😀 𐀀 \u{10ffff}', '\0'];

test.each(texts)('%j is written as the platform writes it, and read back', text => {
  const bytes = encodeUtf8(text);
  expect(bytes).toEqual([...new TextEncoder().encode(text)]);
  expect(decodeUtf8(Uint8Array.from(bytes))).toBe(text);
});

test('a lone surrogate becomes the replacement character', () => {
  expect(decodeUtf8(Uint8Array.from(encodeUtf8('a\ud800b')))).toBe('a\ufffdb');
});

test.each([
  ['a byte that continues nothing', [0x80]],
  ['a sequence cut short', [0xe5, 0xb1]],
  ['a sequence broken by a letter', [0xc3, 0x61]],
  ['a longer form than needed', [0xc0, 0xaf]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['a point beyond the last', [0xf4, 0x90, 0x80, 0x80]],
  ['a byte that is never used', [0xff]],
])('%s is malformed', (_, bytes) => {
  expect(decodeUtf8(Uint8Array.from(bytes))).toBeUndefined();
});
