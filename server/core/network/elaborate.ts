/** Expands models into networks. */
import type { Code } from '../diagnostics.ts';
import type { Definition, Expression } from '../language/tree.ts';
import { placedAt } from '../language/tree-walk.ts';
import { argumentValue, expandBody, openBody } from './blocks.ts';
import { createExpansion, report, type EvaluatedClaim, type Expansion, type Session } from './expansion.ts';
import { checkClasses } from './file-lines.ts';
import { hasSyntaxErrors, type BlockDefinition, type Module } from './modules.ts';
import type { Network } from './network.ts';
import { runLine } from './lines.ts';
import type { Problem } from './problems.ts';
import { checkpointOf, resume, type ModelRun, type MutableRun, type Resumption } from './resume.ts';
import { openLevel, type Frame } from './scope.ts';
import { type Current, UNKNOWN_TENSOR } from './values.ts';

/** A model's network, what its text claims of it, and how both came about. */
export interface Elaborated {
  readonly network: Network;
  readonly claims: readonly EvaluatedClaim[];
  readonly run: ModelRun;
}

/** Expands a model; `settings` give its parameters other values than their defaults. */
export function elaborateModel(
  session: Session,
  module: Module,
  definition: Definition,
  settings: ReadonlyMap<string, Expression>,
  resumption?: Resumption,
): Elaborated {
  const earlier = session.problems.length;
  const run = resumption ? resume(session, definition, resumption) : beginModel(session, module, definition, settings);
  const { expansion } = run;
  const last = runLines(run);
  const labelled = definition.body.lines.findLast(line => line.kind === 'line')?.label;
  if (expansion.outputs.length === 0 && last?.layer !== undefined)
    expansion.outputs.push({ name: labelled?.text ?? 'output', layer: last.layer });
  checkInputs(expansion, run.scope.frame);
  checkClasses(expansion, run.scope.frame);
  const incomplete = hasSyntaxErrors(session.modules) || session.problems.slice(earlier).some(leavesOut);
  return { network: networkOf(expansion, definition, incomplete), claims: expansion.claims, run };
}

function beginModel(
  session: Session,
  module: Module,
  definition: Definition,
  settings: ReadonlyMap<string, Expression>,
): MutableRun {
  const expansion = createExpansion(session);
  const frame: Frame = { file: module.file, definition };
  for (const { name, default: standard } of definition.parameters)
    if (!standard && name.text && !settings.has(name.text))
      report(expansion, frame, name.span, 'model-parameter-default', { name: name.text });
  const scope = openLevel(frame, '');
  const given = definition.parameters.flatMap(({ name: { text, span } }) => {
    const value = settings.get(text);
    // What is wrong with it is told at the parameter: it stands in no text.
    return value ? [[text, argumentValue(expansion, scope, placedAt(value, span), undefined)] as const] : [];
  });
  openBody(expansion, scope, definition, new Map(given));
  const checkpoints = [checkpointOf(expansion, scope, { current: undefined, from: 0 })];
  return { definition, expansion, scope, checkpoints, age: 0 };
}

/** Runs the lines behind the last checkpoint. */
function runLines({ definition: { body }, expansion, scope, checkpoints }: MutableRun): Current {
  expansion.session.scopes.set(body.span.start, { span: body.span, scope });
  for (const line of body.lines.slice(checkpoints.length - 1)) {
    const above = checkpoints.at(-1)?.above;
    if (!above || expansion.spent) return UNKNOWN_TENSOR;
    checkpoints.push(checkpointOf(expansion, scope, runLine(expansion, scope, line, above)));
  }
  return checkpoints.at(-1)?.above.current;
}

/** Expands a block that nothing uses, so that its errors are found: nothing is known of what enters it. */
export function checkUnusedBlock(session: Session, { module, definition }: BlockDefinition): void {
  const frame: Frame = { file: module.file, definition, entering: UNKNOWN_TENSOR };
  expandBody(createExpansion(session), openLevel(frame, ''), new Map());
}

/** With several inputs, all must have labels. */
function checkInputs(expansion: Expansion, frame: Frame): void {
  const unnamed = expansion.inputs.flatMap(id => expansion.layers[id] ?? []).filter(layer => layer.path === 'input');
  if (expansion.inputs.length < 2) return;
  for (const { origin } of unnamed) report(expansion, frame, origin.name, 'inputs-need-labels', {});
}

/** What is said about a network without changing it. */
const CONTRACTS: ReadonlySet<Code> = new Set([
  'shape-not-as-asserted',
  'unknown-fact',
  'weights-missing',
  'classes-missing',
  'classes-count',
]);

const leavesOut = ({ finding }: Problem): boolean => !CONTRACTS.has(finding.code);

const networkOf = (
  { layers, outputs, weights, classes }: Expansion,
  { name }: Definition,
  incomplete: boolean,
): Network => ({
  model: name.text,
  layers,
  outputs,
  ...(incomplete && { incomplete }),
  ...(weights && { weights }),
  ...(classes && { classes: classes.names }),
});
