/** Lists: elements, with commas between them and perhaps one behind, up to a closer. */
import type { Cursor } from './cursor.ts';
import { describe } from './cursor.ts';
import { quote, type Closer, type TokenKind } from './token.ts';
import { say } from '../words.ts';

const starts: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'name',
  'number',
  'size',
  'text',
  '(',
  '[',
  '{',
  'if',
  'repeat',
  'for',
  'in',
  'true',
  'false',
  '-',
  'not',
] as const);

/** True when a value or a step may start with the next token. */
export const startsOperand = (cursor: Cursor): boolean => starts.has(cursor.token.kind);

export interface Elements<T> {
  readonly items: readonly T[];
  /** Whether a comma stood anywhere between the brackets. */
  readonly hasComma: boolean;
}

/** Reads elements and `closer`; the opener has been read. Where an element takes nothing, what is there is skipped. */
export function elements<T>(cursor: Cursor, closer: Closer, element: (cursor: Cursor) => T): Elements<T> {
  const items: T[] = [];
  let hasComma = false;
  cursor.within({ newlines: 'continue', brace: 'group' }, () => {
    while (!cursor.at(closer) && !cursor.at('end')) {
      const { place } = cursor;
      items.push(element(cursor));
      separate(cursor, closer, place);
      hasComma ||= cursor.previous.kind === ',';
    }
  });
  cursor.advance();
  return { items, hasComma };
}

/** Takes the comma after an element that started at `place`, or says what is wrong there. */
function separate(cursor: Cursor, closer: Closer, place: number): void {
  if (cursor.at(closer)) return;
  if (cursor.accept(',')) return cursor.synchronise();
  if (startsOperand(cursor) && cursor.place > place) return missingComma(cursor);
  cursor.report(cursor.token, 'unexpected-token', {
    found: describe(cursor.token),
    expected: say`a comma or ${quote(closer)}`,
  });
  do cursor.skip();
  while (!cursor.at(closer) && !cursor.at(',') && !cursor.at('end') && !startsOperand(cursor));
  if (cursor.accept(',')) cursor.synchronise();
}

function missingComma(cursor: Cursor): void {
  const { end } = cursor.previous;
  const details = { previous: describe(cursor.previous), found: describe(cursor.token) };
  const fix = { title: say`Add a comma`, edits: [{ span: { start: end, end }, text: ',' }] };
  cursor.report(cursor.previous, 'missing-comma', details, [fix]);
}

/** Reads elements of a statement, which end with the line. */
export function lineElements<T>(cursor: Cursor, element: (cursor: Cursor) => T): readonly T[] {
  const items = [element(cursor)];
  while (cursor.continues && cursor.accept(',')) {
    cursor.synchronise();
    if (cursor.atLineEnd) break;
    items.push(element(cursor));
  }
  return items;
}

/** Reports something missing after what has been read. */
export function reportMissing(cursor: Cursor, code: 'missing-name' | 'missing-text'): void {
  cursor.report(cursor.previous, code, { previous: describe(cursor.previous), found: cursor.found });
}

/** Takes a token that must be there. */
export function expect(cursor: Cursor, kind: TokenKind): boolean {
  if (cursor.continues && cursor.accept(kind)) return true;
  const details = { expected: `\`${kind}\``, previous: describe(cursor.previous), found: cursor.found };
  cursor.report(cursor.previous, 'missing-token', details);
  return false;
}
