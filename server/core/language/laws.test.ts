/** What holds for every text, however broken. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { format } from './format.ts';
import { parse } from './parse.ts';
import { scan } from './scan.ts';
import { childrenOf, outputsApart, withoutSpans } from './testing.ts';
import { MARKS, RESERVED_WORDS } from './token.ts';

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
  ...['# note', '## said', '# allow a-b: c', '\n', '\n', '\n  ', '\n    ', '\r\n', '\t', '  '],
];

const soup = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(' ', ' ', '')), { maxLength: 40 })
  .map(parts => parts.flat().join(''));
const inModel = soup.map(text => `model M {\n  ${text}\n}\n`);
const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), soup, inModel);

const law = (name: string, holds: (text: string) => void): void =>
  test(name, () => fc.assert(fc.property(anything, holds), { numRuns: 1000 }));

const solid = (text: string): string => text.replace(/\s/g, '');

describe('for every text', () => {
  law('tokens and comments stand apart, in order, with white space between them', text => {
    const { tokens, comments } = scan(text);
    let offset = 0;
    for (const { start, end } of [...tokens, ...comments].toSorted((a, b) => a.start - b.start)) {
      expect(text.slice(offset, start).trim()).toBe('');
      expect(end).toBeGreaterThan(start);
      offset = end;
    }
    expect(text.slice(offset).trim()).toBe('');
    for (const token of tokens) expect(token.text).toBe(text.slice(token.start, token.end));
  });

  law('every node is within its parent, and every diagnostic within the text', text => {
    const { tree, diagnostics } = parse(text);
    const check = (node: { readonly span: { readonly start: number; readonly end: number } }): void => {
      let offset = node.span.start;
      for (const child of childrenOf(node)) {
        expect(child.span.start).toBeGreaterThanOrEqual(offset);
        expect(child.span.end).toBeLessThanOrEqual(node.span.end);
        expect(child.span.start).toBeLessThanOrEqual(child.span.end);
        offset = child.span.start;
        check(child);
      }
    };
    expect(tree.span).toEqual({ start: 0, end: text.length });
    check(tree);
    for (const { span, message } of diagnostics) {
      expect(0 <= span.start && span.start < span.end && span.end <= text.length).toBe(true);
      expect(message).not.toMatch(/undefined|\{\w+\}/);
    }
  });

  law('formatting keeps every character that is not white space, where there are errors', text => {
    const parsed = parse(text);
    if (parsed.diagnostics.length > 0) expect(solid(format(text)).length).toBeGreaterThanOrEqual(solid(text).length);
  });

  law('formatting twice is formatting once', text => {
    const once = format(text);
    expect(format(once)).toBe(once);
  });

  law('formatting changes no tree and no error', text => {
    const [before, after] = [parse(text), parse(format(text))];
    expect(after.diagnostics.map(({ code }) => code)).toEqual(before.diagnostics.map(({ code }) => code));
    expect(withoutSpans(outputsApart(after.tree))).toBe(withoutSpans(outputsApart(before.tree)));
    expect(after.allows.map(({ code, reason }) => [code, reason])).toEqual(
      before.allows.map(({ code, reason }) => [code, reason]),
    );
  });
});
