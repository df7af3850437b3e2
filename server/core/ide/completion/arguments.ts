/** What may stand in the parentheses of a call: arguments that are not given yet, and what fits the one at the cursor. */
import type { Definition } from '../../language/tree.ts';
import { nodesOf } from '../../language/tree-walk.ts';
import { namedParameters } from '../../network/parameter-names.ts';
import type { Operation } from '../../ops/operation.ts';
import { siteNamed, type CallSite } from '../call-sites.ts';
import type { OpenCall } from '../cursor.ts';
import { paragraphs } from '../markdown.ts';
import { parameterDocumentation } from '../parameter-documentation.ts';
import { formatPlain } from '../signature.ts';
import { textOf } from '../text-of.ts';
import type { CompletionPlace, Suggestion } from './completion.ts';
import { CHAIN_KEYWORDS } from './keywords.ts';
import { importable } from './importable.ts';
import { chainStarts, tensors } from './steps.ts';
import { argumentValues, namedValues } from './values.ts';
import { isStep, visibleNames } from './visible-names.ts';
import { say, sentence } from '../../words.ts';

export function argumentsAt(at: CompletionPlace): readonly Suggestion[] {
  const { call, place } = at.cursor;
  if (!call || place.kind !== 'argument') return [];
  if (call.callee === 'reuse') return tensors(visibleNames(at), []);
  const callee = visibleNames(at).find(entity => entity.name === call.callee && isStep(entity));
  if (callee?.kind === 'operation' && callee.operation.arity !== 'many')
    return ofOperation(at, call, callee.operation, place.parameter);
  const chains = [...chainStarts(at), ...CHAIN_KEYWORDS, ...importable(at)];
  if (callee?.kind !== 'block') return chains;
  const missing = place.parameter === undefined ? missingOfBlock(at, callee.definition, callee.place.file, call) : [];
  return [...missing, ...namedValues(at, visibleNames(at)), ...chains];
}

/** Where a parameter may be named or given by its place, both are offered. */
function ofOperation(
  at: CompletionPlace,
  call: OpenCall,
  operation: Operation,
  named: string | undefined,
): readonly Suggestion[] {
  const { entries, byName } = namedParameters(operation);
  const site = siteOf(at, call);
  if (named !== undefined) return argumentValues(at, operation, byName.get(named) ?? named, site);
  const placed = call.named.length === 0 ? entries[call.index]?.[0] : undefined;
  const values = placed === undefined ? [] : argumentValues(at, operation, placed, site);
  const missing = missingOf(operation, call);
  return call.index === 0 ? [...values, ...missing] : [...missing, ...values];
}

/** The call around the cursor, as the models run it: one that is not finished, too. */
function siteOf({ analysis }: CompletionPlace, { parenthesis }: OpenCall): CallSite | undefined {
  const call = nodesOf(analysis.tree).find(node => node.kind === 'call' && node.parentheses.start === parenthesis);
  return call?.kind === 'call' ? siteNamed(analysis, call.callee.span) : undefined;
}

/** Whether a parameter is given before the cursor, by place or by name. */
const isGiven = ({ index, named }: OpenCall, place: number, names: readonly string[]): boolean =>
  place < index - named.length || names.some(name => named.includes(name));

const missingOf = ({ parameters }: Operation, call: OpenCall): readonly Suggestion[] =>
  Object.entries(parameters).flatMap(([name, { type, aliases = [], documentation, default: standard }], place) =>
    isGiven(call, place, [name, ...aliases])
      ? []
      : {
          kind: 'parameter',
          label: `${name}=`,
          effect: standard === undefined ? say`must be given` : say`default ${formatPlain(standard)}`,
          documentation: paragraphs(sentence(documentation), say`Takes ${type.wants}.`),
        },
  );

function missingOfBlock(
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
