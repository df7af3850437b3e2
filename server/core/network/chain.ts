/** Runs chains: each step takes the current tensor and gives the next. */
import type { Expression, For, If, Member, Name, Repeat } from '../language/tree.ts';
import { formatShape, mayEqual } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import { runCall } from './calls.ts';
import { evaluate, fillIn, findValue, truth, wholeNumber } from './evaluate.ts';
import { mayGoOn, refer, report, type Expansion } from './expansion.ts';
import { runGroup } from './lines.ts';
import { findCallable } from './callables.ts';
import { openLevel, openTurn, type Level, type Scope } from './scope.ts';
import { formatValue, isUnknown, sizesOf, type Tensor, type TensorValue, type Value } from './values.ts';

/** A tensor nobody knows: what an error leaves. */
export const UNKNOWN_TENSOR: Tensor = { layer: undefined, shape: undefined };

/** The current tensor; undefined before the first `input`. */
export type Current = Tensor | undefined;

/** The result of a labelled chain: its tensor, and the level that the label opened, if it did. */
export interface Named {
  readonly current: Current;
  readonly level?: Level;
}

/** Runs a chain or a single step from the tensor that enters it. */
export function runChain(expansion: Expansion, scope: Scope, expression: Expression, entering: Current): Current {
  let current = entering;
  for (const [index, step] of stepsOf(expression).entries())
    current = runStep(expansion, scope, step, current, index === 0 ? 'start' : 'after');
  return current;
}

/**
 * Runs a labelled chain. A label on one call is that call's name; on anything else it opens a level, as
 * `nn.Sequential`. By syntax: a starting tensor and shapes do not count.
 */
export function runLabelled(
  expansion: Expansion,
  scope: Scope,
  label: string,
  expression: Expression,
  entering: Current,
): Named {
  const steps = stepsOf(expression);
  const counted = steps.filter(
    (step, index) => !isShape(step) && !(index === 0 && startingTensor(expansion, scope, step)),
  );
  const [only] = counted;
  const path = scope.level.prefix + label;
  if (counted.length === 0) return aliasOf(expansion, scope, expression, entering);
  if (counted.length > 1 || !only || (only.kind !== 'name' && only.kind !== 'call')) {
    const inner = openLevel(scope.frame, `${path}.`, scope);
    return { current: runChain(expansion, inner, expression, entering), level: inner.level };
  }
  let named: Named = { current: entering };
  for (const [index, step] of steps.entries()) {
    if (step === only) named = runCall(expansion, scope, only, named.current, { label, path });
    else named = { ...named, current: runStep(expansion, scope, step, named.current, index === 0 ? 'start' : 'after') };
  }
  return named;
}

/** A label on a tensor alone is another name for it, its level included. */
function aliasOf(expansion: Expansion, scope: Scope, expression: Expression, entering: Current): Named {
  const [first] = stepsOf(expression);
  const tensor = first && startingTensor(expansion, scope, first);
  const current = runChain(expansion, scope, expression, entering);
  return { current, ...(tensor?.level && { level: tensor.level }) };
}

export const stepsOf = (expression: Expression): readonly Expression[] =>
  expression.kind === 'chain'
    ? expression.steps
    : expression.kind === 'parenthesized'
      ? stepsOf(expression.inner)
      : [expression];

const isShape = (step: Expression): boolean => step.kind === 'size' || step.kind === 'list' || step.kind === 'number';

/** The tensor that a chain's first step names, without any report; undefined when it is a step that does something. */
export function startingTensor(expansion: Expansion, scope: Scope, step: Expression): TensorValue | undefined {
  if (step.kind !== 'name' && step.kind !== 'member') return undefined;
  expansion.muted += 1;
  const value = tensorNamed(expansion, scope, step);
  expansion.muted -= 1;
  return value;
}

function tensorNamed(expansion: Expansion, scope: Scope, step: Name | Member): TensorValue | undefined {
  if (step.kind === 'name' && step.text !== 'in') {
    const text = fillIn(expansion, scope, step);
    const value = text === undefined ? undefined : findValue(expansion, scope, text)?.value;
    return isTensor(value) ? value : undefined;
  }
  const value = evaluate(expansion, scope, step);
  return isTensor(value) ? value : undefined;
}

const isTensor = (value: Value | undefined): value is TensorValue =>
  typeof value === 'object' && value.kind === 'tensor';

type Place = 'start' | 'after';

/** Runs one step. An unknown one passes its tensor on, so that the shapes below stay. */
function runStep(expansion: Expansion, scope: Scope, step: Expression, current: Current, place: Place): Current {
  if (!mayGoOn(expansion, scope.frame, step.span)) return UNKNOWN_TENSOR;
  expansion.depth += 1;
  const result = dispatch(expansion, scope, step, current, place);
  expansion.depth -= 1;
  return result;
}

function dispatch(expansion: Expansion, scope: Scope, step: Expression, current: Current, place: Place): Current {
  switch (step.kind) {
    case 'name':
    case 'member':
      return runName(expansion, scope, step, current, place);
    case 'call':
      return runCall(expansion, scope, step, current).current;
    case 'chain':
    case 'parenthesized':
      return runChain(expansion, scope, step, current);
    case 'group':
      return runGroup(expansion, scope, step, current);
    case 'if':
      return runIf(expansion, scope, step, current);
    case 'ternary':
      return runChoice(expansion, scope, step.condition, current, choice =>
        runChain(expansion, scope, choice ? step.whenTrue : step.whenFalse, current),
      );
    case 'repeat':
      return runRepeat(expansion, scope, step, current);
    case 'for':
      return turnsOf(expansion, scope, step).reduce<Current>(
        (tensor, turn) => runGroup(expansion, turn, step.body, tensor),
        current,
      );
    case 'size':
    case 'list':
    case 'number':
      return assertShape(expansion, scope, step, current);
    case 'missing':
      return current;
    default:
      return notAStep(expansion, scope, step, current);
  }
}

function runName(expansion: Expansion, scope: Scope, step: Name | Member, current: Current, place: Place): Current {
  const tensor = startingTensor(expansion, scope, step);
  if (step.kind === 'name' && (!tensor || (place === 'after' && findCallable(expansion, scope, step.text))))
    return runCall(expansion, scope, step, current).current;
  if (!tensor) return notAStep(expansion, scope, step, current);
  const name = nameOf(step);
  if (place === 'after') {
    report(expansion, scope.frame, step.span, 'tensor-after-arrow', { name });
    return current;
  }
  if (step.kind === 'name' && findCallable(expansion, scope, step.text))
    report(expansion, scope.frame, step.span, 'tensor-or-layer', { name });
  // Evaluated once more, aloud: the look above was muted, and names refer.
  evaluate(expansion, scope, step);
  return tensor.tensor;
}

const nameOf = (step: Name | Member): string =>
  step.kind === 'name' ? step.text : `${nameOf(step.object)}.${step.name.text}`;

function notAStep(expansion: Expansion, scope: Scope, step: Expression, current: Current): Current {
  if (step.kind === 'text') {
    report(expansion, scope.frame, step.span, 'not-a-step', { found: 'A string', hint: '' });
    return current;
  }
  const value = evaluate(expansion, scope, step);
  if (!isUnknown(value)) {
    const found = step.kind === 'binary' || step.kind === 'unary' ? 'The result of an operator' : formatValue(value);
    report(expansion, scope.frame, step.span, 'not-a-step', { found, hint: '' });
  }
  return current;
}

function runIf(expansion: Expansion, scope: Scope, { condition, then, otherwise }: If, current: Current): Current {
  return runChoice(expansion, scope, condition, current, choice => {
    const taken = choice ? then : otherwise;
    if (!taken) return current;
    return taken.kind === 'if' ? runIf(expansion, scope, taken, current) : runGroup(expansion, scope, taken, current);
  });
}

/** Where a condition is not known both ways are read, for their errors, and nothing is known of the result. */
function runChoice(
  expansion: Expansion,
  scope: Scope,
  condition: Expression,
  current: Current,
  run: (choice: boolean) => Current,
): Current {
  const choice = truth(expansion, scope, condition);
  if (choice !== undefined) return run(choice);
  run(true);
  run(false);
  return current && UNKNOWN_TENSOR;
}

function runRepeat(expansion: Expansion, scope: Scope, { count, body }: Repeat, current: Current): Current {
  const turns = wholeNumber(expansion, scope, count);
  if (turns !== undefined && turns < 0) report(expansion, scope.frame, count.span, 'negative-count', { count: turns });
  if (turns === undefined) {
    runGroup(expansion, openTurn(scope), body, current);
    return current && UNKNOWN_TENSOR;
  }
  let tensor = current;
  for (let turn = 0; turn < turns && mayGoOn(expansion, scope.frame, body.span); turn += 1)
    tensor = runGroup(expansion, openTurn(scope), body, tensor);
  return tensor;
}

/** The scope of each turn of a `for`, its variables bound. Nothing for what cannot be run through, with an error. */
export function turnsOf(expansion: Expansion, scope: Scope, loop: For): readonly Scope[] {
  return rows(expansion, scope, loop).map(row => {
    const turn = openTurn(scope);
    for (const [index, { text, span }] of loop.names.entries()) {
      const value = row[index] ?? { kind: 'unknown' };
      const place = { file: scope.frame.module.file, span };
      const entity = { kind: 'variable', name: text, place, value: formatValue(value) } as const;
      turn.names.set(text, { value, entity });
      refer(expansion, scope.frame, span, entity);
    }
    return turn;
  });
}

function rows(expansion: Expansion, scope: Scope, loop: For): readonly (readonly Value[])[] {
  if (loop.to) {
    const from = wholeNumber(expansion, scope, loop.from);
    const to = wholeNumber(expansion, scope, loop.to);
    if (from === undefined || to === undefined) return [[]];
    return range(expansion, scope, loop.from.span, from, to);
  }
  const list = evaluate(expansion, scope, loop.from);
  if (isUnknown(list)) return [[]];
  if (typeof list !== 'object' || list.kind !== 'list') {
    report(expansion, scope.frame, loop.from.span, 'list-wanted', { found: formatValue(list) });
    return [];
  }
  return list.items.map(item => unpack(expansion, scope, loop, item));
}

function range(expansion: Expansion, scope: Scope, span: Span, from: number, to: number): readonly number[][] {
  const turns: number[][] = [];
  for (let number = from; number < to && mayGoOn(expansion, scope.frame, span); number += 1) turns.push([number]);
  return turns;
}

/** A turn's values: the item itself, or with several names the item's items. */
function unpack(expansion: Expansion, scope: Scope, { names, from }: For, item: Value): readonly Value[] {
  if (names.length === 1 || isUnknown(item)) return [item];
  const items = typeof item === 'object' && item.kind === 'list' ? item.items : undefined;
  if (items?.length === names.length) return items;
  report(expansion, scope.frame, from.span, 'loop-names', { names: names.length, found: formatValue(item) });
  return [];
}

function assertShape(expansion: Expansion, scope: Scope, step: Expression, current: Current): Current {
  const value = evaluate(expansion, scope, step);
  const sizes = sizesOf(value);
  if (sizes === undefined && !isUnknown(value))
    report(expansion, scope.frame, step.span, 'shape-wanted', { found: formatValue(value) });
  if (sizes === undefined || !current?.shape) return current;
  const wanted = typeof sizes === 'number' ? [sizes] : sizes;
  const { shape } = current;
  const holds = wanted.length === shape.length && wanted.every((size, index) => mayEqual(size, shape[index] ?? 0));
  if (!holds)
    report(expansion, scope.frame, step.span, 'shape-not-as-asserted', {
      asserted: wanted.map(size => (Number.isNaN(size) ? '_' : size)).join('×'),
      found: formatShape(shape),
    });
  return current;
}
