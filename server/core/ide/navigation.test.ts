import { describe, expect, test } from 'vitest';
import { declarationAt, definitionAt } from './definition.ts';
import { cursorBefore, fixture, NET } from './fixture.ts';
import { foldingRanges } from './folding-ranges.ts';
import { referencesAt } from './references.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { typeDefinitionsAt } from './type-definition.ts';

describe('definition', () => {
  test.each([
    ['classes)', 'classes=10'],
    ['unit(32)', 'unit(out'],
    ['size, p', 'size=3'],
  ])('of the name at %j is at %j', (use, definition) => {
    const { analysis, offset } = cursorBefore(use);
    const start = NET.indexOf(definition);
    const end = start + (/^\w+/.exec(definition)?.[0].length ?? 0);
    expect(definitionAt(analysis, offset)).toEqual({ file: 'net.cnn', span: { start, end } });
  });

  test('of an imported block is in its file', () => {
    const text = 'import b from "parts.cnn"\nmodel A {\n  input(1x8x8)\n  b$0\n}\n';
    const { analysis, offset } = fixture(text, { 'parts.cnn': 'block b { relu }\n' });
    expect(definitionAt(analysis, offset)).toEqual({ file: 'parts.cnn', span: { start: 6, end: 7 } });
  });

  test('a declaration is the import, under the name that it has here', () => {
    const text = 'import b as c from "parts.cnn"\nmodel A {\n  input(1x8x8)\n  c$0\n}\n';
    const { analysis, offset } = fixture(text, { 'parts.cnn': 'block b { relu }\n' });
    expect(declarationAt(analysis, offset)).toEqual({ file: 'net.cnn', span: { start: 12, end: 13 } });
    const own = cursorBefore('unit(32)');
    expect(declarationAt(own.analysis, own.offset)).toEqual(definitionAt(own.analysis, own.offset));
  });

  test('of a layer there is none', () => {
    const { analysis, offset } = cursorBefore('conv(16');
    expect(definitionAt(analysis, offset)).toBeUndefined();
  });
});

test.each([
  ['unit(32) #', ['unit(32)\n', 'unit(32) #', 'unit(out']],
  ['out, size, p', ['out, size=3', 'out, size, p', 'out, 1']],
  ['conv(16', ['conv(16', 'conv(out, size', 'conv(out, 1']],
])('the occurrences of the name at %j', (at, all) => {
  const { analysis, offset } = cursorBefore(at);
  expect(referencesAt(analysis, offset).map(({ span }) => span.start)).toEqual(all.map(text => NET.indexOf(text)));
});

test('semantic tokens say what names mean', () => {
  const text = 'let n = 4\nmodel A {\n  input(1x8x8)\n  c = conv(n, 3, bias=false)\n  c -> se\n}\n';
  const tokens = semanticTokens(fixture(text).analysis).map(
    ({ span, type, modifiers }) => `${text.slice(span.start, span.end)}: ${[type, ...modifiers].join(' ')}`,
  );
  expect(tokens).toEqual([
    'n: variable declaration readonly',
    'A: class declaration',
    'input: function defaultLibrary',
    'c: variable declaration',
    'conv: function defaultLibrary',
    'n: variable readonly',
    'bias: property',
    'c: variable',
    'se: class defaultLibrary',
  ]);
});

test('what is in brackets over several lines folds', () => {
  const { analysis } = fixture(NET);
  expect(
    foldingRanges(analysis).map(({ span: { start, end } }) => [NET[start], NET.slice(start, end).split('\n').length]),
  ).toEqual([
    ['{', 9],
    ['{', 7],
    ['(', 4],
  ]);
});

test('comments in a row and imports fold, too', () => {
  const text = 'import a from "a.cnn"\nimport b from "b.cnn"\n\n# one\n# two\nlet x = 1 # no\n# alone\n';
  const folded = foldingRanges(fixture(text).analysis).map(({ kind, span }) => [
    kind,
    text.slice(span.start, span.end),
  ]);
  expect(folded).toEqual([
    ['comment', '# one\n# two'],
    ['imports', 'import a from "a.cnn"\nimport b from "b.cnn"'],
  ]);
});

describe('the type of a name is the block that made it', () => {
  const TEXT =
    'block plain { relu }\nblock steep { tanh }\nblock twice(unit) {\n  unit\n  unit\n}\n' +
    'model M {\n  input(1x8x8)\n  a = twice(plain)\n  b = twice(steep) -> plain\n  c = relu\n  add(a)\n}\n';
  const of = (before: string) => {
    const { analysis } = fixture(TEXT);
    return typeDefinitionsAt(analysis, TEXT.indexOf(before)).map(({ span }) => TEXT.slice(span.start, span.end));
  };

  test.each([
    ['of a tensor the block its line ends with', 'b = twice', ['plain']],
    ['where it is read, too', 'a)\n}', ['twice']],
    ['of a call its block', 'twice(plain)', ['twice']],
    ['of a parameter the blocks that it is given', 'unit\n  unit', ['plain', 'steep']],
    ['of a layer none', 'relu\n  add', []],
    ['of what a layer made none', 'c = relu', []],
  ])('%s', (_, before, names) => expect(of(before)).toEqual(names));
});
