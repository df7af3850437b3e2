import { expect, test } from 'vitest';
import { documentSymbols, type OutlineSymbol } from './document-symbols.ts';
import { fixture, NET } from './fixture.ts';

const outline = (symbols: readonly OutlineSymbol[], indent = ''): string =>
  symbols
    .map(
      ({ kind, name, detail, children }) => `${indent}${kind} ${name} ${detail}\n${outline(children, `${indent}  `)}`,
    )
    .join('');

test('an outline has the labelled lines and branches of each definition, with their shapes', () => {
  const { analysis } = fixture(`let width = 2 * 8\n${NET}`);
  expect(outline(documentSymbols(analysis))).toBe(`let width 2 * 8
model Net (classes=10)
  tensor conv1 16×16×16
  tensor fc 10
block unit (out, size=3)
  tensor skip 32×16×16
`);
});

test('a label in a labelled chain stands below it', () => {
  const { analysis } = fixture('model A {\n  input(1x8x8)\n  stem = {\n    a = relu\n    b = relu\n  }\n}\n');
  expect(outline(documentSymbols(analysis))).toBe(`model A 
  tensor stem 1×8×8
    tensor a 1×8×8
    tensor b 1×8×8
`);
});

test('what has no name yet is left out', () => {
  expect(documentSymbols(fixture('block {\n}\nmodel\n').analysis)).toEqual([]);
});
