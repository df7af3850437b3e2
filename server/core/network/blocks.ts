/** Runs block calls: binds their arguments and expands their bodies. */
import { closest } from '../closest.ts';
import type { Argument, Call, Definition, Expression, Name, Parameter } from '../language/tree.ts';
import { functions } from './arithmetic.ts';
import { isBroken, placedCount } from './arguments.ts';
import { findCallable } from './callables.ts';
import { argumentsOf, calleeOf, takePath, type CallLabel } from './calls.ts';
import { runChain, startingTensor, stepsOf } from './chain.ts';
import { evaluate, findValue, truth } from './evaluate.ts';
import { refer, report, type Expansion } from './expansion.ts';
import { runGroup } from './lines.ts';
import type { BlockDefinition } from './modules.ts';
import type { Origin } from './network.ts';
import { openLevel, originOf, type Frame, type Scope } from './scope.ts';
import { type Current, formatValue, type Named, UNKNOWN_TENSOR, UNKNOWN_VALUE, type Value } from './values.ts';
import { allWords } from './words.ts';
import { say } from '../words.ts';

/** Expands a block where it is called. Its level is the call's path; it sees its parameters and its file. */
export function runBlock(
  expansion: Expansion,
  scope: Scope,
  step: Name | Call,
  current: Current,
  block: BlockDefinition,
  label: CallLabel | undefined,
): Named {
  const name = calleeOf(step).span;
  if (block.kind === 'model') {
    report(expansion, scope.frame, name, 'model-is-no-step', { name: block.name });
    return { current };
  }
  if (!current) report(expansion, scope.frame, name, 'nothing-enters', { name: block.name });
  const given = bindParameters(expansion, scope, step, block, current);
  const path = takePath(scope, label);
  // Written to once more, below: its layers hold it before its result is known.
  const origin: Origin & { result?: number } = { ...originOf(scope.frame, step.span, name), path, given };
  const frame: Frame = {
    file: block.module.file,
    definition: block.definition,
    entering: current ?? UNKNOWN_TENSOR,
    caller: { frame: scope.frame, name, origin },
  };
  const inner = openLevel(frame, `${path}.`);
  const result = expandBody(expansion, inner, given);
  if (result?.layer !== undefined) origin.result = result.layer;
  return { current: result, level: inner.level };
}

const CALL_STEPS = 4;

/** Binds parameters in a definition's own scope, then runs its body. What is not given has its default. */
export function expandBody(expansion: Expansion, inner: Scope, given: ReadonlyMap<string, Value>): Current {
  const { definition, entering } = inner.frame;
  if (!definition) return entering;
  openBody(expansion, inner, definition, given);
  return runGroup(expansion, inner, definition.body, entering);
}

/** Binds a definition's parameters. */
export function openBody(
  expansion: Expansion,
  inner: Scope,
  definition: Definition,
  given: ReadonlyMap<string, Value>,
): void {
  // A level, a frame and parameters take the time of some steps: recursion that doubles ends as soon as a loop does.
  expansion.steps += CALL_STEPS;
  expansion.session.expanded.push(definition);
  for (const parameter of definition.parameters)
    bindParameter(expansion, inner, parameter, given.get(parameter.name.text));
}

function bindParameter(expansion: Expansion, inner: Scope, parameter: Parameter, given: Value | undefined): void {
  const { name, default: standard } = parameter;
  if (!name.text) return;
  const value = given ?? (standard ? argumentValue(expansion, inner, standard, inner.frame.entering) : UNKNOWN_VALUE);
  const place = { file: inner.frame.file, span: name.span };
  const entity = { kind: 'parameter', name: name.text, place, value: formatValue(value) } as const;
  if (inner.names.has(name.text)) report(expansion, inner.frame, name.span, 'name-twice', { name: name.text });
  else inner.names.set(name.text, { value, entity });
  refer(expansion, inner.frame, name.span, entity);
}

function bindParameters(
  expansion: Expansion,
  scope: Scope,
  step: Name | Call,
  block: BlockDefinition,
  current: Current,
): ReadonlyMap<string, Value> {
  const broken = isBroken(step);
  if (broken) expansion.muted += 1;
  const given = new Map<string, Value>();
  const { parameters } = block.definition;
  const placed = placedCount(argumentsOf(step));
  for (const [index, argument] of argumentsOf(step).entries()) {
    const parameter = parameterOf(expansion, scope, block, index, placed, argument);
    const value = argumentValue(expansion, scope, argument.value, current);
    if (!parameter) continue;
    const { text } = parameter.name;
    if (given.has(text))
      report(expansion, scope.frame, argument.span, 'argument-twice', { name: text, callee: block.name, hint: '' });
    else given.set(text, value);
  }
  for (const { name, default: standard } of parameters) {
    if (standard || given.has(name.text)) continue;
    const details = { callee: block.name, name: name.text, wants: say`a value` };
    report(expansion, scope.frame, calleeOf(step).span, 'missing-argument', details);
    given.set(name.text, UNKNOWN_VALUE);
  }
  if (broken) expansion.muted -= 1;
  return given;
}

function parameterOf(
  expansion: Expansion,
  scope: Scope,
  { name: callee, definition, module }: BlockDefinition,
  index: number,
  placed: number,
  { label, span }: Argument,
): Parameter | undefined {
  const { parameters } = definition;
  const names = parameters.map(parameter => parameter.name.text);
  if (!label) {
    if (index >= placed) report(expansion, scope.frame, span, 'positional-after-named', {});
    else if (index < parameters.length) return parameters[index];
    else if (index === parameters.length)
      report(expansion, scope.frame, span, 'too-many-arguments', {
        callee,
        most: names.length,
        names: names.join(', '),
      });
    return undefined;
  }
  const found = parameters.find(parameter => parameter.name.text === label.text);
  if (found) {
    const place = { file: module.file, span: found.name.span };
    refer(expansion, scope.frame, label.span, { kind: 'parameter', name: label.text, place });
    return found;
  }
  const meant = closest(label.text, names);
  const hint = meant
    ? say` Did you mean ${meant}?`
    : names.length > 0
      ? say` It takes ${names.join(', ')}.`
      : say` It takes none.`;
  const fixes = meant ? [{ title: say`Write ${meant}`, edits: [{ span: label.span, text: meant }] }] : [];
  report(expansion, scope.frame, label.span, 'unknown-argument', { name: label.text, callee, hint }, { fixes });
  return undefined;
}

/**
 * What a block's argument is: a value, a layer or block, a tensor (a chain that starts with one is run here, where it
 * is written), or a chain to apply where its parameter stands.
 */
export function argumentValue(expansion: Expansion, scope: Scope, expression: Expression, current: Current): Value {
  switch (expression.kind) {
    case 'parenthesized':
      return argumentValue(expansion, scope, expression.inner, current);
    case 'ternary': {
      const choice = truth(expansion, scope, expression.condition);
      if (choice === undefined) return UNKNOWN_VALUE;
      return argumentValue(expansion, scope, choice ? expression.whenTrue : expression.whenFalse, current);
    }
    case 'name': {
      if (expression.text === 'in' || findValue(expansion, scope, expression.text)) break;
      const found = findCallable(expansion, scope, expression.text);
      if (!found) break;
      refer(expansion, scope.frame, expression.span, found.entity);
      return found.target;
    }
    case 'call':
      if (!functions.has(expression.callee.text)) return { kind: 'template', chain: expression, scope };
      break;
    case 'chain': {
      const [first] = stepsOf(expression);
      if (!first || !startingTensor(expansion, scope, first)) return { kind: 'template', chain: expression, scope };
      return { kind: 'tensor', tensor: runChain(expansion, scope, expression, current) ?? UNKNOWN_TENSOR };
    }
    case 'group':
    case 'if':
    case 'repeat':
    case 'for':
      return { kind: 'template', chain: expression, scope };
  }
  return evaluate(expansion, scope, expression, allWords);
}
