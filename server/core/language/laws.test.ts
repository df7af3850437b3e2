/** What holds for every text, however broken. */
import { array, check, constantFrom, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../diagnostics.ts';
import type { Span } from '../text.ts';
import { format } from './format.ts';
import { parse } from './parse.ts';
import { scan } from './scan.ts';
import { childrenOf, outputsApart, withoutSpans } from './testing.ts';
import { MARKS, RESERVED_WORDS } from './token.ts';
import { ENGLISH } from '../words.ts';

const pieces = [
  ...MARKS,
  ...RESERVED_WORDS,
  ...['conv', 'bn', 'x', 'skip$i', 'nn', 'True', 'None', 'let', 'output', 'expect', 'budget', 'weights', 'as', 'from'],
  ...['block b', 'model M(', 'import a from "f.cnn"', 'let a =', 'conv(64, 3)', 'add(', '{ relu }', 'a = b', '(1, 7)'],
  ...[
    '3',
    '1e-6',
    '1.2M',
    '64x56x56',
    '64×_',
    '_',
    '64x',
    '.5',
    '"text"',
    "'same'",
    '"open',
    '@',
    '$',
    '&&',
    'é',
    '数',
  ],
  ...['nn.Conv2d(3, 4, 3),', 'self.a = nn.Sequential(', "nn.Upsample(mode='bilinear')", 'self.b ='],
  ...['# note', '## said', '# allow a-b: c', '\n', '\n', '\n  ', '\n    ', '\r\n', '\t', '  '],
];

const soup = array(tuple(constantFrom(...pieces), constantFrom(' ', ' ', '')), { maxLength: 40 }).map(parts =>
  parts.flat().join(''),
);
const inModel = soup.map(text => `model M {\n  ${text}\n}\n`);
const anything = oneof(string({ unit: 'binary', maxLength: 60 }), soup, inModel);

/** A text for which two things are not the same, if one is found. */
const difference = (actual: (text: string) => unknown, expected: (text: string) => unknown): unknown =>
  check(
    property(anything, text => JSON.stringify(actual(text)) === JSON.stringify(expected(text))),
    { numRuns: 1000, seed: 1 },
  ).counterexample;

const solid = (text: string): string => text.replace(/\s/g, '');
const meaning = (text: string): string => withoutSpans(outputsApart(parse(text).tree));

/** The pairs of a parent and a child that do not nest, or of children that stand in the wrong order. */
function misplaced(node: { readonly span: Span }): readonly unknown[] {
  let offset = node.span.start;
  return childrenOf(node).flatMap(child => {
    const { start, end } = child.span;
    const fits = offset <= start && start <= end && end <= node.span.end;
    offset = start;
    return [...(fits ? [] : [[node, child]]), ...misplaced(child)];
  });
}

describe('for every text', () => {
  test('tokens and comments are apart, in order, and nothing but white space is between them', () => {
    const rebuilt = (text: string): string => {
      const { tokens, comments } = scan(text);
      const lexemes = [...tokens, ...comments].toSorted((a, b) => a.start - b.start);
      return lexemes.map(({ start, end }) => text.slice(start, end)).join('');
    };
    expect(difference(text => solid(rebuilt(text)), solid)).toBeNull();
    expect(
      difference(
        text => scan(text).tokens.map(token => token.text),
        text => scan(text).tokens.map(({ start, end }) => text.slice(start, end)),
      ),
    ).toBeNull();
  });

  test('every node is within its parent, in order', () => {
    expect(
      difference(
        text => misplaced(parse(text).tree),
        () => [],
      ),
    ).toBeNull();
  });

  test('every diagnostic has a place in the text, and a whole message', () => {
    const isWrong = ({ span, message }: Diagnostic, text: string): boolean =>
      span.start < 0 || span.start >= span.end || span.end > text.length || /undefined|\{\w+\}/.test(ENGLISH(message));
    expect(
      difference(
        text => parse(text).diagnostics.filter(diagnostic => isWrong(diagnostic, text)),
        () => [],
      ),
    ).toBeNull();
  });

  test('formatting loses no character where there are errors, but white space', () => {
    const isKept = (text: string): boolean => solid(format(text)).length >= solid(text).length;
    expect(
      difference(
        text => parse(text).diagnostics.length === 0 || isKept(text),
        () => true,
      ),
    ).toBeNull();
  });

  test('formatting twice is formatting once', () => {
    expect(difference(text => format(format(text)), format)).toBeNull();
  });

  test('formatting changes neither the tree nor the errors', () => {
    const codes = (text: string): readonly string[] => parse(text).diagnostics.map(({ code }) => code);
    const allowed = (text: string): readonly string[] => parse(text).allows.map(({ code, reason }) => code + reason);
    const said = (text: string): unknown => [meaning(text), codes(text), allowed(text)];
    expect(difference(text => said(format(text)), said)).toBeNull();
  });
});
