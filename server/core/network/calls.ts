/** Runs calls: operations, merges, blocks, and chains given as arguments. */
import type { Argument, Call, Name } from '../language/tree.ts';
import { axesOf, bindArguments } from './arguments.ts';
import { runBlock } from './blocks.ts';
import { findCallable, reportUnknownCallable } from './callables.ts';
import { runChain } from './chain.ts';
import { findValue } from './evaluate.ts';
import { refer, report, type Expansion } from './expansion.ts';
import { runLabelled } from './labels.ts';
import { addLayer } from './layers.ts';
import { runMerge } from './merges.ts';
import { runPyTorch } from './pytorch.ts';
import { runReuse } from './reuse.ts';
import { nextPath, type Scope } from './scope.ts';
import { type Current, formatValue, type Named, type Template, UNKNOWN_TENSOR } from './values.ts';
import type { Operation } from '../ops/operation.ts';
import { operationOfClass } from '../ops/torch-names.ts';
import { say } from '../words.ts';

/** A label that names the call itself. */
export interface CallLabel {
  readonly label: string;
  readonly path: string;
}

export const argumentsOf = (step: Name | Call): readonly Argument[] => (step.kind === 'call' ? step.arguments : []);
export const calleeOf = (step: Name | Call): Name => (step.kind === 'call' ? step.callee : step);

/** Takes the call's place in its level, and gives the path it has: its label, else the place. */
export function takePath({ level }: Scope, label: CallLabel | undefined): string {
  const path = label?.path ?? nextPath(level);
  level.count += 1;
  return path;
}

/** Runs one call, or a bare name that stands for one. */
export function runCall(
  expansion: Expansion,
  scope: Scope,
  step: Name | Call,
  current: Current,
  label?: CallLabel,
): Named {
  const callee = calleeOf(step);
  if (callee.text === '') return { current };
  if (step.kind === 'call' && step.pytorch) return runPyTorch(expansion, scope, step, current, label);
  if (callee.text === 'reuse') return runReuse(expansion, scope, step, current, label);
  const found = findCallable(expansion, scope, callee.text);
  if (!found) return runNothing(expansion, scope, step, current, label);
  refer(expansion, scope.frame, callee.span, found.entity);
  const { target } = found;
  switch (target.kind) {
    case 'unknown':
      return { current: UNKNOWN_TENSOR };
    case 'template':
      return runTemplate(expansion, scope, step, current, target, label);
    case 'block':
      return runBlock(expansion, scope, step, current, target.block, label);
    case 'operation':
      return target.operation.arity === 'many'
        ? runMerge(expansion, scope, step, current, target.operation, label)
        : { current: runOperation(expansion, scope, step, current, target.operation, label) };
  }
}

/** A bare name, as a call without arguments. */
const callOf = (callee: Name): Call => ({
  kind: 'call',
  span: callee.span,
  callee,
  arguments: [],
  parentheses: { start: callee.span.end, end: callee.span.end },
  broken: false,
});

/** A name that is no layer passes its tensor on and takes its place, so that the shapes and paths below it stay. */
function runNothing(
  expansion: Expansion,
  scope: Scope,
  step: Name | Call,
  current: Current,
  label: CallLabel | undefined,
): Named {
  const callee = calleeOf(step);
  const value = findValue(expansion, scope, callee.text);
  if (!value && operationOfClass(callee.text))
    return runPyTorch(expansion, scope, step.kind === 'call' ? step : callOf(step), current, label);
  takePath(scope, label);
  if (value) {
    const found = say`${callee.text}, ${formatValue(value.value)},`;
    report(expansion, scope.frame, callee.span, 'not-a-step', { found, hint: '' });
  } else reportUnknownCallable(expansion, scope, callee.span, callee.text);
  return { current };
}

function runOperation(
  expansion: Expansion,
  scope: Scope,
  step: Name | Call,
  current: Current,
  operation: Operation,
  label: CallLabel | undefined,
): Current {
  const { frame } = scope;
  const callee = calleeOf(step);
  const source = operation.arity === 'none';
  if (source && frame.definition?.kind === 'block') {
    report(expansion, frame, callee.span, 'input-in-block', {});
    return current;
  }
  if (!source && !current) report(expansion, frame, callee.span, 'nothing-enters', { name: operation.name });
  const inputs = source ? [] : [current ?? UNKNOWN_TENSOR];
  const bound = bindArguments(expansion, scope, step, operation, source ? 0 : axesOf(inputs[0]?.shape));
  const path = source ? (label?.path ?? `${scope.level.prefix}input`) : takePath(scope, label);
  return addLayer(expansion, scope, step, { operation, inputs, bound, path });
}

/** Applies a chain that was given as an argument: with the names of where it was written, counted where it stands. */
function runTemplate(
  expansion: Expansion,
  scope: Scope,
  step: Name | Call,
  current: Current,
  template: Template,
  label: CallLabel | undefined,
): Named {
  const [extra] = argumentsOf(step);
  if (extra) report(expansion, scope.frame, extra.span, 'chain-takes-nothing', { name: calleeOf(step).text });
  const within: Scope = { ...template.scope, level: scope.level, inLoop: scope.inLoop };
  if (label) return runLabelled(expansion, within, label.label, template.chain, current);
  return { current: runChain(expansion, within, template.chain, current) };
}
