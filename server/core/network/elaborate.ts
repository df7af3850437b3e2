/** Expands models into networks. */
import type { Definition, Expression } from '../language/tree.ts';
import { expandBody } from './blocks.ts';
import { UNKNOWN_TENSOR } from './chain.ts';
import { evaluate } from './evaluate.ts';
import { createExpansion, report, type EvaluatedClaim, type Expansion, type Session } from './expansion.ts';
import type { BlockDefinition, Module } from './modules.ts';
import type { Network } from './network.ts';
import { openLevel, type Frame } from './scope.ts';
import { allWords } from './words.ts';

/** A model's network, and what its text claims of it. */
export interface Elaborated {
  readonly network: Network;
  readonly claims: readonly EvaluatedClaim[];
}

/** Expands a model; `settings` give its parameters other values than their defaults. */
export function elaborateModel(
  session: Session,
  module: Module,
  definition: Definition,
  settings: ReadonlyMap<string, Expression>,
): Elaborated {
  const expansion = createExpansion(session);
  const frame: Frame = { module, definition };
  for (const { name, default: standard } of definition.parameters)
    if (!standard && name.text && !settings.has(name.text))
      report(expansion, frame, name.span, 'model-parameter-default', { name: name.text });
  const scope = openLevel(frame, '');
  const given = [...settings].map(([name, value]) => [name, evaluate(expansion, scope, value, allWords)] as const);
  const last = expandBody(expansion, scope, new Map(given));
  const labelled = definition.body.lines.findLast(line => line.kind === 'line')?.label;
  if (expansion.outputs.length === 0 && last?.layer !== undefined)
    expansion.outputs.push({ name: labelled?.text ?? 'output', layer: last.layer });
  checkInputs(expansion, frame);
  return { network: networkOf(expansion, definition), claims: expansion.claims };
}

/** Expands a block that nothing uses, so that its errors are found: nothing is known of what enters it. */
export function checkUnusedBlock(session: Session, { module, definition }: BlockDefinition): void {
  const frame: Frame = { module, definition, entering: UNKNOWN_TENSOR };
  expandBody(createExpansion(session), openLevel(frame, ''), new Map());
}

/** With several inputs, all must have labels. */
function checkInputs(expansion: Expansion, frame: Frame): void {
  const unnamed = expansion.inputs.flatMap(id => expansion.layers[id] ?? []).filter(layer => layer.path === 'input');
  if (expansion.inputs.length < 2) return;
  for (const { origin } of unnamed) report(expansion, frame, origin.name, 'inputs-need-labels', {});
}

function networkOf({ layers, outputs, weights }: Expansion, { name }: Definition): Network {
  return { model: name.text, layers, outputs, ...(weights && { weights }) };
}
