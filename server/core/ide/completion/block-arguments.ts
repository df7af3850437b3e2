/** What may stand in the parentheses of a block's call: parameters that are not given yet, and values, each with what the block gives. */
import type { Analysis, Entity } from '../../analyze.ts';
import type { Call, Definition, Name, Parameter } from '../../language/tree.ts';
import { nodesOf } from '../../language/tree-walk.ts';
import { isKnown } from '../../ops/shape.ts';
import type { Plain } from '../../ops/parameters.ts';
import { touches } from '../../text.ts';
import { say } from '../../words.ts';
import { resultOf, siteNamed, type Run } from '../call-sites.ts';
import { isGiven, type OpenCall } from '../cursor.ts';
import { shownRun, type Chosen } from '../instances.ts';
import { parameterDocumentation } from '../parameter-documentation.ts';
import { formatPlain } from '../signature.ts';
import { textOf } from '../text-of.ts';
import { blockCandidates, plainDefault, takes } from './block-parameters.ts';
import type { CompletionPlace, Suggestion } from './completion.ts';
import { withOutcomes, type Outcome } from './outcomes.ts';
import { knownEntering, probesAt } from './probe.ts';
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
  const entering = call
    ? knownEntering(probesAt(at.analysis, withoutParentheses(at.text, call), call.callee.span, at.chosen))
    : [];
  const plains = blockCandidates(definition, parameter, visible, entering[0] ?? []);
  const all = [...plains.map(plain => suggestionOf(plain, parameter)), ...visible.filter(isValue).map(valueSuggestion)];
  const values = call && entering.length > 0 ? fitting(at, open, call, all) : all;
  return [...values, ...functionsAndTensor(at)];
}

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

function callAround({ analysis }: CompletionPlace, { parenthesis }: OpenCall): Call | undefined {
  const call = nodesOf(analysis.tree).find(node => node.kind === 'call' && node.parentheses.start === parenthesis);
  return call?.kind === 'call' ? call : undefined;
}

const withoutParentheses = (text: string, { parentheses: { start, end } }: Call): string =>
  text.slice(0, start) + text.slice(end);

/** Each is written there, and the text analysed with it. All are kept where the block does not run whatever is written. */
function fitting(at: CompletionPlace, open: OpenCall, call: Call, all: readonly Suggestion[]): readonly Suggestion[] {
  const { word, text, analysis } = at;
  const end = Math.max(word.end, call.arguments[open.index]?.value.span.end ?? 0);
  const trials = all.flatMap(suggestion => {
    const revised = analysis.revised(text.slice(0, word.start) + suggestion.label + text.slice(end));
    const trial = trialIn(revised, call.callee, at.chosen);
    return trial ? [{ suggestion, ...trial }] : [];
  });
  const fewest = Math.min(...trials.map(({ faults }) => faults));
  return trials.length > 0 ? withOutcomes(trials.filter(({ faults }) => faults === fewest)) : all;
}

interface Trial {
  /** Of the run that is shown. */
  readonly outcome: Outcome;
  /** How much is wrong with the call, and with the block's text in this file: with other uses of it, too. */
  readonly faults: number;
}

/** Undefined where the block does not run, or one of its runs comes to nothing. */
function trialIn(analysis: Analysis, { text, span }: Name, chosen: Chosen): Trial | undefined {
  const site = siteNamed(analysis, span);
  if (!site?.runs.every(isSound)) return undefined;
  const blocks = analysis.tree.items.filter(item => item.kind === 'block' && item.name.text === text);
  const places = [site, ...blocks].map(place => place.span);
  const faults = analysis.problems.filter(problem => places.some(place => touches(place, problem.span.start)));
  return { outcome: outcomeOf(shownRun(analysis, site, chosen).run), faults: faults.length };
}

const isSound = ({ layers }: Run): boolean => layers.every(({ output }) => output && isKnown(output));

function outcomeOf(run: Run): Outcome {
  const { output } = resultOf(run);
  const params = run.layers.reduce((sum, { id }) => sum + (run.model.costs[id]?.params ?? 0), 0);
  return { ...(output && { shape: output }), params };
}
