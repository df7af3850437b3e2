import { expect, test } from 'vitest';
import { ENGLISH } from '../words.ts';
import { fixture } from './fixture.ts';
import { hoverAt } from './hover.ts';

/** What the hover at `$0` says of something, in a model of these lines. */
function said(title: string, lines: string): string | undefined {
  const { analysis, offset } = fixture(`model A {\n${lines}\n}\n`);
  const rows = ENGLISH(hoverAt(analysis, offset)?.markdown ?? '').split('\n');
  return rows.find(row => row.startsWith(`| ${title} |`))?.slice(title.length + 5, -2);
}

test.each<[string, string, string | undefined]>([
  // 20 · 8/12 is the variance: four roots of it of 1 + 2 · 20.
  [
    'a deep chain',
    'input(1x64x64)\nrepeat 19 { conv(1, 3, padding=1) }\nco$0nv(1, 3, padding=1)',
    '14.6 of 41 hold 95 %',
  ],
  // 7 of 13 rows and columns.
  [
    'holes',
    'input(1x64x64)\nrepeat 2 { conv(1, 3, padding=2, dilation=2) }\nco$0nv(1, 3, padding=2, dilation=2)',
    '29 % is read',
  ],
  // 1 of 3 rows and columns is within.
  ['padding', 'input(1x1x1)\nco$0nv(1, 3, padding=1)', '1 of 3 hold 95 % · 89 % is padding'],
  ['what goes without saying', 'input(1x64x64)\nco$0nv(1, 3, padding=1)', undefined],
  ['what is no map', 'input(1x8x8)\nflatten -> lin$0ear(4)', undefined],
])('the effective field of %s', (_, lines, expected) => expect(said('Effective field', lines)).toBe(expected));

test.each([
  ['in line', 'input(4x8x8)\nad$0d(conv(4, 3, padding=1))', 'all in line'],
  [
    'out of line',
    'input(4x8x8)\nad$0d(conv(4, 3, padding=[[2, 0], [1, 1]]))',
    'tensor 2 looks 1 before tensor 1 along the height',
  ],
  ['no merge', 'input(4x8x8)\nco$0nv(4, 3)', undefined],
])('alignment: %s', (_, lines, expected) => expect(said('Alignment', lines)).toBe(expected));

/**
 * 2, 6 and 10 positions are seen when the third convolution comes, and 16 in the end: output i sees 4i − 6 to 4i + 9, so
 * that the first that lies within its tile is 2, which stands for 8 to 11 and sees 2 to 17.
 */
test('a model: where it has seen its input, and its tiles', () => {
  const text = 'model A$0 {\ninput(1x8x8)\nmaxpool(2)\nrepeat 3 { conv(1, 3, padding=1) }\nmaxpool(2)\n}\n';
  const { analysis, offset } = fixture(text);
  const markdown = ENGLISH(hoverAt(analysis, offset)?.markdown ?? '');
  expect(markdown).toContain('| Context | the whole input is seen before `3`: 1 convolution finds no more of it |');
  expect(markdown).toContain('| Tiles | a halo of 8 before and 6 after, at multiples of 4, of 18 and any 4 more |');
});
