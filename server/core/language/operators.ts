/** Chains and operators: one parser for values and for chains, as whoever takes an expression decides what it is. */
import { spanOf } from '../text.ts';
import type { Cursor } from './cursor.ts';
import { describe } from './cursor.ts';
import { spanOfToken, type Token, type TokenKind } from './token.ts';
import type { BinaryOperator, Expression, Missing, Unary } from './tree.ts';
import { say, type Text } from '../words.ts';

/** How tightly an operator binds, as in Python. */
const POWERS = new Map<TokenKind, number>([
  ['or', 1],
  ['and', 2],
  ...(['==', '!=', '<', '<=', '>', '>='] as const).map(comparison => [comparison, 4] as const),
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['//', 6],
  ['%', 6],
  ['**', 8],
]);
const NOT = 3;
const COMPARISON = 4;
const NEGATION = 7;
const POWER = 8;

/** `a -> b -> c`, or the one step alone. */
export function expression(cursor: Cursor): Expression {
  const first = value(cursor);
  if (!cursor.at('->')) return first;
  const steps = [first];
  let last = first;
  while (cursor.at('->')) {
    cursor.advance();
    // `->` at the end of a line continues nothing, in parentheses neither.
    last = cursor.onSameLine ? value(cursor) : reportOperand(cursor);
    steps.push(last);
  }
  return { kind: 'chain', span: spanOf(first, last), steps };
}

/** Everything but a chain: operators, and `a if condition else b`. */
export function value(cursor: Cursor): Expression {
  const whenTrue = operation(cursor, 0);
  // First on its line, `if` is a step.
  if (!cursor.at('if') || !cursor.onSameLine) return whenTrue;
  return cursor.nest(() => ternary(cursor, whenTrue));
}

function ternary(cursor: Cursor, whenTrue: Expression): Expression {
  const keyword = cursor.advance();
  const condition = operandAfter(cursor, 0);
  const hasElse = cursor.at('else');
  if (!hasElse) cursor.report(keyword, 'missing-else', {});
  else cursor.advance();
  const whenFalse = hasElse ? afterOperator(cursor, () => value(cursor)) : cursor.missing();
  return { kind: 'ternary', span: spanOf(whenTrue, whenFalse), condition, whenTrue, whenFalse };
}

/** A sum such as the right side of a comparison, without comparisons of its own. */
export const sum = (cursor: Cursor): Expression => operandAfter(cursor, COMPARISON + 1);

/** An operation whose operators bind at least as tightly as `minimum`. */
const operation = (cursor: Cursor, minimum: number): Expression => cursor.nest(() => climb(cursor, minimum));

function climb(cursor: Cursor, minimum: number): Expression {
  let left = prefix(cursor);
  for (;;) {
    const power = POWERS.get(cursor.token.kind);
    if (power === undefined || power < minimum || !cursor.continues) return left;
    if (!cursor.mayGrow) return cursor.tooDeep();
    checkComparison(cursor, left, power);
    const operator = cursor.advance().kind as BinaryOperator;
    const right = operandAfter(cursor, power === POWER ? NEGATION : power + 1);
    left = { kind: 'binary', span: spanOf(left, right), operator, left, right };
  }
}

function checkComparison(cursor: Cursor, left: Expression, power: number): void {
  const chains = power === COMPARISON && left.kind === 'binary' && POWERS.get(left.operator) === COMPARISON;
  if (chains) cursor.correct(spanOfToken(cursor.token), cursor.token, 'chained-comparison', {}, []);
}

function prefix(cursor: Cursor): Expression {
  if (cursor.at('-')) return unary(cursor, '-', NEGATION);
  if (cursor.at('not')) return unary(cursor, 'not', NOT);
  const operand = cursor.rules.operand(cursor);
  return operand.kind === 'missing' && operand.span.start === operand.span.end
    ? missingOperand(cursor, operand)
    : operand;
}

function unary(cursor: Cursor, operator: Unary['operator'], power: number): Expression {
  const { start } = cursor.advance();
  const operand = operandAfter(cursor, power);
  return { kind: 'unary', span: { start, end: operand.span.end }, operator, operand };
}

const operandAfter = (cursor: Cursor, power: number): Expression =>
  afterOperator(cursor, () => operation(cursor, power));

/** An operator at the end of a line continues nothing, and a parameter on the next line is no operand. */
const afterOperator = (cursor: Cursor, rule: () => Expression): Expression =>
  cursor.continues && (cursor.onSameLine || cursor.following.kind !== '=') ? rule() : reportOperand(cursor);

/** Where no operand starts: before an operator that wants one, or after what is already there. */
function missingOperand(cursor: Cursor, operand: Missing): Missing {
  const isInfix = cursor.at('->') || cursor.at('=') || POWERS.has(cursor.token.kind);
  if (!isInfix) return reportOperand(cursor);
  cursor.report(cursor.token, 'missing-operand', { operator: describe(cursor.token) });
  return operand;
}

/** Reports that a value is missing after what has been read. */
export function reportOperand(cursor: Cursor): Missing {
  cursor.report(cursor.previous, 'missing-value', { previous: afterWhat(cursor.previous) });
  return cursor.missing();
}

const afterWhat = (previous: Token): Text =>
  previous.kind === 'end' ? say`the start of the file` : describe(previous);
