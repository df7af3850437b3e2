/** The layers, blocks and tensors that work where a chain begins or goes on. */
import type { Analysis, Entity } from '../../analyze.ts';
import type { Definition } from '../../language/tree.ts';
import { library } from '../../library/library.ts';
import { isRefusal, type Operation } from '../../ops/operation.ts';
import { elements, formatShape, isKnown, type Shape } from '../../ops/shape.ts';
import { nodesAround } from '../../language/tree-walk.ts';
import { definitionSignature, operationSignature } from '../signature.ts';
import type { CompletionPlace, Suggestion } from './completion.ts';
import { knownEntering, type Probe } from './probe.ts';
import { isStep, isTensor, visibleNames } from './visible-names.ts';
import { joined, say, sentence, type Text } from '../../words.ts';

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
  return [
    ...tensors(visible, probes),
    ...visible.filter(isStep).flatMap(entity => stepSuggestion(at.analysis, entity, entering)),
  ];
}

const isInput = (entity: Entity): boolean => entity.kind === 'operation' && entity.operation.arity === 'none';

/** An input stands on a line of a model. */
const inModel = ({ analysis, offset, cursor }: CompletionPlace): boolean =>
  cursor.place.kind !== 'argument' && nodesAround(analysis.tree, offset).some(({ kind }) => kind === 'model');

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

function stepSuggestion(analysis: Analysis, entity: Entity, entering: readonly Shape[]): readonly Suggestion[] {
  if (entity.kind === 'operation') return operationSuggestion(entity.operation, entering);
  if (entity.kind === 'block') {
    const text = entity.place.file === analysis.file ? analysis.text : library[entity.place.file];
    return [blockSuggestion(entity.definition, text)];
  }
  const value = entity.kind === 'parameter' ? entity.value : undefined;
  return [{ kind: 'value', label: entity.name, ...(value !== undefined && { effect: value }) }];
}

/** None where no argument could make the operation take what enters. One that takes it flattened is offered so. */
function operationSuggestion(operation: Operation, entering: readonly Shape[]): readonly Suggestion[] {
  const required = Object.entries(operation.parameters).filter(([, parameter]) => parameter.default === undefined);
  const names = required.map(([name]) => name);
  const holes = operation.arity === 'many' ? ['', ...names] : names;
  const signature = operationSignature(operation).slice(operation.name.length);
  const suggestion: Suggestion = {
    kind: 'operation',
    label: operation.name,
    detail: sentence(operation.summary),
    ...(signature !== '' && { signature }),
    ...withHoles(operation.name, holes),
  };
  if (operation.arity !== 'one' || entering.every(shape => takes(operation, shape)))
    return [{ ...suggestion, ...effectOf(operation, names.length === 0 ? entering[0] : undefined) }];
  if (!entering.every(shape => takes(operation, [elements(shape)]))) return [];
  return [{ ...suggestion, effect: say`after flatten`, snippet: `flatten -> ${suggestion.snippet ?? operation.name}` }];
}

/** Whether it takes a tensor by default, whatever must be given; one that an argument is at fault for, other arguments mend. */
function takes(operation: Operation, entering: Shape): boolean {
  const shape = outputOf(operation, entering);
  return !isRefusal(shape) || shape.parameter !== undefined;
}

/** The output where only what must be given is, and is not known. A default that is the absence of a value is no value. */
function outputOf(operation: Operation, entering: Shape): ReturnType<Operation['shape']> {
  const axes = entering.length - 1;
  const values = Object.entries(operation.parameters).map(([name, { type, default: standard }]) => {
    const reading = standard === undefined || standard === null ? undefined : type.read(standard, axes);
    return [name, reading && 'value' in reading ? reading.value : type.unknown(axes)] as const;
  });
  return operation.shape([entering], Object.fromEntries(values));
}

function effectOf(operation: Operation, entering: Shape | undefined): Pick<Suggestion, 'effect'> {
  const shape = entering && outputOf(operation, entering);
  return shape && !isRefusal(shape) && isKnown(shape) ? { effect: `→ ${formatShape(shape)}` } : {};
}

export function blockSuggestion(definition: Definition, text: string | undefined): Suggestion {
  const { text: label } = definition.name;
  const signature = definitionSignature(definition, text).slice(label.length);
  const required = definition.parameters.filter(parameter => !parameter.default).map(({ name }) => name.text);
  const [summary = ''] = (definition.documentation ?? '').split('\n', 1);
  return {
    kind: 'block',
    label,
    ...(signature !== '' && { signature }),
    ...(summary !== '' && { detail: sentence(summary) }),
    ...withHoles(label, required),
  };
}

/** `conv(${1:out}, ${2:kernel})`; a name alone needs no snippet. */
const withHoles = (name: string, holes: readonly string[]): { readonly snippet?: string } =>
  holes.length === 0 ? {} : { snippet: `${name}(${holes.map((hole, index) => tabStop(index + 1, hole)).join(', ')})` };

const tabStop = (place: number, text: string): string => `\${${place}:${text.replace(/[\\$}]/g, '\\$&')}}`;
