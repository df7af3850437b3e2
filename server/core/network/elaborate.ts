/** Expands models into networks. */
import type { Code } from '../diagnostics.ts';
import type { Definition, Expression } from '../language/tree.ts';
import { placedAt } from '../language/tree-walk.ts';
import { argumentValue, expandBody } from './blocks.ts';
import { createExpansion, report, type EvaluatedClaim, type Expansion, type Session } from './expansion.ts';
import type { BlockDefinition, Module } from './modules.ts';
import type { Network } from './network.ts';
import type { Problem } from './problems.ts';
import { openLevel, type Frame } from './scope.ts';
import { UNKNOWN_TENSOR } from './values.ts';

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
  const earlier = session.problems.length;
  const frame: Frame = { module, definition };
  for (const { name, default: standard } of definition.parameters)
    if (!standard && name.text && !settings.has(name.text))
      report(expansion, frame, name.span, 'model-parameter-default', { name: name.text });
  const scope = openLevel(frame, '');
  const given = definition.parameters.flatMap(({ name: { text, span } }) => {
    const value = settings.get(text);
    // What is wrong with it is told at the parameter: it stands in no text.
    return value ? [[text, argumentValue(expansion, scope, placedAt(value, span), undefined)] as const] : [];
  });
  const last = expandBody(expansion, scope, new Map(given));
  const labelled = definition.body.lines.findLast(line => line.kind === 'line')?.label;
  if (expansion.outputs.length === 0 && last?.layer !== undefined)
    expansion.outputs.push({ name: labelled?.text ?? 'output', layer: last.layer });
  checkInputs(expansion, frame);
  const incomplete = hasSyntaxErrors(session) || session.problems.slice(earlier).some(leavesOut);
  return { network: networkOf(expansion, definition, incomplete), claims: expansion.claims };
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

/** What is said about a network without changing it. */
const CONTRACTS: ReadonlySet<Code> = new Set(['shape-not-as-asserted', 'unknown-fact', 'weights-missing']);

const leavesOut = ({ finding }: Problem): boolean => !CONTRACTS.has(finding.code);

/** In the file or in one that it imports: what stands at the error's place is not known. */
const hasSyntaxErrors = ({ modules }: Session): boolean =>
  modules.loaded().some(({ parsed }) => parsed.diagnostics.some(({ severity }) => severity === 'error'));

function networkOf({ layers, outputs, weights }: Expansion, { name }: Definition, incomplete: boolean): Network {
  return { model: name.text, layers, outputs, ...(incomplete && { incomplete }), ...(weights && { weights }) };
}
