/** One lexeme: its kind, its end, and what is wrong with it. */
import { finding, type Finding, type Fix } from '../diagnostics.ts';
import { isDigit, isLineBreak, isSpace, letterAt, namePartAt } from './characters.ts';
import { numberValue, sizeDimensions, textValue } from './literals.ts';
import { MARKS, quote, RESERVED_WORDS, type Token, type TokenKind } from './token.ts';
import { say } from '../words.ts';

export interface Lexeme {
  readonly kind: TokenKind;
  readonly end: number;
  readonly problem?: { readonly finding: Finding; readonly fixes: readonly Fix[] };
}

const kinds: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>(
  [...MARKS, ...RESERVED_WORDS].map(kind => [kind, kind]),
);

/** Operators of other languages and of print, with what they are here. */
const foreign: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ['&&', 'and'],
  ['||', 'or'],
  ['!', 'not'],
  ['→', '->'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['−', '-'],
]);

const goodName = /^\p{L}[\p{L}\p{M}\p{Nd}_]*(?:\$\p{L}[\p{L}\p{M}\p{Nd}_]*)*$/u;
const plainName = /^[a-zA-Z]\w*$/;

/** The lexeme that starts at `start`, where there is neither white space nor a comment. */
export function lexemeAt(text: string, start: number, before: Token | undefined): Lexeme {
  const first = text[start] ?? '';
  if (letterAt(text, start) > 0 || first === '$') return nameAt(text, start);
  if (startsNumber(text, start, before)) return numberAt(text, start);
  if (first === '"' || first === "'") return textAt(text, start);
  return markAt(text, start, 2) ?? markAt(text, start, 1) ?? strayAt(text, start);
}

function nameAt(text: string, start: number): Lexeme {
  let end = start;
  for (let width = 1; width > 0; end += width) width = namePartAt(text, end);
  const name = text.slice(start, end);
  if (plainName.test(name) || goodName.test(name)) return { kind: kinds.get(name) ?? 'name', end };
  return { kind: 'name', end, problem: { finding: finding('malformed-name', { found: quote(name) }), fixes: [] } };
}

/** A point starts a number in `.5`, but reaches into a level in `features.3`. */
function startsNumber(text: string, start: number, before: Token | undefined): boolean {
  const code = text.charCodeAt(start);
  if (isDigit(code) || text[start] === '_') return true;
  if (text[start] !== '.' || !isDigit(text.charCodeAt(start + 1))) return false;
  return before?.end !== start || !(before.kind === 'name' || before.kind === 'in');
}

function numberAt(text: string, start: number): Lexeme {
  const end = numberEnd(text, start);
  const found = text.slice(start, end);
  const dimensions = sizeDimensions(found);
  const value = numberValue(found);
  const kind = dimensions ? 'size' : 'number';
  if (dimensions?.some(isTooLarge) || isTooLarge(value ?? 0)) return badNumber('inexact-number', found, start, end);
  if (dimensions || value !== undefined) return { kind, end };
  if (/^_\p{L}{2}/u.test(found)) return badNumber('malformed-name', found, start, end);
  const likeSize = /^[\d_]+[x×]|_/.test(found);
  return badNumber(likeSize ? 'malformed-size' : 'malformed-number', found, start, end);
}

const isTooLarge = (value: number | null): boolean => value !== null && value > Number.MAX_SAFE_INTEGER;

/** The end of everything that sticks to a number: letters, signs of exponents, points with or without digits behind. */
function numberEnd(text: string, start: number): number {
  let end = start;
  for (;;) {
    const width = namePartAt(text, end);
    if (width > 0) end += width;
    else if (text[end] === '×' || isExponentSign(text, start, end)) end++;
    else if (text[end] === '.' && text[end + 1] !== '.') end++;
    else return end;
  }
}

const isExponentSign = (text: string, start: number, offset: number): boolean =>
  (text[offset] === '-' || text[offset] === '+') &&
  isDigit(text.charCodeAt(offset + 1)) &&
  /[eE]/.test(text[offset - 1] ?? '') &&
  offset - start < 40 &&
  /^\d+(?:\.\d+)?[eE]$/.test(text.slice(start, offset));

function badNumber(
  code: 'malformed-size' | 'malformed-number' | 'malformed-name' | 'inexact-number',
  found: string,
  start: number,
  end: number,
): Lexeme {
  const fit = found.replace(/^\./, '0.').replace(/\.$/, '');
  const fixes = numberValue(fit) === undefined || fit === found ? [] : [replacement({ start, end }, fit)];
  return { kind: 'bad', end, problem: { finding: finding(code, { found: quote(found) }), fixes } };
}

function textAt(text: string, start: number): Lexeme {
  const mark = text[start];
  let end = start + 1;
  while (end < text.length && text[end] !== mark && !isLineBreak(text.charCodeAt(end))) {
    end += text[end] === '\\' && /["\\]/.test(text[end + 1] ?? '') ? 2 : 1;
  }
  if (text[end] === mark) return mark === '"' ? { kind: 'text', end: end + 1 } : singleQuotes(text, start, end + 1);
  while (isSpace(text.charCodeAt(end - 1))) end--;
  const fixes = [{ title: say`Add "`, edits: [{ span: { start: end, end }, text: '"' }] }];
  return {
    kind: 'text',
    end,
    problem: { finding: finding('unterminated-text', {}), fixes: mark === '"' ? fixes : [] },
  };
}

/** Most words that PyTorch quotes, such as `'same'`, are bare here; file names are quoted twice. */
function singleQuotes(text: string, start: number, end: number): Lexeme {
  const found = text.slice(start, end);
  const value = textValue(found);
  const fit = plainName.test(value) ? value : JSON.stringify(value);
  const problem = {
    finding: finding('single-quotes', { found: quote(found), fit: quote(fit) }),
    fixes: [replacement({ start, end }, fit)],
  };
  return { kind: 'text', end, problem };
}

function markAt(text: string, start: number, width: number): Lexeme | undefined {
  const found = text.slice(start, start + width);
  const end = start + found.length;
  const kind = kinds.get(found);
  if (kind) return { kind, end };
  const fit = foreign.get(found);
  if (fit === undefined) return undefined;
  const spaced = plainName.test(fit) ? ` ${fit} ` : fit;
  const problem = {
    finding: finding('foreign-operator', { found: quote(found), fit: quote(fit) }),
    fixes: [{ ...replacement({ start, end }, spaced), title: say`Write ${fit}` }],
  };
  return { kind: fit, end, problem };
}

/** A run of characters that nothing starts with is one token. */
function strayAt(text: string, start: number): Lexeme {
  let end = start;
  do end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  while (end < text.length && isStray(text, end));
  const character = visible(text.slice(start, end));
  return { kind: 'bad', end, problem: { finding: finding('unexpected-character', { character }), fixes: [] } };
}

function isStray(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (isLineBreak(code) || isSpace(code) || isDigit(code) || letterAt(text, offset) > 0) return false;
  const [one, two] = [text.charAt(offset), text.slice(offset, offset + 2)];
  return !'#"\'_$'.includes(one) && !kinds.has(one) && !foreign.has(one) && !foreign.has(two);
}

/** A character that cannot be seen is named by its number. */
const visible = (characters: string): string =>
  /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+$/u.test(characters)
    ? quote(characters)
    : `character U+${(characters.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const replacement = (span: { readonly start: number; readonly end: number }, text: string): Fix => ({
  title: say`Write ${text}`,
  edits: [{ span, text }],
});
