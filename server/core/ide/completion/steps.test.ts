import { expect, test } from 'vitest';
import { operations } from '../../ops/registry.ts';
import { fixture } from '../fixture.ts';
import { saidCompletions } from './testing.ts';

const offered = (text: string) => {
  const { analysis, offset } = fixture(text);
  return saidCompletions({ analysis, offset });
};

const item = (lines: string, label: string, shape = '8x6x6') =>
  offered(`model M {\n  input(${shape})\n  ${lines}\n}\n`).find(found => found.label === label);

/** Every example is analysed and run by other tests: it works where it stands. */
test('every operation is offered where its example has it', () => {
  const withheld = [...operations.values()].filter(({ name, example }) => {
    const at = [...example.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].at(-1)?.index ?? 0;
    const rest = example.slice(at).replace(/^\w+(\(.*\))?/s, '');
    const found = offered(`model M {\n${example.slice(0, at)}$0${rest}\n}\n`);
    return !found.some(({ kind, label }) => kind === 'operation' && label === name);
  });
  expect(withheld.map(({ name }) => name)).toEqual([]);
});

test.each([
  ['a convolution of features', 'flatten\n  $0', 'conv'],
  ['a pool of features', 'flatten -> $0', 'maxpool'],
  ['an input in a chain', 'relu -> $0', 'input'],
])('%s is not', (_, lines, label) => {
  expect(item(lines, label)).toBeUndefined();
});

test('an input in a block is not', () => {
  expect(offered('block b {\n  $0\n}\n').some(({ label }) => label === 'input')).toBe(false);
});

test('what wants features is offered behind flatten', () => {
  expect(item('$0', 'linear')).toMatchObject({ snippet: 'flatten -> linear(${1:out})', effect: 'after flatten' });
  expect(item('flatten\n  $0', 'linear')).toMatchObject({ snippet: 'linear(${1:out})' });
});

/** 8 · 6 · 6 features. */
test('a layer that needs no argument says what it gives', () => {
  expect(item('$0', 'flatten')?.effect).toBe('→ 288');
  expect(item('relu -> glo$0', 'global_avgpool')?.effect).toBe('→ 8×1×1');
});

test('a merge has the tensors first that fit, and the others say that they do not', () => {
  const lines = 'a = conv(8, 3, padding=1)\n  b = maxpool(2)\n  c = upsample(2)\n  add($0)';
  const tensors = offered(`model M {\n  input(8x6x6)\n  ${lines}\n}\n`).filter(({ kind }) => kind === 'tensor');
  expect(tensors.map(({ label, effect }) => [label, effect])).toEqual([
    ['a', '8×6×6'],
    ['c', '8×6×6'],
    ['b', '8×3×3, does not fit'],
  ]);
});

test('a concat takes any channels', () => {
  expect(item('a = conv(3, 1)\n  b = conv(5, 1)\n  concat(a, $0)', 'b')?.effect).toBe('5×6×6');
});

test('reuse takes labels', () => {
  expect(offered('model M {\n  input(1x8x8)\n  head = relu\n  reuse($0)\n}\n').map(({ label }) => label)).toEqual([
    'head',
  ]);
});

test('behind a dot stand the labels of the level', () => {
  const found = offered('model M {\n  input(1x8x8)\n  body = {\n    deep = relu\n  }\n  body.$0\n}\n');
  expect(found.map(({ label }) => label)).toEqual(expect.arrayContaining(['deep', 'channels']));
});

test('a call that has its parentheses gets no second ones', () => {
  expect(item('max$0pool(2)', 'avgpool')?.snippet).toBeUndefined();
});
