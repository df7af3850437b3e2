/** What stands between braces: chains and statements, a line each. */
import type { Cursor } from './cursor.ts';
import { describe } from './cursor.ts';
import { startsOperand } from './elements.ts';
import { attribute } from './habits.ts';
import { valueAfterEquals } from './let.ts';
import { label } from './names.ts';
import { expression } from './operators.ts';
import { statementAt } from './statements.ts';
import type { ChainLine, Group, Line } from './tree.ts';
import { say } from '../words.ts';

/** `{ … }`. A fault in one of its lines is no fault of what the group stands in. */
export function group(cursor: Cursor): Group {
  const { result } = cursor.isolate(() => {
    const { start } = cursor.advance();
    const read = cursor.within({ newlines: 'end', brace: 'group' }, () => lines(cursor));
    cursor.advance();
    return { kind: 'group', span: cursor.spanFrom(start), lines: read } as const;
  });
  return result;
}

function lines(cursor: Cursor): readonly Line[] {
  const read: Line[] = [];
  while (!cursor.at('}') && !cursor.at('end')) {
    if (!cursor.onSameLine || cursor.at(';')) cursor.synchronise();
    if (cursor.accept(';')) continue;
    const { place } = cursor;
    const next = cursor.keep(cursor.kept.lines) ?? line(cursor);
    if (next) read.push(next);
    endLine(cursor, place);
  }
  return read;
}

/** A line; nothing where there is none, but an `else` alone or what belongs outside of braces. */
function line(cursor: Cursor): Line | undefined {
  const statement = statementAt(cursor);
  if (statement) return statement(cursor);
  if (!cursor.at('else')) return chainLine(cursor);
  cursor.report(cursor.token, 'else-without-if', {});
  cursor.advance();
  return cursor.atLineEnd ? undefined : chainLine(cursor);
}

function chainLine(cursor: Cursor): ChainLine {
  const { documentation } = cursor;
  const { start } = cursor.token;
  const named = label(cursor) ?? attribute(cursor);
  const chain = named ? valueAfterEquals(cursor) : expression(cursor);
  return {
    kind: 'line',
    span: named ? cursor.spanFrom(start) : chain.span,
    ...(named && { label: named }),
    chain,
    ...(documentation !== undefined && { documentation }),
  };
}

/** Reports what is left of a line that began at `place`, and skips to what can be read as a line of its own. */
function endLine(cursor: Cursor, place: number): void {
  const isStuck = cursor.place === place;
  if (!isStuck && cursor.atLineEnd) return;
  cursor.report(cursor.token, 'unexpected-token', {
    found: describe(cursor.token),
    expected: say`a new line, \`;\` or \`->\``,
  });
  if (!isStuck && startsOperand(cursor)) return;
  do cursor.skip();
  while (!cursor.atLineEnd && !startsOperand(cursor));
}
