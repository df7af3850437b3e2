import { describe, expect, test } from 'vitest';
import { feeders, flowItemAt, readers } from './data-flow.ts';
import { fileLinks, pathEdits } from './file-links.ts';
import { cursorBefore, fixture } from './fixture.ts';
import { rangeFormattingEdits, typingEdits } from './formatting.ts';
import { linkedRanges } from './linked-editing.ts';
import { selectionRanges } from './selection-ranges.ts';
import type { TextEdit } from '../diagnostics.ts';

const applied = (text: string, edits: readonly TextEdit[]): string =>
  edits
    .toReversed()
    .reduce((now, { span, text: written }) => now.slice(0, span.start) + written + now.slice(span.end), text);

test('a selection grows from a name to the file', () => {
  const { analysis, offset } = fixture('model M {\n  input(1x8x8)\n  a = add(relu, conv(4, $03))\n}\n');
  const texts = selectionRanges(analysis, offset).map(({ start, end }) => analysis.text.slice(start, end));
  expect(texts.slice(0, 4)).toEqual(['3', 'conv(4, 3)', 'add(relu, conv(4, 3))', 'a = add(relu, conv(4, 3))']);
  expect(texts.at(-1)).toBe(analysis.text);
});

describe('files that a text names', () => {
  const TEXT = 'import a from "parts/a.cnn"\nmodel M {\n  input(1x8x8)\n  a\n  weights "../m.safetensors"\n}\n';

  test('are links', () => {
    const { analysis } = fixture(TEXT);
    expect(
      fileLinks('file:///w/src/net.cnn', analysis.tree).map(({ span, target }) => [
        TEXT.slice(span.start, span.end),
        target,
      ]),
    ).toEqual([
      ['parts/a.cnn', 'file:///w/src/parts/a.cnn'],
      ['../m.safetensors', 'file:///w/m.safetensors'],
    ]);
  });

  test.each([
    ['/w/src/parts/a.cnn', '/w/b.cnn', TEXT.replace('parts/a.cnn', '../b.cnn')],
    ['/w/src/net.cnn', '/w/net.cnn', TEXT.replace('parts', 'src/parts').replace('../m', 'm')],
    ['/w/other.cnn', '/w/x.cnn', TEXT],
  ])('are written anew when %s becomes %s', (from, to, text) => {
    expect(
      applied(
        TEXT,
        pathEdits('/w/src/net.cnn', TEXT, file => (file === from ? to : file)),
      ),
    ).toBe(text);
  });
});

describe('formatting', () => {
  const UGLY = 'model M{\n input( 1x8x8 )\n   conv( 4,3 )\n relu\n}\n';

  test('of a range leaves the other lines', () => {
    const start = UGLY.indexOf('conv');
    expect(applied(UGLY, rangeFormattingEdits(UGLY, { start, end: start + 1 }))).toBe(
      UGLY.replace('   conv( 4,3 )', '  conv(4, 3)'),
    );
  });

  test('a new line lays out the one before', () => {
    const offset = UGLY.indexOf('   conv');
    expect(applied(UGLY, typingEdits(UGLY, offset, '\n'))).toBe(UGLY.replace('input( 1x8x8 )', 'input(1x8x8)'));
  });

  test('a brace goes where it belongs', () => {
    const text = 'model M {\n  input(1x8x8)\n    }\n';
    expect(applied(text, typingEdits(text, text.length - 1, '}'))).toBe('model M {\n  input(1x8x8)\n}\n');
  });
});

test.each([
  ['a variable', 'model M {\n  input(1x8x8)\n  for $0n in 1..3 { conv(n, 1) }\n}\n', 2],
  ['a name that other files may read', 'block b($0n) { conv(n, 1) }\n', 0],
  ['a layer', 'model M {\n  input(1x8x8)\n  $0relu\n}\n', 0],
])('what is typed together: %s', (_, text, places) => {
  const { analysis, offset } = fixture(text);
  expect(linkedRanges(analysis, offset)).toHaveLength(places);
});

describe('data flow', () => {
  const flow = (before: string) => {
    const { analysis, offset } = cursorBefore(before);
    const item = flowItemAt(analysis, offset);
    return item && { item, from: feeders(analysis, item.key), to: readers(analysis, item.key) };
  };
  const names = (items: readonly { readonly name: string }[] = []) => items.map(({ name }) => name);

  test('a layer is fed by one, and read by all that take it', () => {
    const { item, from, to } = flow('relu\n  unit') ?? {};
    expect([item?.name, item?.detail]).toEqual(['1', 'relu · 16×16×16']);
    expect(names(from)).toEqual(['conv1']);
    // Both branches of the first unit, of which one has a label.
    expect(names(to)).toEqual(['2.0', '2.skip']);
  });

  test('a block is its layers together', () => {
    const { item, from, to } = flow('unit(32)\n') ?? {};
    expect(item?.name).toBe('2');
    expect(names(from)).toEqual(['1']);
    expect(names(to)).toEqual(['3.0', '3.skip']);
  });

  test('a name that is no call has none', () => {
    expect(flow('classes)')).toBeUndefined();
  });
});
