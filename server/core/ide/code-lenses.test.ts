import { expect, test } from 'vitest';
import { codeLenses } from './code-lenses.ts';
import { fixture, NET } from './fixture.ts';
import { hoverAt } from './hover.ts';
import { DEFAULT_HINTS } from './hint-settings.ts';
import { inlayHints } from './inlay-hints.ts';
import { ENGLISH } from '../words.ts';

const titles = (text: string, chosen: ReadonlyMap<string, string> = new Map()): readonly string[] =>
  codeLenses(fixture(text).analysis, chosen).map(({ title }) => ENGLISH(title));

const hints = (text: string, chosen: ReadonlyMap<string, string>): readonly string[] => {
  const { analysis } = fixture(text);
  return inlayHints(analysis, { start: 0, end: text.length }, DEFAULT_HINTS, chosen).map(hint => ENGLISH(hint.text));
};

test('a model has its totals, a block the use that it shows', () => {
  // The field of the second unit, behind which all is seen; the peak is its add's: two maps of 32·16·16 and their sum.
  expect(titles(NET)).toEqual(['16.3 K params · 4.04 MMACs · RF 11 · peak 98.3 KB', 'Preview', 'used 2× · showing 2']);
});

/** A stage at 8×8 and at half of it; only the second halves. */
const STAGES = `block half(out, stride=1) {
  if stride != 1 { maxpool(stride) }
  conv(out, 3, padding=1)
}
model Net {
  input(3x8x8)
  a = half(4)
  b = half(8, stride=2)
}
`;

test('hints and hovers follow the use that is chosen', () => {
  const chosen = new Map([['half', 'b']]);
  expect(titles(STAGES, chosen)).toContain('used 2× · showing b');
  // The first convolution sees 3, the pool one more, and the second, whose jump is 2, two jumps more.
  expect(hints(STAGES, chosen)).toEqual(['4×4×4 · RF 4', '8×4×4 · RF 8', '4×8×8 · RF 3', '8×4×4 · RF 8']);
  const { analysis, offset } = fixture(STAGES.replace('  conv', '  $0conv'));
  expect(ENGLISH(hoverAt(analysis, offset, { chosen, pictures: false })?.markdown ?? '')).toContain(
    '| `b.1` | 4×4×4 → **8×4×4** |',
  );
});

test('what the shown use leaves out says whose it is', () => {
  expect(hints(STAGES, new Map([['half', 'a']]))).toEqual([
    'b: 4×4×4 · RF 4',
    '4×8×8 · RF 3',
    '4×8×8 · RF 3',
    '8×4×4 · RF 8',
  ]);
});

test.each([
  [
    'a block in a block',
    'block a { relu }\nblock b { a -> a }\nmodel M { input(3x8x8) -> b }\n',
    'used 2× · showing 0.0',
  ],
  [
    'a block that gets another',
    'block a { relu }\nblock b(u) { u }\nmodel M { input(3x8x8) -> b(a) }\n',
    'used 1× · showing 0.0',
  ],
  [
    'a file of two models',
    'block a { relu }\nmodel M { input(3x8x8) -> a }\nmodel N { input(3x8x8) -> a }\n',
    'used 2× · showing M: 0',
  ],
  ['nobody', 'block a { relu }\n', 'not used in this file'],
])('a block used by %s', (_, text, title) => {
  expect(titles(text)[0]).toBe(title);
});

test('a model that is yet to be written has no totals', () => {
  expect(titles('model M { }\n')).toEqual(['Preview']);
});
