/** What every call of an operation asks for again, worked out once: its parameters by name, and the words of a type. */
import type { Operation } from '../ops/operation.ts';
import type { Parameter, ParameterType } from '../ops/parameters.ts';

export interface NamedParameters {
  /** In positional order. */
  readonly entries: readonly (readonly [name: string, parameter: Parameter])[];
  /** The parameter that a name or an alias stands for. */
  readonly byName: ReadonlyMap<string, string>;
}

const parameters = new WeakMap<Operation, NamedParameters>();
const words = new WeakMap<ParameterType<unknown>, ReadonlySet<string>>();

export function namedParameters(operation: Operation): NamedParameters {
  const known = parameters.get(operation);
  if (known) return known;
  const entries = Object.entries(operation.parameters);
  const byName = new Map(
    entries.flatMap(([name, { aliases = [] }]) => [name, ...aliases].map(called => [called, name] as const)),
  );
  const named = { entries, byName };
  parameters.set(operation, named);
  return named;
}

export function wordsOf(type: ParameterType<unknown>): ReadonlySet<string> {
  const known = words.get(type) ?? new Set(type.words);
  words.set(type, known);
  return known;
}
