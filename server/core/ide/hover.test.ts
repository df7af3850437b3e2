import { describe, expect, test } from 'vitest';
import type { Analysis, Place } from '../analyze.ts';
import { cursorBefore, fixture, NET } from './fixture.ts';
import { hoverAt, type HoverOptions } from './hover.ts';
import { ENGLISH } from '../words.ts';

/** The hover as an English reader sees it. */
const said = (analysis: Analysis, offset: number, options?: HoverOptions): string =>
  ENGLISH(hoverAt(analysis, offset, options)?.markdown ?? '');

const hover = (before: string): string => {
  const { analysis, offset } = cursorBefore(before);
  return said(analysis, offset);
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
    // 4 · (3,072 + 448 + 4,096) bytes are moved.
    ['MACs', '16·16 · 16·3·3·3 = 111 K (2.7 % of the model) · 221 K FLOPs, 7.26 a byte'],
    // 16,384 of the 295,208 bytes of all outputs: 2·4,096 + 8·8,192 + 32 + 32 + 10 numbers.
    ['Output', '16·16·16 · 4 B = 16.4 KB (5.5 % of all activations)'],
    ['Receptive field', '1 + (3−1)·1·1 = 3 · jump 1 → 2 · start 0 → −1 · centre 0'],
  ]);
});

test('a layer in a block: its first use, and the range over all', () => {
  expect(facts(hover('conv(out, size'))).toEqual([
    ['`2.0`', '16×16×16 → **32×16×16**'],
    ['Size', '⌊(16 + 2·1 − 1·(3−1) − 1)/1⌋ + 1 = 16'],
    ['Parameters', '32·16·3·3 + 32 = 4,640 (29 % of the model)'],
    // 16·16·16 in, 32·16·16 out: 33,554,432 against 4,608.
    ['As a dense layer', '4,096·8,192 = 33.6 M weights, 7.28 K times as many'],
    // 4 · (4,096 + 4,640 + 8,192) bytes.
    ['MACs', '16·16 · 32·16·3·3 = 1.18 M (29 % of the model) · 2.36 M FLOPs, 34.8 a byte'],
    ['Output', '32·16·16 · 4 B = 32.8 KB (11 % of all activations)'],
    // One jump of 2 to each side: −1 − 2 = −3.
    ['Receptive field', '3 + (3−1)·1·2 = 7 · jump 2 · start −1 → −3 · centre 0'],
    ['All 2 uses', '32×16×16 · RF 7 … 11 · 4,640 … 9,248 params'],
  ]);
});

test('a merge has all that enters, and where it comes from', () => {
  expect(facts(hover('add(')).slice(0, 3)).toEqual([
    ['`2.2`', '32×16×16, 32×16×16 → **32×16×16**'],
    ['Tensor 1', '32×16×16 from conv `2.0`'],
    ['Tensor 2', '32×16×16 from conv `2.skip`'],
  ]);
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
    // 8,192 numbers go in and out of two convolutions and a ReLU, three times of the sum: 4 · (9 · 8,192 + 10,304) bytes.
    ['MACs', '2.62 M (65 % of the model) · 5.24 M FLOPs, 15.6 a byte'],
    ['Receptive field', '7 → 11 · jump 2 · start −3 → −5 · centre 0'],
    // Variances: 8/12 of conv1; unit adds 4 · 8/12 on one of two ways, on average 2 and then 10/3: 4 · √(10/3).
    ['Effective field', '7.3 of 11 hold 95 %'],
  ]);
});

test('a model: its totals', () => {
  const markdown = hover('Net(');
  expect(markdown).toContain('```cnn\nmodel Net(classes=10)\n```\n\nSees little, costs less.');
  expect(facts(markdown)).toEqual([
    ['14 layers', '3×32×32 → **10**'],
    ['Parameters', '16,266'],
    ['MACs', '4.04 M · 8.09 M FLOPs'],
    ['Activations', '295 KB, batch 1, float32'],
    // The sum and both that it is of: 3 · 8,192 · 4 bytes.
    ['Peak', '98.3 KB, while `2.2` runs and `2.0`, `2.skip` live'],
    ['Receptive field', '11 · jump 2 · start −5 · centre 0'],
    // A convolution of stride 2 halves, and rounds up.
    ['Input sizes', 'height and width at least 1'],
    // 8 and 16 bytes for each of 16,266 parameters; all outputs and the input, 4 bytes each.
    ['Training', 'at most 130 KB with SGD, 260 KB with Adam, and 307 KB a sample'],
  ]);
});

test('where a block is defined: what it does in all its uses', () => {
  const markdown = hover('unit(out');
  expect(markdown).toContain('```cnn\nblock unit(out, size=3)\n```\n\nAdds what it sees.');
  expect(facts(markdown)).toEqual([
    ['Used 2 times', '16×16×16 → 32×16×16 … 32×16×16 → 32×16×16'],
    // 4,640 + 544 and 9,248 + 1,056: 15,488 of 16,266.
    ['Parameters', '5,184 … 10,304; 15,488 (95 % of the model) together'],
    ['MACs', '1.31 M … 2.62 M'],
    ['Receptive field', '7 … 11'],
  ]);
});

test('a tensor: its shape, its line, and what made it', () => {
  const markdown = hover('conv1 =');
  expect(markdown).toContain('```cnn\nconv1: 16×16×16\n```\n\n```cnn\nconv1 = conv(16, 3, stride=2, padding=1)\n```');
  expect(facts(markdown)).toEqual(facts(hover('conv(16')));
});

test.each([
  ['classes)', '```cnn\nparameter classes = 10\n```'],
  ['out, size, p', '```cnn\nparameter out = 32\n```'],
])('the name at %j', (before, expected) => expect(hover(before)).toBe(expected));

test('an argument: its parameter, and what it is here', () => {
  const markdown =
    '```cnn\nconv(stride=1)\n```\n\nHow far the kernel moves from one output to the next.\n\n' +
    'Takes a whole number, at least 1, or one for each axis. Here `2`.';
  expect(hover('stride=2')).toBe(markdown);
  expect(hover('2, padding')).toBe(markdown);
});

test('a value without a name: the parameter at its place', () => {
  expect(hover('3, stride')).toContain('```cnn\nconv(kernel)\n```');
  expect(hover('32)\n  unit')).toContain('```cnn\nunit(out)\n```');
});

test('axes that differ have a formula each', () => {
  const { analysis, offset } = fixture('model A {\n  input(1x8x16)\n  co$0nv(4, 1x7)\n}\n');
  expect(facts(said(analysis, offset)).slice(1, 3)).toEqual([
    ['Height', '⌊(8 + 2·0 − 1·(1−1) − 1)/1⌋ + 1 = 8'],
    ['Width', '⌊(16 + 2·0 − 1·(7−1) − 1)/1⌋ + 1 = 10'],
  ]);
});

test.each(['$0', 'model A { # no$0te\n}'])('there is nothing to say at %j', text => {
  const { analysis, offset } = fixture(text);
  expect(hoverAt(analysis, offset)).toBeUndefined();
});

describe('another use of a block is shown', () => {
  const { analysis } = fixture(NET);
  const chosen = new Map([['unit', '3']]);
  const at = (text: string) => said(analysis, NET.indexOf(text), { chosen });

  test('by its layers', () => {
    expect(facts(at('conv(out, size'))[0]).toEqual(['`3.0`', '32×16×16 → **32×16×16**']);
  });

  test('by its parameters, beside those of all uses', () => {
    const { analysis: two } = fixture(
      '## A unit.\n##\n## - `n`: channels.\nblock b(n) { conv(n, 1) }\nmodel M {\n  input(3x8x8)\n  one = b(4)\n  two = b(8)\n}\n',
    );
    const parameter = (instance: string) => said(two, two.text.indexOf('n)'), { chosen: new Map([['b', instance]]) });
    expect(parameter('one')).toBe('```cnn\nparameter n = 4\n```\n\nchannels.\n\nIn its 2 uses: 4, 8.');
    expect(parameter('two')).toContain('parameter n = 8');
  });

  test('by what enters it', () => {
    const text = 'block b { conv(in.channels, 1) }\nmodel M {\n  input(3x8x8)\n  one = b\n  conv(5, 1)\n  two = b\n}\n';
    const { analysis: two } = fixture(text);
    const word = (before: string) => said(two, text.indexOf(before), { chosen: new Map([['b', 'two']]) });
    expect(word('in.')).toContain('```cnn\nin: 5×8×8\n```');
    expect(word('channels')).toContain('```cnn\nin.channels = 5\n```');
  });
});

describe('each number of a size leads to what gave it', () => {
  /** The texts that the numbers of a formula lead to. */
  const leads = (marked: string) => {
    const { analysis, offset } = fixture(marked);
    const link = ({ span }: Place) =>
      `${analysis.text.slice(0, span.start).split('\n').length}:${analysis.text.slice(span.start, span.end)}`;
    const size = facts(said(analysis, offset, { link })).find(([name]) => name === 'Size')?.[1] ?? '';
    return [...size.matchAll(/\[(\d+)\]\(([^)]*)\)/g)].map(([, number, to]) => [number, to]);
  };

  test('written there, or the default, which leads nowhere', () => {
    expect(leads('model M {\n  input(3x32x32)\n  relu\n  co$0nv(8, 3, padding=1)\n}\n')).toEqual([
      ['32', '3:relu'],
      ['1', '4:1'],
      ['3', '4:3'],
    ]);
  });

  test('an input leads to its shape', () => {
    expect(leads('model M {\n  input(3x32x32)\n  max$0pool(2)\n}\n')).toEqual([
      ['32', '2:3x32x32'],
      ['2', '3:2'],
    ]);
  });

  test('through parameters, their defaults, and values with a name', () => {
    const text =
      'let wide = 5\nblock inner(k, s=2) { co$0nv(8, k, stride=s, dilation=wide) }\nblock outer(size) { inner(size) }\n' +
      'model M(size=3) {\n  input(3x32x32)\n  outer(size)\n}\n';
    expect(leads(text)).toEqual([
      ['32', '5:3x32x32'],
      ['5', '1:5'],
      ['3', '4:3'],
      ['2', '2:2'],
    ]);
  });

  test('not into a file that is not this one', () => {
    const text = 'import b from "b.cnn"\nblock own(k) { co$0nv(8, k) }\nmodel M {\n  input(3x32x32)\n  b(own)\n}\n';
    const { analysis, offset } = fixture(text, { 'b.cnn': 'block b(unit) { unit(3) }\n' });
    const link = ({ file }: Place) => file;
    expect(said(analysis, offset, { link })).toMatch(/\(\[32\]\(net\.cnn\) \+ 2·0 − 1·\(\[3\]\(net\.cnn\)−1\)/);
  });
});

test.each([
  ['rep$0eat 2 { relu }', '```cnn\nrepeat count { … }\n```'],
  ['fo$0r i in 0..2 { relu }', '```cnn\nfor name in from..to { … }\n```'],
  ['for i i$0n 0..2 { relu }', 'The values that the name takes.'],
  ['i$0f true { relu } else { tanh }', 'Without `else`'],
  ['if true { relu } el$0se { tanh }', 'when the condition is false'],
  ['le$0t n = 4', 'A name for a value.'],
  ['relu\n  exp$0ect rf >= 1', 'of the line above'],
  ['relu\n  expect r$0f >= 1', 'The receptive field'],
  ['relu\n  bud$0get peak <= 1MB', 'of the model'],
  ['relu\n  output rel$0u2 = relu', '```cnn\nrelu2'],
  ['relu\n  out$0put last = relu', 'A result of the model.'],
  ['conv(ma$0x(3, 4), 1)', 'The largest of its numbers'],
  ['a = relu\n  reu$0se(a)', 'with the same weights'],
  ['conv(4, 1, padding=sa$0me)', '```cnn\nconv(padding=0)\n```'],
] as const)('a word of the language: %s', (line, text) => {
  const { analysis, offset } = fixture(`model A {\n  input(1x8x8)\n  ${line}\n}\n`);
  expect(said(analysis, offset)).toContain(text);
});
