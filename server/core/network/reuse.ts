/** `reuse(head)`: applies the layers labelled `head` again, with the same weights. */
import type { Call, Expression, Name } from '../language/tree.ts';
import { argumentsOf, calleeOf, type CallLabel } from './calls.ts';
import { startingTensor, stepsOf } from './chain.ts';
import { refer, report, type Expansion } from './expansion.ts';
import { runLabelled } from './labels.ts';
import { findName, type Binding, type Scope } from './scope.ts';
import { type Current, type Named, UNKNOWN_TENSOR } from './values.ts';

/** Runs the chain of a label once more from the current tensor. Its rows have paths of their own, its weights the label's. */
export function runReuse(
  expansion: Expansion,
  scope: Scope,
  step: Name | Call,
  current: Current,
  label: CallLabel | undefined,
): Named {
  const [argument, ...extra] = argumentsOf(step);
  const binding = argument && extra.length === 0 ? labelled(expansion, scope, argument.value) : undefined;
  if (!binding?.applied || !current) {
    report(expansion, scope.frame, calleeOf(step).span, 'reuse-of-label', {});
    return { current: UNKNOWN_TENSOR };
  }
  const { applied, entity } = binding;
  const here = label?.label ?? String(scope.level.count);
  const before = expansion.sharing;
  expansion.sharing = {
    here: scope.level.prefix + here,
    there: applied.scope.level.prefix + entity.name,
    frame: scope.frame,
    span: step.span,
  };
  const within: Scope = { ...applied.scope, level: scope.level };
  const chain = withoutStart(expansion, applied.scope, applied.chain);
  const named = runLabelled(expansion, within, here, chain, current);
  expansion.sharing = before;
  if (named.level) scope.level.count += 1;
  return named;
}

function labelled(expansion: Expansion, scope: Scope, expression: Expression): Binding | undefined {
  if (expression.kind === 'parenthesized') return labelled(expansion, scope, expression.inner);
  if (expression.kind === 'member') {
    const owner = labelled(expansion, scope, expression.object)?.value;
    const level = typeof owner === 'object' && owner.kind === 'tensor' ? owner.level : undefined;
    return referring(expansion, scope, expression.name, level?.names.get(expression.name.text));
  }
  return expression.kind === 'name'
    ? referring(expansion, scope, expression, findName(scope, expression.text))
    : undefined;
}

function referring(expansion: Expansion, scope: Scope, name: Name, binding: Binding | undefined): Binding | undefined {
  if (binding) refer(expansion, scope.frame, name.span, binding.entity);
  return binding;
}

/** The chain without the tensor that it starts at: it now starts at the current one. */
function withoutStart(expansion: Expansion, scope: Scope, chain: Expression): Expression {
  const [first, ...rest] = stepsOf(chain);
  if (chain.kind !== 'chain' || !first || !startingTensor(expansion, scope, first)) return chain;
  const [only] = rest;
  return rest.length === 1 && only ? only : { ...chain, steps: rest };
}
