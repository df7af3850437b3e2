/** Names where they are given, and labels. */
import type { Cursor } from './cursor.ts';
import { reportMissing } from './elements.ts';
import { textValue } from './literals.ts';
import { isReserved, quote, spanOfToken, type Token } from './token.ts';
import type { Label, Name, Text } from './tree.ts';

/** A name that must be there. A missing one has an empty `text`. */
export function givenName(cursor: Cursor): Name {
  const atWord = cursor.at('name') || isReserved(cursor.token);
  if (cursor.continues && atWord) return nameOf(takeWord(cursor));
  reportMissing(cursor, 'missing-name');
  const atLiteral = cursor.at('bad') || cursor.at('number') || cursor.at('size');
  return cursor.continues && atLiteral ? { ...nameOf(cursor.advance()), text: '' } : cursor.missingName();
}

const nameOf = (token: Token): Name => ({ kind: 'name', span: spanOfToken(token), text: token.text });

/** A file in double quotes that must be there. A missing one has an empty `value`. */
export function path(cursor: Cursor): Text {
  if (cursor.continues && cursor.at('text')) {
    const token = cursor.advance();
    return { kind: 'text', span: spanOfToken(token), value: textValue(token.text) };
  }
  reportMissing(cursor, 'missing-text');
  return { kind: 'text', span: cursor.missing().span, value: '' };
}

/** `label =`, if it is next. */
export function label(cursor: Cursor): Label | undefined {
  const isLabel = cursor.at('name') || cursor.at('text') || isReserved(cursor.token);
  const { line } = cursor.token;
  const follows = cursor.layout.newlines === 'continue' || cursor.following.line === line;
  if (!isLabel || cursor.following.kind !== '=' || !follows) return undefined;
  const quoted = cursor.at('text');
  const token = takeWord(cursor);
  cursor.advance();
  return { kind: 'label', span: spanOfToken(token), text: quoted ? textValue(token.text) : token.text, quoted };
}

/** Takes a name, or a reserved word that is used as one. */
function takeWord(cursor: Cursor): Token {
  const { token } = cursor;
  if (isReserved(token)) {
    const details = { word: quote(token.text), fit: quote(`${token.text}_1`) };
    cursor.report(token, 'reserved-word', details);
  }
  return cursor.advance();
}
