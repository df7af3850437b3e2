import type { Cursor } from './cursor.ts';
import { expect } from './elements.ts';
import { givenName } from './names.ts';
import { expression, reportOperand } from './operators.ts';
import type { Expression, Let } from './tree.ts';

/** `let name = value`, in a file or in a group. */
export function letStatement(cursor: Cursor): Let {
  const { documentation } = cursor;
  const { start } = cursor.advance();
  const name = givenName(cursor);
  const value = expect(cursor, '=') ? valueAfterEquals(cursor) : cursor.missing();
  return {
    kind: 'let',
    span: cursor.spanFrom(start),
    name,
    value,
    ...(documentation !== undefined && { documentation }),
  };
}

/** What follows `=`, which at the end of a line continues nothing. */
export const valueAfterEquals = (cursor: Cursor): Expression =>
  cursor.onSameLine ? expression(cursor) : reportOperand(cursor);
