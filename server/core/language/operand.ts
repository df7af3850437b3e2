/** What operators stand between: literals, names, calls, brackets, and the steps that begin with a word. */
import type { Span } from '../text.ts';
import { atCall, call } from './call.ts';
import type { Cursor } from './cursor.ts';
import { describe } from './cursor.ts';
import { elements, reportMissing } from './elements.ts';
import { checkConstant, checkMember, checkTuple } from './habits.ts';
import { numberValue, sizeDimensions, textValue } from './literals.ts';
import { expression } from './operators.ts';
import { conditional, forStep, repeatStep } from './steps.ts';
import { spanOfToken } from './token.ts';
import type { Expression, List, Member, Name, Parenthesized } from './tree.ts';

export function operand(cursor: Cursor): Expression {
  switch (cursor.token.kind) {
    case 'name':
    case 'in':
      return named(cursor);
    case 'number':
      return { kind: 'number', ...literal(cursor, text => numberValue(text) ?? 0) };
    case 'true':
    case 'false':
      return { kind: 'boolean', ...literal(cursor, text => text === 'true') };
    case 'text':
      return { kind: 'text', ...literal(cursor, textValue) };
    case 'size': {
      const { span, value } = literal(cursor, text => sizeDimensions(text) ?? []);
      return { kind: 'size', span, dimensions: value };
    }
    case '(':
      return cursor.token.flawed ? call(cursor, cursor.missingName()) : parenthesized(cursor);
    case '[':
      return list(cursor);
    case '{':
      return cursor.layout.brace === 'group' ? cursor.rules.group(cursor) : cursor.missing();
    case 'if':
      return conditional(cursor);
    case 'repeat':
      return repeatStep(cursor);
    case 'for':
      return forStep(cursor);
    case 'bad':
      return { kind: 'missing', span: spanOfToken(cursor.advance()) };
    default:
      return cursor.missing();
  }
}

function literal<T>(cursor: Cursor, read: (text: string) => T): { readonly span: Span; readonly value: T } {
  const token = cursor.advance();
  return { span: spanOfToken(token), value: read(token.text) };
}

/** A name, `object.name`, or a call of a name. */
function named(cursor: Cursor): Expression {
  const first = name(cursor);
  let object: Name | Member = first;
  while (cursor.at('.') && cursor.continues) {
    if (!cursor.mayGrow) return cursor.tooDeep();
    object = member(cursor, object);
  }
  if (object.kind === 'member') return checkMember(cursor, first, object);
  return atCall(cursor) ? call(cursor, first) : checkConstant(cursor, first);
}

function name(cursor: Cursor): Name {
  const token = cursor.advance();
  return { kind: 'name', span: spanOfToken(token), text: token.text };
}

function member(cursor: Cursor, object: Name | Member): Member {
  cursor.advance();
  const isNamed = cursor.at('name') && cursor.onSameLine;
  if (!isNamed) reportMissing(cursor, 'missing-name');
  const attribute = isNamed ? name(cursor) : cursor.missingName();
  return { kind: 'member', span: { start: object.span.start, end: attribute.span.end }, object, name: attribute };
}

function parenthesized(cursor: Cursor): Parenthesized | List {
  const open = cursor.advance();
  const { items, hasComma } = elements(cursor, ')', expression);
  const span = cursor.spanFrom(open.start);
  if (items.length > 1 || hasComma) return checkTuple(cursor, { kind: 'list', span, items });
  if (items.length === 0) cursor.report(open, 'missing-value', { previous: describe(open) });
  const [inner = cursor.missing()] = items;
  return { kind: 'parenthesized', span, inner };
}

function list(cursor: Cursor): List {
  const { start } = cursor.advance();
  const { items } = elements(cursor, ']', expression);
  return { kind: 'list', span: cursor.spanFrom(start), items };
}
