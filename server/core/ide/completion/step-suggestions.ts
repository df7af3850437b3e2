/** Layers and blocks as they are offered, for the tensors that enter. */
import type { Definition } from '../../language/tree.ts';
import { isRefusal, type Operation } from '../../ops/operation.ts';
import { elements, formatShape, isKnown, type Shape } from '../../ops/shape.ts';
import { say, sentence } from '../../words.ts';
import { definitionSignature, operationSignature } from '../signature.ts';
import type { Suggestion } from './completion.ts';

export interface StepSuggestion extends Suggestion {
  /** What leaves, where that is known without an argument. */
  readonly output?: Shape;
}

/** None where no argument could make the operation take what enters. One that takes it flattened is offered so. */
export function operationSuggestion(operation: Operation, entering: readonly Shape[]): readonly StepSuggestion[] {
  const required = Object.entries(operation.parameters).filter(([, parameter]) => parameter.default === undefined);
  const names = required.map(([name]) => name);
  const [shown] = entering;
  // What is refused without an argument, although none must be given, wants one of several.
  const wantsOne =
    names.length === 0 && shown !== undefined && isRefusal(operation.shape([shown], bareValues(operation, shown)));
  const holes = operation.arity === 'many' || (operation.arity === 'one' && wantsOne) ? ['', ...names] : names;
  const signature = operationSignature(operation).slice(operation.name.length);
  const suggestion: Suggestion = {
    kind: 'operation',
    label: operation.name,
    detail: sentence(operation.summary),
    ...(signature !== '' && { signature }),
    ...withHoles(operation.name, holes),
  };
  if (operation.arity !== 'one' || entering.every(shape => takes(operation, shape)))
    return [{ ...suggestion, ...effectOf(operation, holes.length === 0 ? shown : undefined) }];
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
  const values = bareValues(operation, entering);
  const unknown = Object.entries(operation.parameters).flatMap(([name, { type, default: standard }]) =>
    standard === null ? [[name, type.unknown(entering.length - 1)] as const] : [],
  );
  return operation.shape([entering], { ...values, ...Object.fromEntries(unknown) });
}

/** The values of a call without arguments: nothing is known of what must be given. */
function bareValues({ parameters }: Operation, entering: Shape): Readonly<Record<string, unknown>> {
  const axes = entering.length - 1;
  const values = Object.entries(parameters).map(([name, { type, default: standard }]) => {
    const reading = standard === undefined ? undefined : type.read(standard, axes);
    return [name, reading && 'value' in reading ? reading.value : type.unknown(axes)] as const;
  });
  return Object.fromEntries(values);
}

function effectOf(operation: Operation, entering: Shape | undefined): Pick<StepSuggestion, 'effect' | 'output'> {
  const shape = entering && outputOf(operation, entering);
  return shape && !isRefusal(shape) && isKnown(shape) ? { effect: `→ ${formatShape(shape)}`, output: shape } : {};
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
