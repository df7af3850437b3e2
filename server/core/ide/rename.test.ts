import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { isRefused, renameAt, renameTargetAt } from './rename.ts';
import { ENGLISH } from '../words.ts';

/** Renames what is at `$0` among some files, and gives those that change; else the refusal. */
function renamed(marked: Readonly<Record<string, string>>, newName: string): unknown {
  const files = Object.fromEntries(Object.entries(marked).map(([name, text]) => [name, text.replace('$0', '')]));
  const host = {
    read: (file: string) => {
      const text = files[file];
      return text === undefined ? { problem: 'missing' as const } : { text };
    },
    exists: () => false,
  };
  const project = Object.keys(files).map(file => analyze(file, host));
  const [file = '', text = ''] = Object.entries(marked).find(([, candidate]) => candidate.includes('$0')) ?? [];
  const analysis = project.find(candidate => candidate.file === file) ?? analyze(file, host);
  const result = renameAt(analysis, text.indexOf('$0'), newName, project);
  if (!result || isRefused(result)) return result && ENGLISH(result.refusal);
  return Object.fromEntries(
    [...result.edits].map(([name, edits]) => [
      name,
      edits
        .toReversed()
        .reduce((now, edit) => now.slice(0, edit.span.start) + edit.text + now.slice(edit.span.end), files[name] ?? ''),
    ]),
  );
}

const inOne = (text: string, newName: string): unknown => {
  const result = renamed({ 'net.cnn': text }, newName);
  return typeof result === 'object' && result && 'net.cnn' in result ? result['net.cnn'] : result;
};

/** `x` is what is renamed, to `y`: each text with `x` for it everywhere is to become the same with `y`. */
test.each([
  ['a tensor', 'model M {\n  input(3x8x8)\n  §0 = conv(4, 1)\n  add(§)\n  § -> relu\n  output §\n}\n'],
  ['a parameter', 'block b(§0, n=§ + 1) { conv(§, 1) }\nmodel M {\n  input(3x8x8)\n  b(§=4)\n}\n'],
  ['a block before it is defined', 'model M {\n  input(3x8x8)\n  §0\n  repeat 2 { § }\n}\nblock § { relu }\n'],
  ['a model', 'model §0 { input(3x8x8) }\n'],
  ['a let of the file', 'let §0 = 4\nlet w = § * 2\nmodel M {\n  input(3x8x8)\n  conv(§, 1)\n}\n'],
  ['a let of a group', 'model M {\n  input(3x8x8)\n  let §0 = 4\n  conv(§, 1)\n  expect channels == §\n}\n'],
  ['a variable', 'model M {\n  input(3x8x8)\n  for §0, b in [[4, 1]] { conv(§, b) }\n}\n'],
  ['a branch', 'model M {\n  input(3x8x8)\n  m = concat(§0 = relu, add(§))\n  m.§ -> relu\n}\n'],
  [
    'what an untaken if names',
    'model M(deep=false) {\n  input(3x8x8)\n  if deep {\n    §0 = relu\n    add(§)\n  }\n}\n',
  ],
  [
    'what both branches of an if name',
    'model M(deep=false) {\n  input(3x8x8)\n  if deep { §0 = relu } else { § = tanh }\n  add(§)\n}\n',
  ],
  ['in a block that nothing uses', 'block b(§0) {\n  if § > 1 { conv(§, 3) }\n}\n'],
  ['behind a dot into a block', 'block b { §0 = relu }\nmodel M {\n  input(3x8x8)\n  l = b\n  l.§ -> relu\n}\n'],
  [
    'behind a dot in code that does not run',
    'model M(f=false) {\n  input(3x8x8)\n  l = { §0 = relu }\n  if f { l.§ -> relu }\n}\n',
  ],
  ['what is reused', 'model M {\n  input(3x8x8)\n  §0 = conv(3, 1)\n  reuse(§)\n}\n'],
  ['the tensor, not the layer of its name', 'model M {\n  input(3x8x8)\n  §0 = conv(3, 1)\n  relu -> add(§)\n}\n'],
  [
    'a parameter of two blocks, which a third reads as one',
    'block a(§0=1) { conv(4, 1, stride=§) }\nblock b(§=1) { conv(8, 1, stride=§) }\n' +
      'block use(unit) { unit(§=2) }\nmodel M {\n  input(3x8x8)\n  use(a)\n  use(b)\n}\n',
  ],
])('every place of %s', (_, text) => {
  const named = (name: string) => text.replaceAll('§', name);
  expect(inOne(named('x').replace('x0', 'x$0'), 'y')).toBe(named('y').replace('y0', 'y'));
});

describe('a name that a loop numbers', () => {
  const LOOP =
    'model M {\n  input(3x8x8)\n  for i in 0..2 { skip$i = relu }\n  for j in 0..2 { concat(skip$j) }\n  skip1 -> relu\n}\n';

  test.each([
    ['skip$i', 's$i'],
    ['skip$j', 's$j'],
    ['skip1', 's1'],
  ])('is one from %s', (from, to) => {
    expect(inOne(LOOP.replace(from, `$0${from}`), to)).toBe(LOOP.replaceAll('skip', 's'));
  });

  test('follows its variable', () => {
    expect(inOne(LOOP.replace('for i', 'for $0i'), 'k')).toBe(LOOP.replace('for i', 'for k').replace('$i', '$k'));
  });

  test('keeps its variables', () => {
    expect(inOne(LOOP.replace('skip$i', '$0skip$i'), 's')).toContain('keeps its variables');
  });
});

describe('across files', () => {
  const PARTS = 'block unit(out) {\n  inner = conv(out, 1)\n}\n';
  const NET =
    'import unit, unit as twin from "parts.cnn"\nmodel M {\n  input(3x8x8)\n  a = unit(out=4)\n  twin(8)\n  a.inner -> relu\n}\n';

  test('a block, from where it is used', () => {
    expect(renamed({ 'parts.cnn': PARTS, 'net.cnn': NET.replace('= unit', '= $0unit') }, 'cell')).toEqual({
      'parts.cnn': PARTS.replace('unit', 'cell'),
      'net.cnn': NET.replaceAll('unit', 'cell'),
    });
  });

  test('an alias is a name of its file', () => {
    expect(renamed({ 'parts.cnn': PARTS, 'net.cnn': NET.replace('  twin', '  $0twin') }, 'other')).toEqual({
      'net.cnn': NET.replaceAll('twin', 'other'),
    });
  });

  test.each([
    ['a parameter', 'out', 'unit($0out)', 'width'],
    ['a label', 'inner', '$0inner', 'body'],
  ])('%s, from where it is given', (_, name, at, newName) => {
    const marked = PARTS.replace(at.replace('$0', ''), at);
    expect(renamed({ 'parts.cnn': marked, 'net.cnn': NET }, newName)).toEqual({
      'parts.cnn': PARTS.replaceAll(name, newName),
      'net.cnn': NET.replace(name, newName),
    });
  });

  test('files that import one another are read', () => {
    const circle = {
      'a.cnn': 'import b from "b.cnn"\nblock $0a { b }\n',
      'b.cnn': 'import a from "a.cnn"\nblock b { a }\n',
    };
    expect(renamed(circle, 'c')).toEqual({
      'a.cnn': 'import b from "b.cnn"\nblock c { b }\n',
      'b.cnn': 'import c from "a.cnn"\nblock b { c }\n',
    });
  });
});

describe('what is refused', () => {
  const TEXT = 'model M {\n  input(3x8x8)\n  a = conv(4, 1, bias=true)\n  b = relu\n  se\n  add(a)\n}\n';

  test.each([
    ['$0conv', 'is a layer'],
    ['$0bias', 'is a parameter of the layer'],
    ['$0se\n', 'belongs to Fovea’s library'],
  ])('%s', (at, reason) => {
    expect(inOne(TEXT.replace(at.replace('$0', ''), at), 'x')).toContain(reason);
  });

  test.each([
    ['b', '`b` in line 4'],
    ['1a', 'is no name'],
    ['a b', 'is no name'],
    ['if', 'is a word of the language'],
    ['relu', '`relu` in line 4'],
  ])('%s for a', (newName, reason) => {
    const name =
      newName === 'relu'
        ? TEXT.replace('a = conv', '$0a = conv').replace('  b = relu', '  b = { relu }')
        : TEXT.replace('a = conv', '$0a = conv');
    expect(inOne(name, newName)).toContain(reason);
  });

  test('nothing is to be renamed where no name is', () => {
    const analysis = analyze('net.cnn', { read: () => ({ text: TEXT }), exists: () => false });
    expect(renameTargetAt(analysis, TEXT.indexOf('4'))).toBeUndefined();
  });
});
