import { expect, test } from 'vitest';
import { saidCompletions, type Said } from './testing.ts';
import { fixture } from '../fixture.ts';

const at = (text: string): readonly Said[] => {
  const { analysis, offset } = fixture(text);
  return saidCompletions({ analysis, offset });
};

const item = (text: string, label: string): Said | undefined => at(text).find(found => found.label === label);

const labels = (text: string): readonly string[] => at(text).map(({ label }) => label);

const HEAD = 'let wide = 64\n\nmodel A(digits=10) {\n  input(1x8x8)\n  c1 = conv(4, 3)\n  c2 = relu\n';

/** What is offered there, and what is not. */
test.each<[string, readonly string[], readonly string[]]>([
  ['$0', ['model', 'block', 'let', 'import'], ['conv']],
  [
    `${HEAD}  $0\n}`,
    ['c1', 'c2', 'conv', 'se', 'add', 'if', 'repeat', 'output', 'expect', 'classes'],
    ['wide', 'digits', 'model'],
  ],
  [`${HEAD}  c3 = co$0\n}`, ['c1', 'conv', 'se', 'if'], ['output', 'expect']],
  [`${HEAD}  relu -> $0\n}`, ['conv', 'se', 'reuse'], ['c1', 'output']],
  [`${HEAD}  add($0)\n}`, ['c1', 'c2', 'conv'], ['padding=']],
  [`${HEAD}  conv($0)\n}`, ['out=', 'kernel=', 'padding=', 'digits', 'wide'], ['c1', 'conv', 'in']],
  ['block b {\n  conv($0)\n}', ['in'], ['input']],
  [`${HEAD}  conv(8, 3, $0)\n}`, ['stride=', 'padding='], ['out=', 'kernel=']],
  [`${HEAD}  conv(8, 3, stride=2, $0)\n}`, ['padding='], ['out=', 'stride=']],
  [`${HEAD}  conv(8, 3, padding=$0)\n}`, ['same', 'valid', 'wide'], ['padding=', 'true']],
  [`${HEAD}  conv(8, 3, bias=$0)\n}`, ['true', 'false'], ['same']],
  [`${HEAD}  if $0\n}`, ['digits', 'wide', 'min', 'make_divisible'], ['conv', 'in']],
  [`${HEAD}  expect $0\n}`, ['rf', 'channels'], ['peak']],
  [`${HEAD}  budget $0\n}`, ['peak'], ['channels']],
  ['block b(out) {\n  conv(in.$0)\n}', ['channels', 'height', 'shape'], ['conv', 'out']],
  ['block b(out) {\n  conv($0', ['out', 'padding='], []],
  // Half-typed: what is below does not become part of the call.
  [`${HEAD}  conv(8,\n  re$0\n}`, ['relu', 'output'], ['padding=']],
])('%j', (text, offered, withheld) => {
  const found = labels(text);
  expect(offered.filter(label => !found.includes(label))).toEqual([]);
  expect(withheld.filter(label => found.includes(label))).toEqual([]);
});

test('tensors come with their shapes, nearest first', () => {
  const text = `${HEAD}  $0\n}`;
  expect(item(text, 'c2')).toMatchObject({ kind: 'tensor', effect: '4×6×6' });
  expect(labels(text).indexOf('c1')).toBeLessThan(labels(text).indexOf('conv'));
});

test.each([
  ['conv', 'conv(${1:out}, ${2:kernel})'],
  ['relu', undefined],
  ['add', 'add(${1:})'],
])('%s is written as %s', (label, snippet) => expect(item(`${HEAD}  $0\n}`, label)?.snippet).toBe(snippet));

test('a block of the file asks for what it must be given', () => {
  expect(item('block b(out, stride=1) {\n  relu\n}\n\nmodel A {\n  $0\n}\n', 'b')).toMatchObject({
    snippet: 'b(${1:out})',
    signature: '(out, stride=1)',
  });
});

test('a parameter says what it takes, and its default', () => {
  expect(item(`${HEAD}  conv($0)\n}`, 'stride=')).toMatchObject({ kind: 'parameter', effect: 'default 1' });
  expect(item(`${HEAD}  conv($0)\n}`, 'out=')).toMatchObject({ effect: 'must be given' });
});

test('the word at the cursor is replaced', () => {
  const text = `${HEAD}  max$0\n}`;
  expect(item(text, 'maxpool')?.span).toEqual({ start: text.indexOf('max'), end: text.indexOf('$0') });
});

test('nothing is offered in comments, strings and names that are being given', () => {
  for (const text of ['# $0', 'import a from "$0"', 'model $0 {\n}', 'block b($0)']) expect(labels(text)).toEqual([]);
});
