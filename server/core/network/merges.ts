/** Runs merges: each branch starts at the tensor that enters the merge, or at the one it names. */
import type { Argument, Call, Name } from '../language/tree.ts';
import type { Operation } from '../ops/operation.ts';
import { argumentsOf, calleeOf, takePath, type CallLabel } from './calls.ts';
import { axesOf, bindArguments, isBroken } from './arguments.ts';
import { runChain } from './chain.ts';
import { report, type Expansion } from './expansion.ts';
import { runLabel } from './labels.ts';
import { addLayer } from './layers.ts';
import { runGroup } from './lines.ts';
import { turnsOf } from './loops.ts';
import { openLevel, type Scope } from './scope.ts';
import { type Current, type Named, type Tensor, UNKNOWN_TENSOR } from './values.ts';

/** Runs `add(…)`, `concat(…)`. A labelled merge opens a level for its branches. */
export function runMerge(
  expansion: Expansion,
  scope: Scope,
  step: Name | Call,
  current: Current,
  operation: Operation,
  label: CallLabel | undefined,
): Named {
  const inner = label ? openLevel(scope.frame, `${label.path}.`, scope) : scope;
  const written = argumentsOf(step).filter(argument => argument.value.kind !== 'missing');
  const chains = written.filter(argument => !isOption(operation, argument));
  const inputs = runBranches(expansion, inner, chains, current);
  if (inputs.length === 0 && !isBroken(step) && !expansion.spent)
    report(expansion, scope.frame, calleeOf(step).span, 'merge-of-nothing', { name: operation.name });
  const options = step.kind === 'call' ? { ...step, arguments: written.filter(one => isOption(operation, one)) } : step;
  const bound = bindArguments(expansion, scope, options, operation, axesOf(inputs[0]?.shape));
  const path = takePath(scope, label);
  // A loop of one turn leaves one branch, and nothing to merge.
  const output =
    inputs.length < 2 ? (inputs[0] ?? current) : addLayer(expansion, scope, step, { operation, inputs, bound, path });
  return { current: output, ...(label && { level: inner.level }) };
}

/** By syntax: one written argument that is no `for` joins the tensor that enters. */
function runBranches(
  expansion: Expansion,
  scope: Scope,
  chains: readonly Argument[],
  entering: Current,
): readonly Tensor[] {
  const tensors = chains.flatMap(argument => runBranch(expansion, scope, argument, entering));
  const [only] = chains;
  const joins = chains.length === 1 && only?.value.kind !== 'for';
  return joins ? [entering ?? UNKNOWN_TENSOR, ...tensors] : tensors;
}

const isOption = (operation: Operation, { label }: Argument): boolean =>
  label !== undefined && Object.hasOwn(operation.parameters, label.text);

function runBranch(expansion: Expansion, scope: Scope, argument: Argument, entering: Current): readonly Tensor[] {
  const { label, value } = argument;
  if (label && /^(dim|axis)$/.test(label.text) && (value.kind === 'number' || value.kind === 'unary')) {
    report(expansion, scope.frame, argument.span, 'merge-axis', { name: label.text });
    return [];
  }
  if (value.kind === 'size' || value.kind === 'list' || value.kind === 'number') {
    report(expansion, scope.frame, value.span, 'shape-as-branch', {});
    return [];
  }
  if (value.kind === 'for' && !label)
    return turnsOf(expansion, scope, value).map(
      turn => runGroup(expansion, turn, value.body, entering) ?? UNKNOWN_TENSOR,
    );
  const tensor = label
    ? runLabel(expansion, scope, label, value, entering)
    : runChain(expansion, scope, value, entering);
  return [tensor ?? UNKNOWN_TENSOR];
}
