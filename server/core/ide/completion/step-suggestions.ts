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
  const key = entering.join(' ');
  const known = lastMade.get(operation);
  if (known?.key === key) return known.suggestions;
  const suggestions = makeSuggestion(operation, entering);
  lastMade.set(operation, { key, suggestions });
  return suggestions;
}

/** For the shapes that entered where it was last offered: while a word is being typed they are the same. */
const lastMade = new WeakMap<Operation, { readonly key: string; readonly suggestions: readonly StepSuggestion[] }>();

function makeSuggestion(operation: Operation, entering: readonly Shape[]): readonly StepSuggestion[] {
  const [shown] = entering;
  const holes = holesOf(operation, shown);
  const signature = operationSignature(operation).slice(operation.name.length);
  const suggestion: Suggestion = {
    kind: 'operation',
    label: operation.name,
    detail: sentence(operation.summary),
    ...(signature !== '' && { signature }),
    ...withHoles(operation.name, holes),
  };
  if (operation.arity !== 'one') return [suggestion];
  const outputs = entering.map(shape => outputOf(operation, shape));
  if (outputs.every(mayBeTaken)) return [{ ...suggestion, ...(holes.length === 0 && effectOf(outputs[0])) }];
  if (!entering.every(shape => mayBeTaken(outputOf(operation, [elements(shape)])))) return [];
  return [{ ...suggestion, effect: say`after flatten`, snippet: `flatten -> ${suggestion.snippet ?? operation.name}` }];
}

/** What must be given. What is refused without an argument, although none must be, wants one of several. */
function holesOf(operation: Operation, entering: Shape | undefined): readonly string[] {
  const names = Object.entries(operation.parameters).flatMap(([name, { default: standard }]) =>
    standard === undefined ? [name] : [],
  );
  if (operation.arity === 'many') return ['', ...names];
  const isBare = operation.arity === 'one' && names.length === 0 && entering !== undefined;
  return isBare && isRefusal(operation.shape([entering], bareValues(operation, entering))) ? [''] : names;
}

type Outcome = ReturnType<Operation['shape']>;

/** Whether what was refused was so for an argument: other arguments mend it. */
const mayBeTaken = (outcome: Outcome): boolean => !isRefusal(outcome) || outcome.parameter !== undefined;

/** The output where only what must be given is, and is not known. A default that is the absence of a value is no value. */
function outputOf(operation: Operation, entering: Shape): Outcome {
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

const effectOf = (outcome: Outcome | undefined): Pick<StepSuggestion, 'effect' | 'output'> =>
  outcome && !isRefusal(outcome) && isKnown(outcome) ? { effect: `→ ${formatShape(outcome)}`, output: outcome } : {};

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
