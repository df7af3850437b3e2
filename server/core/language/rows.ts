/** The lines of code that brackets are repaired in: comments and blank lines do not count. */
import { isLineBreak } from './characters.ts';
import type { Scan } from './scan.ts';
import { isCloser, type Token } from './token.ts';

export interface Row {
  readonly index: number;
  readonly line: number;
  /** The width of the white space before the first token. A tab counts as one. */
  readonly indent: number;
  /** The scanner's tokens; recovery changes this copy of theirs. */
  readonly tokens: Token[];
  /** How many closers stand first on the row. */
  readonly leadingClosers: number;
  /** What the row starts: a definition, another item of the file, or neither. */
  readonly starts: 'definition' | 'item' | 'nothing';
  /** Virtual brackets at the end of the row: first those that close, then those that open. */
  readonly closers: Token[];
  readonly openers: Token[];
}

/** Keeps the work on a line of nothing but closers small. */
const MOST_LEADING_CLOSERS = 100;

export function rowsOf({ text, tokens }: Scan): readonly Row[] {
  const rows: Row[] = [];
  for (let from = 0; from < tokens.length;) {
    let to = from + 1;
    while (tokens[to]?.line === tokens[from]?.line) to++;
    rows.push(rowOf(text, rows.length, tokens.slice(from, to)));
    from = to;
  }
  return rows;
}

function rowOf(text: string, index: number, tokens: Token[]): Row {
  const [first, second] = tokens;
  const indent = first ? indentOf(text, first) : 0;
  const firstOther = tokens.findIndex(token => !isCloser(token.kind));
  return {
    index,
    line: first?.line ?? 0,
    indent,
    tokens,
    leadingClosers: Math.min(firstOther < 0 ? tokens.length : firstOther, MOST_LEADING_CLOSERS),
    starts: indent === 0 && second?.kind === 'name' ? startOf(first?.text) : 'nothing',
    closers: [],
    openers: [],
  };
}

function indentOf(text: string, first: Token): number {
  let start = first.start;
  while (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) start--;
  return first.start - start;
}

function startOf(word: string | undefined): Row['starts'] {
  if (word === 'block' || word === 'model') return 'definition';
  return word === 'import' || word === 'let' ? 'item' : 'nothing';
}
