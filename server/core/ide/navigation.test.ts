import { describe, expect, test } from 'vitest';
import { definitionAt } from './definition.ts';
import { cursorBefore, fixture, NET } from './fixture.ts';
import { foldingRanges } from './folding-ranges.ts';
import { referencesAt } from './references.ts';
import { semanticTokens } from './semantic-tokens.ts';

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
    foldingRanges(analysis).map(({ start, end }) => [NET[start], NET.slice(start, end).split('\n').length]),
  ).toEqual([
    ['{', 9],
    ['{', 7],
    ['(', 4],
  ]);
});
