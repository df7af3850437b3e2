/** What may stand in the parentheses of a block's call: parameters that are not given yet, and values, each with what the block gives. */
import type { Entity } from '../../analyze.ts';
import type { Definition, Parameter } from '../../language/tree.ts';
import type { Plain } from '../../ops/parameters.ts';
import { ENGLISH, say } from '../../words.ts';
import { isGiven, type OpenCall } from '../cursor.ts';
import { parameterDocumentation } from '../parameter-documentation.ts';
import { formatPlain } from '../signature.ts';
import { textOf } from '../text-of.ts';
import { blockCandidates, countsTurns, plainDefault, takes } from './block-parameters.ts';
import { enteringCall, fitting } from './block-trials.ts';
import { callAround } from './call-around.ts';
import type { CompletionPlace, Suggestion } from './completion.ts';
import { functionsAndTensor, valueSuggestion } from './values.ts';
import { isValue, visibleNames } from './visible-names.ts';

type Block = Extract<Entity, { readonly definition: Definition }>;

/** `chains` are what may stand there where the parameter holds a layer, a chain or a tensor: those are not tried. */
export function ofBlock(
  at: CompletionPlace,
  call: OpenCall,
  { definition, place: { file } }: Block,
  chains: () => readonly Suggestion[],
): readonly Suggestion[] {
  const missing = call.parameter === undefined ? missingOf(at, definition, file, call) : [];
  const parameter = parameterAt(definition, call);
  if (!parameter) return missing;
  const kinds = takes(definition, parameter, visibleNames(at));
  const values = kinds.values ? valuesOf(at, call, definition, parameter) : [];
  return [
    ...(call.index === 0 ? [] : missing),
    ...values,
    ...(call.index === 0 ? missing : []),
    ...(kinds.chains ? chains() : []),
  ];
}

function parameterAt({ parameters }: Definition, { parameter, index, named }: OpenCall): Parameter | undefined {
  if (parameter !== undefined) return parameters.find(({ name }) => name.text === parameter);
  return named.length === 0 ? parameters[index] : undefined;
}

function missingOf(
  { analysis }: CompletionPlace,
  definition: Definition,
  file: string,
  call: OpenCall,
): readonly Suggestion[] {
  const text = textOf(analysis, file);
  return definition.parameters.flatMap(({ name, default: standard }, place) => {
    if (isGiven(call, place, [name.text])) return [];
    const written = standard && text?.slice(standard.span.start, standard.span.end);
    const documentation = parameterDocumentation(definition, name.text);
    return {
      kind: 'parameter',
      label: `${name.text}=`,
      effect: standard ? say`default ${written ?? '…'}` : say`must be given`,
      ...(documentation !== undefined && { documentation }),
    };
  });
}

function valuesOf(
  at: CompletionPlace,
  open: OpenCall,
  definition: Definition,
  parameter: Parameter,
): readonly Suggestion[] {
  const visible = visibleNames(at);
  const call = callAround(at, open);
  const entering = call ? enteringCall(at, call) : [];
  const plains = blockCandidates(definition, parameter, visible, entering[0] ?? []);
  const named = visible.filter(isValue);
  const untried = countsTurns(definition, parameter) ? named.filter(isMany) : [];
  const all = [
    ...plains.map(plain => suggestionOf(plain, parameter)),
    ...named.filter(entity => !untried.includes(entity)).map(valueSuggestion),
  ];
  const values = call && entering.length > 0 ? fitting(at, call, open.index, all) : all;
  return [...values, ...untried.map(valueSuggestion), ...functionsAndTensor(at)];
}

/** So many turns take long to try. */
const MANY = 64;

const isMany = (entity: Entity): boolean => 'value' in entity && Number(ENGLISH(entity.value ?? '')) > MANY;

function suggestionOf(plain: Plain, parameter: Parameter): Suggestion {
  const label = formatPlain(plain);
  const standard = plainDefault(parameter);
  const isDefault = standard !== undefined && formatPlain(standard) === label;
  return {
    kind: typeof plain === 'number' ? 'value' : 'word',
    label,
    ...(isDefault && { detail: say`the default` }),
  };
}
