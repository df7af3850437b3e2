import { operations } from '../../ops/registry.ts';
import { siteNamed } from '../call-sites.ts';
import { formatPlain } from '../signature.ts';
import type { Action, Selected } from './action.ts';
import { say } from '../../words.ts';

/** Writes out what a layer's call leaves to the defaults. */
export function expandDefaults({ analysis, call }: Selected): Action | undefined {
  const operation = call && operations.get(call.callee.text);
  if (!call || call.broken || !operation || operation.arity === 'many' || !siteNamed(analysis, call.callee.span))
    return undefined;
  const named = call.arguments.flatMap(({ label }) => label?.text ?? []);
  const placed = call.arguments.length - named.length;
  const left = Object.entries(operation.parameters)
    .slice(placed)
    .filter(([name, { aliases = [] }]) => ![name, ...aliases].some(known => named.includes(known)))
    // A default of null is the absence of a value: it cannot be written.
    .flatMap(([name, { default: value }]) =>
      value === undefined || value === null ? [] : `${name}=${formatPlain(value)}`,
    );
  if (left.length === 0) return undefined;
  const end = call.arguments.at(-1)?.span.end ?? call.parentheses.start + 1;
  const text = `${call.arguments.length > 0 ? ', ' : ''}${left.join(', ')}`;
  return { title: say`Write out the defaults`, kind: 'refactor.rewrite', edits: [{ span: { start: end, end }, text }] };
}
