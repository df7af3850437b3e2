import { describe, expect, test } from 'vitest';
import { fixture, NET } from './fixture.ts';
import { DEFAULT_HINTS, type HintSettings } from './hint-settings.ts';
import { inlayHints } from './inlay-hints.ts';
import { ENGLISH } from '../words.ts';

/** The text with its hints where an editor shows them. */
function shown(text: string, settings: HintSettings = DEFAULT_HINTS): string {
  const { analysis } = fixture(text);
  const hints = inlayHints(analysis, { start: 0, end: text.length }, settings);
  return hints.reduceRight(
    (all, { offset, text: hint }) => `${all.slice(0, offset)}  ‹${ENGLISH(hint)}›${all.slice(offset)}`,
    text,
  );
}

test('each line has the hint of its last call, a block that of its first use', () => {
  expect(shown(NET)).toBe(`## Sees little, costs less.
model Net(classes=10) {
  input(3x32x32)
  conv1 = conv(16, 3, stride=2, padding=1)  ‹16×16×16 · RF 3›
  relu  ‹16×16×16 · RF 3›
  unit(32)  ‹32×16×16 · RF 7›
  unit(32) # again  ‹32×16×16 · RF 11›
  global_avgpool -> flatten  ‹32 · RF global›
  fc = linear(classes)  ‹10 · RF global›
}

## Adds what it sees.
block unit(out, size=3) {
  add(
    conv(out, size, padding=same),  ‹32×16×16 · RF 7›
    skip = conv(out, 1),  ‹32×16×16 · RF 3›
  )  ‹32×16×16 · RF 7›
  relu  ‹32×16×16 · RF 7›
}
`);
});

test('parameters and MACs are those of all that a call makes', () => {
  const settings = { shape: false, receptiveField: false, params: true, macs: true, arguments: false };
  const lines = shown(NET, settings).split('\n');
  expect(lines.filter(line => line.includes('‹')).map(line => line.trim())).toEqual([
    'conv1 = conv(16, 3, stride=2, padding=1)  ‹448 params · 111 KMACs›',
    // 4640 + 544, and 1,179,648 + 131,072.
    'unit(32)  ‹5.18 K params · 1.31 MMACs›',
    // 9248 + 1056, and 2,359,296 + 262,144.
    'unit(32) # again  ‹10.3 K params · 2.62 MMACs›',
    'fc = linear(classes)  ‹330 params · 320 MACs›',
    'conv(out, size, padding=same),  ‹4.64 K params · 1.18 MMACs›',
    'skip = conv(out, 1),  ‹544 params · 131 KMACs›',
  ]);
});

describe('one line', () => {
  const line = (text: string): string => shown(`model A {\n${text}\n}\n`).split('\n').slice(1, -2).join('\n');

  test.each([
    // Kernel 1 in height, 7 in width.
    ['input(1x8x16)\nconv(4, 1x7)', 'input(1x8x16)\nconv(4, 1x7)  ‹4×8×10 · RF 1×7›'],
    ['input(2x100)\nconv(4, 5, stride=5)', 'input(2x100)\nconv(4, 5, stride=5)  ‹4×20 · RF 5›'],
    // 1 + 6·2 = 13 rows of an input of 4: a window has its size, however little there is to see.
    [
      'input(1x4x4)\nrepeat 5 { relu -> conv(1, 3, padding=1) }\nconv(1, 3, padding=1)',
      'input(1x4x4)\nrepeat 5 { relu -> conv(1, 3, padding=1) }  ‹1×4×4 · RF 3›\nconv(1, 3, padding=1)  ‹1×4×4 · RF 13›',
    ],
    // A flat input has no axis to see along.
    ['input(8)\nlinear(4)', 'input(8)\nlinear(4)  ‹4›'],
    ['input(1x8x8)\nrepeat 2 { conv(1, 3) }', 'input(1x8x8)\nrepeat 2 { conv(1, 3) }  ‹1×6×6 · RF 3›'],
    ['input(1x8x8)\nrelu -> 1x8x8 # so', 'input(1x8x8)\nrelu -> 1x8x8 # so  ‹1×8×8 · RF 1›'],
    // 9 is more than 8: nothing is known from here on.
    ['input(1x8x8)\nconv(1, 9)\nrelu', 'input(1x8x8)\nconv(1, 9)\nrelu'],
  ])('%j', (text, expected) => expect(line(text)).toBe(expected));
});

test('costs are those of all calls on a line', () => {
  const settings = { shape: false, receptiveField: false, params: true, macs: false, arguments: false };
  // 4·1·3·3 + 4 and 2·4.
  expect(shown('model A {\n  input(1x8x8)\n  conv(4, 3) -> bn; relu\n}\n', settings)).toContain('relu  ‹48 params›');
});

test('only lines that end in the range have hints', () => {
  const { analysis } = fixture(NET);
  const start = NET.indexOf('relu');
  const hints = inlayHints(analysis, { start, end: start + 'relu\n'.length }, DEFAULT_HINTS);
  expect(hints.map(({ kind, offset, text, at }) => [kind, offset, ENGLISH(text), at])).toEqual([
    ['line', start + 'relu'.length, '16×16×16 · RF 3', start],
  ]);
});

test('a block that ends on an earlier tensor has that tensor’s hint at its call', () => {
  // The block's last line names `a`: 4×8×8, though a convolution to 16 channels ran after it.
  const text = 'block f {\n  a = conv(4, 1)\n  conv(16, 3)\n  a\n}\nmodel M {\n  input(3x8x8)\n  f\n}\n';
  expect(shown(text).split('\n')[7]).toBe('  f  ‹4×8×8 · RF 1›');
});

test('arguments that are given by their place have their names before them', () => {
  const settings = { shape: false, receptiveField: false, params: false, macs: false, arguments: true };
  const text =
    'block b(out, size=3) {\n  conv(out, size, padding=same)\n}\nmodel M {\n  input(3x8x8)\n  add(b(4, 1), b(4))\n}\n';
  const [, body = ''] = shown(text, settings).split('\n');
  // A parameter that is passed on under its own name is not named twice.
  expect(body).toBe('  conv(out,   ‹kernel:›size, padding=same)');
  expect(shown(text, settings)).toContain('input(  ‹shape:›3x8x8)');
  expect(shown(text, settings)).toContain('add(b(  ‹out:›4,   ‹size:›1), b(  ‹out:›4))');
});

test('a hint leads to what decides it: the use that is shown, or the block that is called', () => {
  const { analysis } = fixture(NET);
  const leads = new Map(
    inlayHints(analysis, { start: 0, end: NET.length }, DEFAULT_HINTS).map(({ at, leadsTo }) => [
      at,
      leadsTo?.span.start,
    ]),
  );
  expect(leads.get(NET.indexOf('unit(32) #'))).toBe(NET.indexOf('unit(out'));
  expect(leads.get(NET.indexOf('conv(out, size'))).toBe(NET.indexOf('unit(32)\n'));
  expect(leads.get(NET.indexOf('conv(16'))).toBeUndefined();
});
