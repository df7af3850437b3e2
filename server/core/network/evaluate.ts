/** Evaluates values: arithmetic, attributes, functions. Chains are `chain.ts`'s business. */
import { closest } from '../closest.ts';
import type { Binary, Call, Expression, List as ListExpression, Member, Name, Size, Unary } from '../language/tree.ts';
import { binaryOperators, functions } from './arithmetic.ts';
import { attribute } from './attributes.ts';
import { findCallable } from './callables.ts';
import { letValue } from './file-lets.ts';
import { LIMITS, moduleOf, refer, report, type Expansion } from './expansion.ts';
import { failedImport } from './modules.ts';
import { findName, type Binding, type Scope } from './scope.ts';
import { ANY, formatValue, isUnknown, type List, UNKNOWN_VALUE, type Value } from './values.ts';
import { joined, say, type Text } from '../words.ts';

const NO_WORDS: ReadonlySet<string> = new Set();

/**
 * The value of an expression. `words` are the bare words the taker understands; a name in scope goes before them.
 * Reports what is wrong and then gives `UNKNOWN_VALUE`.
 */
export function evaluate(
  expansion: Expansion,
  scope: Scope,
  expression: Expression,
  words: ReadonlySet<string> = NO_WORDS,
): Value {
  expansion.depth += 1;
  const value = valueOf(expansion, scope, expression, words);
  expansion.depth -= 1;
  return value;
}

function valueOf(expansion: Expansion, scope: Scope, expression: Expression, words: ReadonlySet<string>): Value {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return expression.value;
    case 'size':
      return sizeValue(expression);
    case 'list':
      return listValue(expansion, scope, expression, words);
    case 'name':
      return nameValue(expansion, scope, expression, words);
    case 'member':
      return memberValue(expansion, scope, expression);
    case 'parenthesized':
      return evaluate(expansion, scope, expression.inner, words);
    case 'unary':
      return unaryValue(expansion, scope, expression);
    case 'binary':
      return binaryValue(expansion, scope, expression);
    case 'ternary': {
      const condition = truth(expansion, scope, expression.condition);
      if (condition === undefined) return UNKNOWN_VALUE;
      return evaluate(expansion, scope, condition ? expression.whenTrue : expression.whenFalse, words);
    }
    case 'call':
      return functionValue(expansion, scope, expression);
    case 'missing':
      return UNKNOWN_VALUE;
    default:
      report(expansion, scope.frame, expression.span, 'value-wanted', { found: describe(expression) });
      return UNKNOWN_VALUE;
  }
}

/** Each value of it is a step: a few lines of lists of lists would be endless, and so would be to read them. */
function listValue(expansion: Expansion, scope: Scope, list: ListExpression, words: ReadonlySet<string>): Value {
  const value: List = { kind: 'list', items: list.items.map(item => evaluate(expansion, scope, item, words)) };
  const left = roomAfter(value, LIMITS.values);
  expansion.steps += LIMITS.values - Math.max(left, 0);
  if (left >= 0) return value;
  const limit = say`a list of more than ${LIMITS.values} values`;
  report(expansion, scope.frame, list.span, 'endless-expansion', { limit });
  return UNKNOWN_VALUE;
}

/** How many of `room` values are left after a value and those in it; negative, and no further, when it has no room. */
function roomAfter(value: Value, room: number): number {
  if (typeof value !== 'object' || value.kind !== 'list' || room <= 0) return room - 1;
  return value.items.reduce<number>((left, item) => (left < 0 ? left : roomAfter(item, left)), room - 1);
}

/** `64x_x_` is a list; `_` alone is a size, as a number alone is. */
function sizeValue({ dimensions }: Size): Value {
  const items = dimensions.map(size => size ?? ANY);
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: 'list', items };
}

/** A condition's value; undefined when it is unknown or, with an error, not true or false. */
export function truth(expansion: Expansion, scope: Scope, expression: Expression): boolean | undefined {
  const value = evaluate(expansion, scope, expression);
  if (typeof value === 'boolean') return value;
  if (!isUnknown(value))
    report(expansion, scope.frame, expression.span, 'condition-wanted', { found: formatValue(value) });
  return undefined;
}

/** A whole number's value; undefined when it is unknown or, with an error, something else. */
export function wholeNumber(expansion: Expansion, scope: Scope, expression: Expression): number | undefined {
  const value = evaluate(expansion, scope, expression);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (!isUnknown(value))
    report(expansion, scope.frame, expression.span, 'whole-number-wanted', { found: formatValue(value) });
  return undefined;
}

/** The binding of a name that holds a value: in scope, else a `let` of the file. Undefined for layers and blocks. */
export function findValue(expansion: Expansion, scope: Scope, name: string): Binding | undefined {
  return findName(scope, name) ?? letValue(expansion, scope.frame, name);
}

function nameValue(expansion: Expansion, scope: Scope, name: Name, words: ReadonlySet<string>): Value {
  if (name.text === '') return UNKNOWN_VALUE;
  if (name.text === 'in') return enteringValue(expansion, scope, name);
  const text = fillIn(expansion, scope, name);
  if (text === undefined) return UNKNOWN_VALUE;
  const binding = findValue(expansion, scope, text);
  if (binding) {
    refer(expansion, scope.frame, name.span, binding.entity);
    return binding.value;
  }
  if (failedImport(expansion.session.modules, moduleOf(expansion, scope.frame), text)) return UNKNOWN_VALUE;
  if (words.has(text)) return { kind: 'word', word: text };
  const callable = findCallable(expansion, scope, text);
  if (callable) {
    refer(expansion, scope.frame, name.span, callable.entity);
    return callable.target;
  }
  const meant = closest(text, [...words]);
  const hint = meant ? say` Did you mean ${meant}?` : words.size > 0 ? say` Here fits ${[...words].join(', ')}.` : '';
  report(expansion, scope.frame, name.span, 'unknown-name', { name: text, hint });
  return UNKNOWN_VALUE;
}

/** `in`, the tensor that entered the block. */
export function enteringValue(expansion: Expansion, scope: Scope, name: Name): Value {
  const { entering, definition } = scope.frame;
  if (entering) return { kind: 'tensor', tensor: entering };
  if (definition?.kind !== 'block') report(expansion, scope.frame, name.span, 'in-outside-block', {});
  return UNKNOWN_VALUE;
}

/** `skip$i` with the loop's `i` put in: `skip3`. Undefined, with an error, when `i` is no loop's variable. */
export function fillIn(
  expansion: Expansion,
  scope: Scope,
  { text, span }: { readonly text: string; readonly span: Name['span'] },
): string | undefined {
  if (!text.includes('$')) return text;
  let known = true;
  const filled = text.replace(/\$([\p{L}_][\p{L}\p{N}_]*)/gu, (_, variable: string) => {
    const value = findName(scope, variable)?.value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (value !== undefined && typeof value === 'object' && value.kind === 'word') return value.word;
    if (value === undefined || !isUnknown(value)) report(expansion, scope.frame, span, 'label-variable', { variable });
    known = false;
    return '';
  });
  return known ? filled : undefined;
}

function memberValue(expansion: Expansion, scope: Scope, member: Member): Value {
  const object =
    member.object.kind === 'member'
      ? memberValue(expansion, scope, member.object)
      : nameValue(expansion, scope, member.object, NO_WORDS);
  if (isUnknown(object) || member.name.text === '') return UNKNOWN_VALUE;
  if (typeof object !== 'object' || object.kind !== 'tensor') {
    report(expansion, scope.frame, member.name.span, 'no-member', {
      name: member.name.text,
      object: formatValue(object),
      hint: '',
    });
    return UNKNOWN_VALUE;
  }
  const inner = object.level?.names.get(member.name.text);
  if (inner) {
    refer(expansion, scope.frame, member.name.span, inner.entity);
    return inner.value;
  }
  return attribute(expansion, scope, member, object);
}

function unaryValue(expansion: Expansion, scope: Scope, { operator, operand, span }: Unary): Value {
  if (operator === 'not') {
    const condition = truth(expansion, scope, operand);
    return condition === undefined ? UNKNOWN_VALUE : !condition;
  }
  const value = evaluate(expansion, scope, operand);
  if (typeof value === 'number') return -value;
  if (!isUnknown(value))
    report(expansion, scope.frame, span, 'operand', { operator: '-', operand: formatValue(value) });
  return UNKNOWN_VALUE;
}

function binaryValue(expansion: Expansion, scope: Scope, { operator, left, right, span }: Binary): Value {
  if (operator === 'and' || operator === 'or') {
    const first = truth(expansion, scope, left);
    if (first === undefined) return UNKNOWN_VALUE;
    if (first === (operator === 'or')) return first;
    return truth(expansion, scope, right) ?? UNKNOWN_VALUE;
  }
  const [a, b] = [evaluate(expansion, scope, left), evaluate(expansion, scope, right)];
  if (isUnknown(a) || isUnknown(b)) return UNKNOWN_VALUE;
  const result = binaryOperators[operator](a, b);
  if (result !== undefined) return checked(expansion, scope, span, result);
  const tensors = [a, b].some(value => typeof value === 'object' && value.kind === 'tensor');
  if (tensors) report(expansion, scope.frame, span, 'arithmetic-on-tensors', { operator });
  else report(expansion, scope.frame, span, 'operands', { operator, left: formatValue(a), right: formatValue(b) });
  return UNKNOWN_VALUE;
}

function functionValue(expansion: Expansion, scope: Scope, call: Call): Value {
  const compute = functions.get(call.callee.text);
  if (!compute) {
    report(expansion, scope.frame, call.span, 'value-wanted', { found: say`the call ${call.callee.text}(…)` });
    return UNKNOWN_VALUE;
  }
  const values = call.arguments.map(argument => evaluate(expansion, scope, argument.value));
  if (call.broken || values.some(isUnknown)) return UNKNOWN_VALUE;
  const result = compute(values);
  if (result !== undefined) return checked(expansion, scope, call.span, result);
  report(expansion, scope.frame, call.span, 'function-arguments', {
    name: call.callee.text,
    found: joined(values.map(formatValue), ', '),
  });
  return UNKNOWN_VALUE;
}

/** Numbers are exact up to 2^53 and an error beyond; a division by zero is one too. */
function checked(expansion: Expansion, scope: Scope, span: Expression['span'], value: Value): Value {
  if (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  report(expansion, scope.frame, span, 'number-out-of-range', {});
  return UNKNOWN_VALUE;
}

/** What kind of thing an expression is, for "a value is wanted here, not …". */
function describe(expression: Expression): Text {
  switch (expression.kind) {
    case 'chain':
      return say`a chain`;
    case 'group':
      return say`a group`;
    case 'text':
      return say`the string "${expression.value}"`;
    default:
      return say`a step (${expression.kind})`;
  }
}
