/** `name(arguments)`. */
import type { Cursor } from './cursor.ts';
import { describe } from './cursor.ts';
import { elements } from './elements.ts';
import { valueAfterEquals } from './let.ts';
import { label } from './names.ts';
import { expression } from './operators.ts';
import type { Argument, Call, Expression, Name } from './tree.ts';
import { say } from '../words.ts';

export const atCall = (cursor: Cursor): boolean => cursor.at('(') && cursor.continues;

/** The arguments of `callee`, from `(`, which is next. */
export function call(cursor: Cursor, callee: Name): Call {
  const { result, broken } = cursor.isolate(() => {
    const open = cursor.advance();
    const { items } = elements(cursor, ')', argument);
    const read = { arguments: items, parentheses: cursor.spanFrom(open.start) };
    checkSecondCall(cursor, callee);
    return read;
  });
  return { kind: 'call', span: cursor.spanFrom(callee.span.start), callee, ...result, broken };
}

function argument(cursor: Cursor): Argument {
  const { start } = cursor.token;
  const named = label(cursor);
  if (named) {
    const value = valueAfterEquals(cursor);
    return { kind: 'argument', span: cursor.spanFrom(start), label: named, value };
  }
  const value = cursor.at('=') ? unnamedValue(cursor) : expression(cursor);
  return { kind: 'argument', span: value.span, value };
}

/** `= value`, whose name is missing. */
function unnamedValue(cursor: Cursor): Expression {
  cursor.report(cursor.token, 'missing-operand', { operator: describe(cursor.token) });
  cursor.advance();
  return valueAfterEquals(cursor);
}

/** `conv(64, 3)(x)`, as PyTorch writes it: the second pair of parentheses is read and left out. */
function checkSecondCall(cursor: Cursor, callee: Name): void {
  while (atCall(cursor) && cursor.onSameLine && !cursor.token.flawed) {
    const open = cursor.token;
    const before = cursor.previous;
    const { result } = cursor.isolate(() => {
      cursor.advance();
      return elements(cursor, ')', argument).items;
    });
    const span = cursor.spanFrom(open.start);
    const [only, ...others] = result;
    const tensor = only?.value.kind === 'name' && others.length === 0 ? only.value.text : undefined;
    const start = { start: callee.span.start, end: callee.span.start };
    const fix = {
      title: say`Start the chain with ${tensor ?? 'tensor'}`,
      edits: [
        { span: start, text: `${tensor} -> ` },
        { span, text: '' },
      ],
    };
    const fit = `\`${tensor ?? 'tensor'} -> ${callee.text}(…)\``;
    cursor.correct(span, before, 'call-of-call', { fit }, tensor === undefined ? [] : [fix]);
  }
}
