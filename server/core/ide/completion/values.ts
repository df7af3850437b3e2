/** Values for an argument: those that fit, each with what it gives. */
import type { Entity } from '../../analyze.ts';
import { functions } from '../../network/arithmetic.ts';
import { nodesAround } from '../../language/tree-walk.ts';
import { isRefusal, type Operation } from '../../ops/operation.ts';
import type { Parameter, Plain } from '../../ops/parameters.ts';
import { elements, isKnown, spatialSizes, type Shape } from '../../ops/shape.ts';
import type { CallSite, Run } from '../call-sites.ts';
import { shownRun } from '../instances.ts';
import { formatPlain } from '../signature.ts';
import { candidates } from './candidates.ts';
import type { CompletionPlace, Suggestion } from './completion.ts';
import { withOutcomes, type Outcome } from './outcomes.ts';
import { isValue, visibleNames } from './visible-names.ts';
import { ENGLISH, say } from '../../words.ts';

/** What an argument of an operation's call may be. `site` is the call, where some model runs it. */
export function argumentValues(
  at: CompletionPlace,
  operation: Operation,
  name: string,
  site: CallSite | undefined,
): readonly Suggestion[] {
  const parameter = operation.parameters[name];
  if (!parameter) return [];
  const trial: Trial = { operation, name, parameter, uses: site ? usesOf(at, site) : [] };
  return [...fitting(trial, [...written(trial), ...namedIn(at)]), ...functionsAndTensor(at)];
}

/** A suggestion, and the value that it stands for, where that is known. */
interface Candidate {
  readonly suggestion: Suggestion;
  readonly plain: Plain | undefined;
}

/** Numbers that people try, the default, and words. */
function written({ name, parameter, uses: [use] }: Trial): readonly Candidate[] {
  const { default: standard, type } = parameter;
  const tried = use ? candidates(name, use.inputs[0] ?? [], use.values) : [];
  const flags = typeof standard === 'boolean' ? [true, false] : [];
  const all = [...tried, ...(standard === undefined || standard === null ? [] : [standard]), ...flags, ...type.words];
  return [...new Map(all.map(plain => [formatPlain(plain), plain]))].map(([label, plain]) => ({
    plain,
    suggestion: {
      kind: typeof plain === 'number' ? 'value' : 'word',
      label,
      ...(plain === standard && { detail: say`the default` }),
    },
  }));
}

/** What has a name there: values, and tensors for the parameters that take one. */
const namedIn = (at: CompletionPlace): readonly Candidate[] =>
  visibleNames(at).flatMap(entity => {
    if (entity.kind === 'tensor')
      return entity.shape
        ? [{ plain: { tensor: entity.shape }, suggestion: { kind: 'tensor' as const, label: entity.name } }]
        : [];
    return isValue(entity) ? [{ plain: plainOf(entity), suggestion: valueSuggestion(entity) }] : [];
  });

/** The number or truth value that a name holds; undefined for all that is longer. */
function plainOf(entity: Entity): Plain | undefined {
  const value = 'value' in entity ? ENGLISH(entity.value ?? '') : undefined;
  if (value === 'true' || value === 'false') return value === 'true';
  const number = value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isNaN(number) ? undefined : number;
}

/** Those that fit, each with what it gives. */
function fitting(trial: Trial, all: readonly Candidate[]): readonly Suggestion[] {
  const tried = all.flatMap(({ suggestion, plain }) => {
    const outcome = plain === undefined ? {} : outcomeOf(trial, plain);
    return outcome ? [{ suggestion, outcome }] : [];
  });
  return withOutcomes(tried, outcome => trial.name === 'padding' && keepsSizes(trial, outcome));
}

const keepsSizes = ({ uses: [use] }: Trial, { shape = [] }: Outcome): boolean => {
  const entering = spatialSizes(use?.inputs[0] ?? []);
  return entering.length > 0 && entering.every((size, axis) => size === shape[axis + 1]);
};

/** Where a value is due that no operation takes. */
export const namedValues = (at: CompletionPlace, visible: readonly Entity[]): readonly Suggestion[] => [
  ...visible.filter(isValue).map(valueSuggestion),
  ...functionsAndTensor(at),
];

/** `in` is the tensor of a block; a model has none. */
export const functionsAndTensor = ({ analysis, offset }: CompletionPlace): readonly Suggestion[] => [
  ...(nodesAround(analysis.tree, offset).some(({ kind }) => kind === 'block')
    ? [{ kind: 'keyword', label: 'in', detail: say`the tensor that entered the block` } as const]
    : []),
  ...[...functions.keys()].map((label): Suggestion => ({ kind: 'value', label, snippet: `${label}($1)` })),
];

export const valueSuggestion = (entity: Entity): Suggestion => {
  const value = 'value' in entity ? entity.value : undefined;
  return { kind: 'value', label: entity.name, ...(value !== undefined && { effect: value }) };
};

/** What an operation is asked about: a run of the call, whose value is being written. */
interface OpenUse {
  readonly inputs: readonly Shape[];
  readonly values: Readonly<Record<string, unknown>>;
}

/** Of the runs whose tensors are known, the shown one first. */
function usesOf({ analysis, chosen }: CompletionPlace, site: CallSite): readonly OpenUse[] {
  const { run: shown } = shownRun(analysis, site, chosen);
  return [shown, ...site.runs.filter(run => run !== shown)].flatMap(run => openUse(run) ?? []);
}

function openUse({ model, layers: [layer] }: Run): OpenUse | undefined {
  const inputs = layer.inputs.map(id => model.network.layers[id]?.output);
  return inputs.length > 0 && inputs.every(isKnownShape) ? { inputs, values: layer.values } : undefined;
}

const isKnownShape = (shape: Shape | undefined): shape is Shape => shape !== undefined && isKnown(shape);

/** An argument to be: a value of a parameter, in some runs of a call. */
interface Trial {
  readonly operation: Operation;
  readonly name: string;
  readonly parameter: Parameter;
  readonly uses: readonly OpenUse[];
}

/** In the shown run; undefined where the value is refused in any. */
function outcomeOf(trial: Trial, plain: Plain): Outcome | undefined {
  const { parameter, uses } = trial;
  if (uses.length === 0) return 'value' in parameter.type.read(plain, USUAL_AXES) ? {} : undefined;
  const outcomes = uses.map(use => outcomeIn(trial, plain, use));
  return outcomes.includes(undefined) ? undefined : outcomes[0];
}

/** Where no tensor is known, two axes are as good as any. */
const USUAL_AXES = 2;

function outcomeIn(
  { operation, name, parameter }: Trial,
  plain: Plain,
  { inputs, values }: OpenUse,
): Outcome | undefined {
  const reading = parameter.type.read(plain, (inputs[0]?.length ?? 1) - 1);
  if ('finding' in reading) return undefined;
  const use = { inputs, values: { ...values, [name]: reading.value } };
  const output = operation.shape(inputs, use.values);
  if (isRefusal(output)) return undefined;
  if (!isKnown(output)) return {};
  const weights = operation.weights?.({ ...use, output }).filter(({ role }) => role === 'parameter') ?? [];
  return { shape: output, params: weights.reduce((sum, { shape }) => sum + elements(shape), 0) };
}
