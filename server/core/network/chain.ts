/** Runs chains: each step takes the current tensor and gives the next. */
import type { Expression, If, Member, Name } from '../language/tree.ts';
import { formatShape, mayEqual } from '../ops/shape.ts';
import { runCall } from './calls.ts';
import { evaluate, fillIn, findValue, truth } from './evaluate.ts';
import { mayGoOn, report, type Expansion } from './expansion.ts';
import { runGroup } from './lines.ts';
import { runRepeat, turnsOf } from './loops.ts';
import { findCallable } from './callables.ts';
import type { Scope } from './scope.ts';
import {
  type Current,
  formatValue,
  isUnknown,
  sizesOf,
  type TensorValue,
  UNKNOWN_TENSOR,
  type Value,
} from './values.ts';
import { say } from '../words.ts';

/** Runs a chain or a single step from the tensor that enters it. */
export function runChain(expansion: Expansion, scope: Scope, expression: Expression, entering: Current): Current {
  let current = entering;
  for (const [index, step] of stepsOf(expression).entries())
    current = runStep(expansion, scope, step, current, index === 0 ? 'start' : 'after');
  return current;
}

export const stepsOf = (expression: Expression): readonly Expression[] =>
  expression.kind === 'chain'
    ? expression.steps
    : expression.kind === 'parenthesized'
      ? stepsOf(expression.inner)
      : [expression];

export const isShape = (step: Expression): boolean =>
  step.kind === 'size' || step.kind === 'list' || step.kind === 'number';

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

/** Where a step stands in its chain: only the first may be a tensor. */
type Place = 'start' | 'after';

/** Runs one step. An unknown one passes its tensor on, so that the shapes below stay. */
export function runStep(expansion: Expansion, scope: Scope, step: Expression, current: Current, place: Place): Current {
  return asStep(expansion, scope, step, UNKNOWN_TENSOR, () => dispatch(expansion, scope, step, current, place));
}

/** Runs what is a step, one level deeper; gives `otherwise` once a limit is met. */
export function asStep<T>(expansion: Expansion, scope: Scope, step: Expression, otherwise: T, run: () => T): T {
  if (!mayGoOn(expansion, scope.frame, step.span)) return otherwise;
  expansion.depth += 1;
  const result = run();
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
  if (
    step.kind === 'name' &&
    step.text !== 'in' &&
    (!tensor || (place === 'after' && findCallable(expansion, scope, step.text)))
  )
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
    report(expansion, scope.frame, step.span, 'not-a-step', { found: say`A string`, hint: '' });
    return current;
  }
  const value = evaluate(expansion, scope, step);
  if (!isUnknown(value)) {
    const found = step.kind === 'binary' || step.kind === 'unary' ? say`The result of an operator` : formatValue(value);
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

function assertShape(expansion: Expansion, scope: Scope, step: Expression, current: Current): Current {
  const value = evaluate(expansion, scope, step);
  if (isUnknown(value)) return current;
  const sizes = sizesOf(value);
  if (sizes === undefined) report(expansion, scope.frame, step.span, 'shape-wanted', { found: formatValue(value) });
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
