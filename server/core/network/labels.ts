/** Labels: the names and paths of layers and levels. */
import type { Expression, Label } from '../language/tree.ts';
import { attributeNames } from './attributes.ts';
import { runCall } from './calls.ts';
import { asStep, isShape, runChain, runStep, startingTensor, stepsOf } from './chain.ts';
import { fillIn } from './evaluate.ts';
import { refer, report, type Expansion } from './expansion.ts';
import { openLevel, type Scope } from './scope.ts';
import { type Current, type Named, type TensorValue, UNKNOWN_TENSOR } from './values.ts';

/** Runs a labelled chain and binds its name: known from the next line or argument to the level's end. */
export function runLabel(
  expansion: Expansion,
  scope: Scope,
  label: Label,
  chain: Expression,
  entering: Current,
): Current {
  const text = fillIn(expansion, scope, label);
  const fault = text && faultOf(scope, label, text);
  if (fault) report(expansion, scope.frame, label.span, fault, { name: text });
  // What a faulty label would name is counted instead: its paths would be there twice.
  if (!text || fault) return runChain(expansion, scope, chain, entering);
  const { current, level } = runLabelled(expansion, scope, text, chain, entering);
  // A quoted label is only a path.
  if (!label.quoted)
    bindLabel(expansion, scope, label, text, chain, { tensor: current ?? UNKNOWN_TENSOR, ...(level && { level }) });
  return current;
}

function faultOf({ inLoop, level }: Scope, label: Label, name: string): LabelFault | undefined {
  if (inLoop && !label.text.includes('$')) return 'label-in-loop';
  if (label.quoted) return /^[^/.\s]+(\.[^/.\s]+)*$/.test(name) ? undefined : 'label-path';
  if (level.names.has(name)) return 'name-twice';
  return level.prefix !== '' && attributeNames.includes(name) ? 'attribute-as-label' : undefined;
}

type LabelFault = 'label-path' | 'label-in-loop' | 'name-twice' | 'attribute-as-label';

function bindLabel(
  expansion: Expansion,
  scope: Scope,
  label: Label,
  name: string,
  chain: Expression,
  made: Pick<TensorValue, 'tensor' | 'level'>,
): void {
  const { frame, level } = scope;
  const place = { file: frame.file, span: label.span };
  const entity = { kind: 'tensor', name, place, shape: made.tensor.shape } as const;
  level.names.set(name, { value: { kind: 'tensor', ...made }, entity, applied: { scope, chain } });
  refer(expansion, frame, label.span, entity);
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
  const path = scope.level.prefix + label;
  // The common case, for speed: a call is a step that counts.
  if (expression.kind === 'call') return runCall(expansion, scope, expression, entering, { label, path });
  const steps = stepsOf(expression);
  const counted = steps.filter(
    (step, index) => !isShape(step) && !(index === 0 && startingTensor(expansion, scope, step)),
  );
  const [only] = counted;
  if (counted.length === 0) return aliasOf(expansion, scope, expression, entering);
  if (counted.length > 1 || !only || (only.kind !== 'name' && only.kind !== 'call')) {
    const inner = openLevel(scope.frame, `${path}.`, scope);
    return { current: runChain(expansion, inner, expression, entering), level: inner.level };
  }
  let named: Named = { current: entering };
  for (const [index, step] of steps.entries()) {
    if (step === only) {
      const { current } = named;
      named = asStep(expansion, scope, only, { current: UNKNOWN_TENSOR }, () =>
        runCall(expansion, scope, only, current, { label, path }),
      );
    } else
      named = { ...named, current: runStep(expansion, scope, step, named.current, index === 0 ? 'start' : 'after') };
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
