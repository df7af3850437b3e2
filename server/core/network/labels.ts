/** Labels: the names and paths of layers and levels. */
import type { Expression, Label } from '../language/tree.ts';
import { attributeNames } from './attributes.ts';
import { runChain, runLabelled, UNKNOWN_TENSOR, type Current } from './chain.ts';
import { fillIn } from './evaluate.ts';
import { refer, report, type Expansion } from './expansion.ts';
import type { Scope } from './scope.ts';
import type { TensorValue } from './values.ts';

/** Runs a labelled chain and binds its name: known from the next line or argument to the level's end. */
export function runLabel(
  expansion: Expansion,
  scope: Scope,
  label: Label,
  chain: Expression,
  entering: Current,
): Current {
  const text = fillIn(expansion, scope, label);
  if (!text) return runChain(expansion, scope, chain, entering);
  if (scope.inLoop && !label.text.includes('$'))
    report(expansion, scope.frame, label.span, 'label-in-loop', { name: text });
  const { current, level } = runLabelled(expansion, scope, text, chain, entering);
  // A quoted label is only a path; a plain one in a loop has been reported, and would be a name twice.
  if (!label.quoted && !(scope.inLoop && !label.text.includes('$')))
    bindLabel(expansion, scope, label, text, chain, { tensor: current ?? UNKNOWN_TENSOR, ...(level && { level }) });
  return current;
}

function bindLabel(
  expansion: Expansion,
  scope: Scope,
  label: Label,
  name: string,
  chain: Expression,
  made: Pick<TensorValue, 'tensor' | 'level'>,
): void {
  const { frame, level } = scope;
  const place = { file: frame.module.file, span: label.span };
  const entity = { kind: 'tensor', name, place, shape: made.tensor.shape } as const;
  if (level.names.has(name)) report(expansion, frame, label.span, 'name-twice', { name });
  else if (level.prefix !== '' && attributeNames.includes(name))
    report(expansion, frame, label.span, 'attribute-as-label', { name });
  else level.names.set(name, { value: { kind: 'tensor', ...made }, entity, applied: { scope, chain } });
  refer(expansion, frame, label.span, entity);
}
