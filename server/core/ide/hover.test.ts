import { expect, test } from 'vitest';
import { cursorBefore, fixture } from './fixture.ts';
import { hoverAt } from './hover.ts';
import { ENGLISH } from '../words.ts';

const hover = (before: string): string => {
  const { analysis, offset } = cursorBefore(before);
  return ENGLISH(hoverAt(analysis, offset)?.markdown ?? '');
};

/** The table of a hover: its cells, row by row. */
const facts = (markdown: string): readonly (readonly string[])[] =>
  markdown
    .split('\n')
    .filter(line => line.startsWith('|') && !line.startsWith('| :--'))
    .map(line => line.slice(2, -2).split(' | '));

test('a layer: what it is, then its facts, then where to read on', () => {
  expect(hover('conv(16').split('\n\n')).toEqual([
    '```cnn\nconv(out, kernel, stride=1, padding=0, dilation=1, groups=1, bias=true, padding_mode=zeros)\n```',
    'Convolution: a learned kernel slides over the input.',
    expect.stringMatching(/^\| `conv1` \| 3×32×32 → \*\*16×16×16\*\* \|\n\| :-- \| :-- \|\n/),
    expect.stringMatching(/^\[PyTorch\]\(https:.*Conv2d.*\) · \[ONNX\]\(https:.*Conv.*\)$/),
  ]);
});

test('the facts of a convolution', () => {
  expect(facts(hover('conv(16'))).toEqual([
    ['`conv1`', '3×32×32 → **16×16×16**'],
    ['Size', '⌊(32 + 2·1 − 1·(3−1) − 1)/2⌋ + 1 = 16'],
    // 448 of 16,266 are 2.75 %, 110,592 of 4,043,072 are 2.74 %.
    ['Parameters', '16·3·3·3 + 16 = 448 (2.8 % of the model)'],
    // Against the 432 weights of the kernel.
    ['As a dense layer', '3,072·4,096 = 12.6 M weights, 29.1 K times as many'],
    ['MACs', '111 K (2.7 % of the model) · 221 K FLOPs'],
    ['Output', '16·16·16 · 4 B = 16.4 KB'],
    ['Receptive field', '1 → 3 · jump 1 → 2 · start 0 → −1'],
  ]);
});

test('a layer in a block: its first use, and the range over all', () => {
  expect(facts(hover('conv(out, size'))).toEqual([
    ['`2.0`', '16×16×16 → **32×16×16**'],
    ['Size', '⌊(16 + 2·1 − 1·(3−1) − 1)/1⌋ + 1 = 16'],
    ['Parameters', '32·16·3·3 + 32 = 4,640 (29 % of the model)'],
    // 16·16·16 in, 32·16·16 out: 33,554,432 against 4,608.
    ['As a dense layer', '4,096·8,192 = 33.6 M weights, 7.28 K times as many'],
    ['MACs', '1.18 M (29 % of the model) · 2.36 M FLOPs'],
    ['Output', '32·16·16 · 4 B = 32.8 KB'],
    // One jump of 2 to each side: −1 − 2 = −3.
    ['Receptive field', '3 → 7 · jump 2 · start −1 → −3'],
    ['All 2 uses', '32×16×16 · RF 7 … 11 · 4,640 … 9,248 params'],
  ]);
});

test('a merge has all that enters', () => {
  expect(facts(hover('add('))[0]).toEqual(['`2.2`', '32×16×16, 32×16×16 → **32×16×16**']);
});

test('what sees everything says so', () => {
  expect(facts(hover('linear(')).at(-1)).toEqual(['Receptive field', 'global']);
});

test('a call of a block: its documentation and the sum of its layers', () => {
  const markdown = hover('unit(32) #');
  expect(markdown).toContain('```cnn\nblock unit(out, size=3)\n```\n\nAdds what it sees.');
  expect(markdown).toContain('Used 2 times in this file.');
  expect(facts(markdown)).toEqual([
    ['4 layers of Net', '32×16×16 → **32×16×16**'],
    // 10,304 of 16,266, and 2,621,440 of 4,043,072.
    ['Parameters', '10,304 (63 % of the model)'],
    ['MACs', '2.62 M (65 % of the model) · 5.24 M FLOPs'],
    ['Receptive field', '7 → 11 · jump 2 · start −3 → −5'],
  ]);
});

test('a model: its totals', () => {
  const markdown = hover('Net(');
  expect(markdown).toContain('```cnn\nmodel Net(classes=10)\n```\n\nSees little, costs less.');
  expect(markdown).toMatch(/16\.3 K params · 4\.04 MMACs · RF 11 · peak /);
  // A convolution of stride 2 halves, and rounds up.
  expect(markdown).toContain('Input sizes that work: height and width at least 1.');
});

test.each([
  ['conv1 =', '```cnn\nconv1: 16×16×16\n```\n\n```cnn\nconv1 = conv(16, 3, stride=2, padding=1)\n```'],
  ['classes)', '```cnn\nparameter classes = 10\n```'],
  ['out, size, p', '```cnn\nparameter out = 32\n```'],
])('the name at %j', (before, expected) => expect(hover(before)).toBe(expected));

test('an argument: its parameter', () => {
  expect(hover('stride=2')).toBe(
    '```cnn\nconv(stride=1)\n```\n\nHow far the kernel moves from one output to the next.\n\n' +
      'Takes a whole number, at least 1, or one for each axis.',
  );
});

test('axes that differ have a formula each', () => {
  const { analysis, offset } = fixture('model A {\n  input(1x8x16)\n  co$0nv(4, 1x7)\n}\n');
  expect(facts(ENGLISH(hoverAt(analysis, offset)?.markdown ?? '')).slice(1, 3)).toEqual([
    ['Height', '⌊(8 + 2·0 − 1·(1−1) − 1)/1⌋ + 1 = 8'],
    ['Width', '⌊(16 + 2·0 − 1·(7−1) − 1)/1⌋ + 1 = 10'],
  ]);
});

test.each(['model A {\n  input(1x8x8)\n  conv(1, 9$0)\n}', '$0', 'model A { # no$0te\n}'])(
  'there is nothing to say at %j',
  text => {
    const { analysis, offset } = fixture(text);
    expect(hoverAt(analysis, offset)).toBeUndefined();
  },
);
