import { describe, expect, test } from 'vitest';
import { analyze } from '../../analyze.ts';
import type { TextEdit } from '../../diagnostics.ts';
import { actionsAt, fixAll } from './action.ts';
import { ENGLISH } from '../../words.ts';

const applied = (text: string, edits: readonly TextEdit[]): string =>
  edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((now, { span, text: written }) => now.slice(0, span.start) + written + now.slice(span.end), text);

const analysed = (text: string) => analyze('net.cnn', { read: () => ({ text }), exists: () => true });

/** What the first action whose title begins so makes of a text, whose selection lies between one or two `§`. */
function act(marked: string, title: string): string | undefined {
  const [before = '', selected = '', after] = marked.split('§');
  const text = before + selected + (after ?? '');
  const end = after === undefined ? before.length : before.length + selected.length;
  const action = actionsAt(analysed(text), { start: before.length, end }).find(found =>
    ENGLISH(found.title).startsWith(title),
  );
  return action && applied(text, action.edits);
}

const inModel = (lines: string, shape = '3x32x32') => `model M {\n  input(${shape})\n  ${lines}\n}\n`;

/** Each as lines of a model, with the cursor at `§`; `-` where it is not offered. */
test.each([
  ['Name this', '§conv(4, 3)', 'conv1 = conv(4, 3)'],
  ['Name this', 'conv1 = relu\n  §conv(4, 3) -> relu', 'conv1 = relu\n  relu1 = conv(4, 3) -> relu'],
  ['Name this', 'for i in 0..2 { §relu }', 'for i in 0..2 { relu$i = relu }'],
  ['Name this', 'repeat 2 { §relu }', '-'],
  ['Name this', 'a = §relu', '-'],
  ['Pin the shape', '§conv(4, 3)', 'conv(4, 3) -> 4x30x30'],
  ['Pin the shape', '§conv(4, 3) -> 4x30x30', '-'],
  ['Write out the defaults', '§maxpool(2, stride=1)', 'maxpool(2, stride=1, padding=0, dilation=1, ceil_mode=false)'],
  ['Write out the defaults', '§leaky_relu', '-'],
  [
    'Write two 3×3',
    'conv(32, 1)\n  §conv(32, 5, padding=2)',
    'conv(32, 1)\n  conv(32, 3, padding=1) -> conv(32, 3, padding=1)',
  ],
  [
    'Write two 3×3',
    'conv(32, 1)\n  §conv(32, kernel=5, padding=same)',
    'conv(32, 1)\n  conv(32, kernel=3, padding=same) -> conv(32, kernel=3, padding=same)',
  ],
  // 5·5·3·64 = 4,800 weights; 3·3·3·64 + 3·3·64·64 are more.
  ['Write two 3×3', '§conv(64, 5, padding=2)', '-'],
  ['Write two 3×3', 'conv(32, 1)\n  §conv(32, 5, stride=2, padding=2)', '-'],
  ['Write two 3×3', 'conv(32, 1)\n  §conv(32, 5)', '-'],
])('%s: %s', (title, from, to) => {
  expect(act(inModel(from), title)).toBe(to === '-' ? undefined : inModel(to.replace('§', '')));
});

test('what small kernels save is said', () => {
  const text = inModel('conv(32, 1)\n  conv(32, 7, padding=3)');
  const offset = text.indexOf('conv(32, 7');
  // 49 against 3 · 9 = 27 for equal channels.
  expect(actionsAt(analysed(text), { start: offset, end: offset }).map(({ title }) => ENGLISH(title))).toContain(
    'Write three 3×3: the same field with 45 % fewer weights',
  );
});

describe('extract', () => {
  test('lines become a block, what they read its parameters', () => {
    const text =
      '# about\nmodel M(n=4) {\n  input(3x8x8)\n  a = conv(n, 1)\n§  conv(n, 3, padding=1)\n  add(a)§\n  relu\n}\n';
    expect(act(text, 'Extract these 2')).toBe(
      'block block1(n, a) {\n  conv(n, 3, padding=1)\n  add(a)\n}\n\n# about\n' +
        'model M(n=4) {\n  input(3x8x8)\n  a = conv(n, 1)\n  block1(n, a)\n  relu\n}\n',
    );
  });

  test.each([
    ['what is named within and read outside', 'model M {\n  input(3x8x8)\n§  a = relu\n§  add(a)\n}\n'],
    ['an input', 'model M {\n§  input(3x8x8)\n§  relu\n}\n'],
    ['the tensor that entered', 'block b {\n§  add(in)\n§}\n'],
    ['half a line', 'model M {\n  input(3x8x8)\n  re§lu -> ta§nh\n}\n'],
  ])('not %s', (_, text) => {
    expect(act(text, 'Extract')).toBeUndefined();
  });
});

describe('inline', () => {
  const BLOCK = 'block b(out, size=1) {\n  conv(out * 2, size)\n  relu\n}\n';

  test('a call becomes the block’s lines, with its values', () => {
    expect(act(`${BLOCK}model M {\n  input(3x8x8)\n  §b(2 + 2)\n}\n`, 'Inline b')).toBe(
      `${BLOCK}model M {\n  input(3x8x8)\n  {\n    conv((2 + 2) * 2, 1)\n    relu\n  }\n}\n`,
    );
  });

  test('the shapes stay', () => {
    const text = `${BLOCK}model M {\n  input(3x8x8)\n  §b(4, size=3)\n}\n`;
    const shapes = (source: string) => analysed(source).models[0]?.network.layers.map(({ output }) => output);
    expect(shapes(act(text, 'Inline b') ?? '')).toEqual(shapes(text.replace('§', '')));
  });

  test.each([
    ['a block that reads what entered it', 'block b { add(in) }\nmodel M {\n  input(3x8x8)\n  §b\n}\n'],
    ['labels that could meet others', 'block b { a = relu }\nmodel M {\n  input(3x8x8)\n  §b\n}\n'],
    ['a default that reads a parameter', 'block b(n, m=n) { conv(m, 1) }\nmodel M {\n  input(3x8x8)\n  §b(4)\n}\n'],
    ['a layer', 'model M {\n  input(3x8x8)\n  §relu\n}\n'],
  ])('not %s', (_, text) => {
    expect(act(text, 'Inline')).toBeUndefined();
  });
});

test('all that has one fix is fixed at once', () => {
  const text = inModel('conv(4, 3, pading=1)\n  rellu\n  maxpol(2)');
  expect(applied(text, fixAll(analysed(text))?.edits ?? [])).toBe(
    inModel('conv(4, 3, padding=1)\n  relu\n  maxpool(2)'),
  );
  expect(fixAll(analysed(inModel('relu')))).toBeUndefined();
});
