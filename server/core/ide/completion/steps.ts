/** The layers, blocks and tensors that work where a chain begins or goes on. */
import type { Analysis, Entity } from '../../analyze.ts';
import { library } from '../../library/library.ts';
import { isRefusal } from '../../ops/operation.ts';
import { formatShape, type Shape } from '../../ops/shape.ts';
import { nodesAround } from '../../language/tree-walk.ts';
import type { CompletionPlace, Suggestion } from './completion.ts';
import { knownEntering, type Probe } from './probe.ts';
import { blockSuggestion, operationSuggestion, type StepSuggestion } from './step-suggestions.ts';
import { isStep, isTensor, visibleNames } from './visible-names.ts';
import { joined, say, type Text } from '../../words.ts';

/** After `->`. */
export function steps(at: CompletionPlace): readonly Suggestion[] {
  const entering = knownEntering(at.probes());
  return visibleNames(at)
    .filter(entity => isStep(entity) && !isInput(entity))
    .flatMap(entity => stepSuggestion(at.analysis, entity, entering));
}

/** Where a chain begins: on a line, after a label, in a merge. A tensor may stand there, too. */
export function chainStarts(at: CompletionPlace): readonly Suggestion[] {
  const probes = at.probes();
  const entering = knownEntering(probes);
  const mayTakeInput = inModel(at);
  const visible = visibleNames(at).filter(entity => mayTakeInput || !isInput(entity));
  const layers = visible.filter(isStep).flatMap(entity => stepSuggestion(at.analysis, entity, entering));
  return [...tensors(visible, probes), ...fittingFirst(layers, probes)];
}

/** In a merge, what a layer alone gives may not fit: it is there for a longer chain. */
function fittingFirst(layers: readonly StepSuggestion[], probes: readonly Probe[]): readonly Suggestion[] {
  const fits = ({ output }: StepSuggestion) => !output || probes.every(probe => joins(probe, output));
  const others = layers.filter(layer => !fits(layer));
  return [
    ...layers.filter(fits),
    ...others.map(layer => ({ ...layer, effect: joined([layer.effect ?? '', say`, does not fit`], '') })),
  ];
}

const isInput = (entity: Entity): boolean => entity.kind === 'operation' && entity.operation.arity === 'none';

/** An input stands on a line of a model. */
const inModel = ({ analysis, word, cursor }: CompletionPlace): boolean =>
  cursor.place.kind !== 'argument' && nodesAround(analysis.tree, word.start).some(({ kind }) => kind === 'model');

/** In a merge those that fit come first: of the others a chain may make something that does. */
export function tensors(visible: readonly Entity[], probes: readonly Probe[]): readonly Suggestion[] {
  const named = visible.filter(isTensor);
  const fitting = named.filter(entity => probes.every(probe => joins(probe, shapeOf(entity))));
  return [
    ...fitting.map(entity => tensorSuggestion(entity, '')),
    ...named.filter(entity => !fitting.includes(entity)).map(entity => tensorSuggestion(entity, say`, does not fit`)),
  ];
}

const shapeOf = (entity: Entity): Shape | undefined => (entity.kind === 'tensor' ? entity.shape : undefined);

/** Whether a merge would take a tensor of a shape in its place; true where that is not known. */
function joins({ merge }: Probe, shape: Shape | undefined): boolean {
  const inputs = merge?.inputs.map((input, index) => (index === merge.place ? shape : input));
  if (!merge || !inputs || !isComplete(inputs)) return true;
  return !isRefusal(merge.layer.operation.shape(inputs, merge.layer.values));
}

const isComplete = (shapes: readonly (Shape | undefined)[]): shapes is readonly Shape[] => !shapes.includes(undefined);

const tensorSuggestion = (entity: Entity, remark: Text): Suggestion => {
  const shape = shapeOf(entity);
  return { kind: 'tensor', label: entity.name, ...(shape && { effect: joined([formatShape(shape), remark], '') }) };
};

function stepSuggestion(analysis: Analysis, entity: Entity, entering: readonly Shape[]): readonly StepSuggestion[] {
  if (entity.kind === 'operation') return operationSuggestion(entity.operation, entering);
  if (entity.kind === 'block') {
    const text = entity.place.file === analysis.file ? analysis.text : library[entity.place.file];
    return [blockSuggestion(entity.definition, text)];
  }
  const value = entity.kind === 'parameter' ? entity.value : undefined;
  return [{ kind: 'value', label: entity.name, ...(value !== undefined && { effect: value }) }];
}
