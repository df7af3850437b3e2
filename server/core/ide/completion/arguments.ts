/** What may stand in the parentheses of a call: arguments that are not given yet, and what fits the one at the cursor. */
import { namedParameters } from '../../network/parameter-names.ts';
import type { Operation } from '../../ops/operation.ts';
import { siteNamed, type CallSite } from '../call-sites.ts';
import { isGiven, type OpenCall } from '../cursor.ts';
import { paragraphs } from '../markdown.ts';
import { formatPlain } from '../signature.ts';
import { ofBlock } from './block-arguments.ts';
import { callAround } from './call-around.ts';
import type { CompletionPlace, Suggestion } from './completion.ts';
import { CHAIN_KEYWORDS } from './keywords.ts';
import { importable } from './importable.ts';
import { chainStarts, tensors } from './steps.ts';
import { argumentValues } from './values.ts';
import { isStep, visibleNames } from './visible-names.ts';
import { say, sentence } from '../../words.ts';

export function argumentsAt(at: CompletionPlace): readonly Suggestion[] {
  const { call, place } = at.cursor;
  if (!call || place.kind !== 'argument') return [];
  if (call.callee === 'reuse') return tensors(visibleNames(at), []);
  const callee = visibleNames(at).find(entity => entity.name === call.callee && isStep(entity));
  if (callee?.kind === 'operation' && callee.operation.arity !== 'many')
    return ofOperation(at, call, callee.operation, place.parameter);
  const chains = () => [...chainStarts(at), ...CHAIN_KEYWORDS, ...importable(at)];
  return callee?.kind === 'block' ? ofBlock(at, call, callee, chains) : chains();
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

/** The call around the cursor, as the models run it. */
function siteOf(at: CompletionPlace, open: OpenCall): CallSite | undefined {
  const call = callAround(at, open);
  return call && siteNamed(at.analysis, call.callee.span);
}

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
