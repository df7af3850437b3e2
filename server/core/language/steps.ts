/** The steps that begin with a word, each a header and a body in braces. */
import type { Cursor } from './cursor.ts';
import { describe } from './cursor.ts';
import { expect } from './elements.ts';
import { givenName } from './names.ts';
import { reportOperand, value } from './operators.ts';
import { isCloser, quote, spanOfToken, type Token } from './token.ts';
import type { Expression, For, Group, If, Missing, Name, Repeat } from './tree.ts';
import { say } from '../words.ts';

/** `if condition { … } else { … }`. */
export function conditional(cursor: Cursor): If | Missing {
  const result = cursor.nest(() => readConditional(cursor));
  return result.kind === 'if' ? result : cursor.missing();
}

function readConditional(cursor: Cursor): If {
  const keyword = cursor.advance();
  const condition = headerValue(cursor);
  const then = body(cursor, keyword);
  // oxlint-disable-next-line unicorn/no-thenable -- No tree is ever awaited.
  const step = { kind: 'if', condition, then } as const;
  if (!cursor.at('else')) return { ...step, span: cursor.spanFrom(keyword.start) };
  const otherwise = otherwiseOf(cursor, cursor.advance());
  return { ...step, span: cursor.spanFrom(keyword.start), otherwise };
}

function otherwiseOf(cursor: Cursor, keyword: Token): Group | If {
  if (!cursor.at('if') || !cursor.onSameLine) return body(cursor, keyword);
  const other = conditional(cursor);
  return other.kind === 'if' ? other : { kind: 'group', span: other.span, lines: [] };
}

/** `repeat count { … }`. */
export function repeatStep(cursor: Cursor): Repeat {
  const keyword = cursor.advance();
  const count = headerValue(cursor);
  const repeated = body(cursor, keyword);
  return { kind: 'repeat', span: cursor.spanFrom(keyword.start), count, body: repeated };
}

/** `for names in list { … }`, `for name in from..to { … }`. */
export function forStep(cursor: Cursor): For {
  const keyword = cursor.advance();
  const names = loopNames(cursor);
  expect(cursor, 'in');
  const from = headerValue(cursor);
  const to = cursor.continues && cursor.accept('..') ? headerValue(cursor) : undefined;
  const repeated = body(cursor, keyword);
  const step = { kind: 'for', span: cursor.spanFrom(keyword.start), names, from, body: repeated } as const;
  return to ? { ...step, to } : step;
}

function loopNames(cursor: Cursor): readonly Name[] {
  const names: Name[] = [];
  do names.push(cursor.at('in') || !cursor.onSameLine ? missingLoopName(cursor) : givenName(cursor));
  while (cursor.onSameLine && cursor.accept(',') && !cursor.at('in'));
  return names;
}

function missingLoopName(cursor: Cursor): Name {
  cursor.report(cursor.previous, 'missing-name', { previous: describe(cursor.previous), found: cursor.found });
  return cursor.missingName();
}

/** A value that a body follows: its braces are not a group. A header is on one line, in parentheses too. */
function headerValue(cursor: Cursor): Expression {
  if (!cursor.onSameLine) return reportOperand(cursor);
  return cursor.within({ ...cursor.layout, brace: 'body' }, () => value(cursor));
}

/** `{ … }` behind a header. A missing body is an empty group of no width. */
export function body(cursor: Cursor, header: Token): Group {
  if (!cursor.at('{')) skipToBrace(cursor, header);
  if (!cursor.at('{')) return missingBody(cursor, header);
  if (!cursor.continues)
    cursor.correct(spanOfToken(cursor.token), cursor.token, 'brace-on-next-line', {}, [moveUp(cursor)]);
  return cursor.rules.group(cursor);
}

/** What stands between a header and its brace, on their line, belongs to neither. */
function skipToBrace(cursor: Cursor, header: Token): void {
  const ends = (): boolean => cursor.atLineEnd || !cursor.onSameLine || cursor.at(',') || isCloser(cursor.token.kind);
  if (ends()) return;
  const expected = say`the body of ${quote(header.text)}, in braces`;
  cursor.report(cursor.token, 'unexpected-token', { found: describe(cursor.token), expected });
  while (!cursor.at('{') && !ends()) cursor.skip();
}

const moveUp = (cursor: Cursor) => ({
  title: say`Move the brace up`,
  edits: [{ span: { start: cursor.previous.end, end: cursor.token.start }, text: ' ' }],
});

function missingBody(cursor: Cursor, header: Token): Group {
  cursor.report(cursor.previous, 'missing-body', { header: quote(header.text), found: cursor.found });
  return { kind: 'group', span: { start: cursor.previous.end, end: cursor.previous.end }, lines: [] };
}
