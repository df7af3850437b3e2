/** Signatures as the language writes calls: `conv(out, kernel, stride=1)`. */
import type { Definition, Parameter as DefinitionParameter } from '../language/tree.ts';
import { remembered } from '../lazy.ts';
import type { Operation } from '../ops/operation.ts';
import type { Parameter, Plain } from '../ops/parameters.ts';

export const operationSignature = remembered(({ name, arity, parameters }: Operation): string => {
  const written = Object.entries(parameters).map(([parameter, type]) => parameterText(parameter, type));
  return signature(name, arity === 'many' ? ['…', ...written] : written);
});

/** `stride=1`; a parameter that must be given stands alone. */
export const parameterText = (name: string, { default: value }: Parameter): string =>
  value === undefined ? name : `${name}=${formatPlain(value)}`;

/** A default is quoted from `text`, the text of the definition's file; where that is not at hand it is `…`. */
export const definitionSignature = ({ name, parameters }: Definition, text: string | undefined): string =>
  signature(
    name.text,
    parameters.map(parameter => definitionParameterText(parameter, text)),
  );

export const definitionParameterText = (parameter: DefinitionParameter, text: string | undefined): string => {
  const { name, span } = parameter;
  if (text !== undefined) return text.slice(span.start, span.end);
  return parameter.default ? `${name.text}=…` : name.text;
};

const signature = (name: string, parameters: readonly string[]): string =>
  parameters.length === 0 ? name : `${name}(${parameters.join(', ')})`;

/** A value in the language's own form: `3`, `same`, `[1, 1]`, `_`. */
export function formatPlain(value: Plain): string {
  if (value === null) return '_';
  if (typeof value !== 'object') return String(value);
  return 'tensor' in value ? 'tensor' : `[${value.map(formatPlain).join(', ')}]`;
}

/** A value as an operation has read it: `2` for the same along all axes, `1×7`. Undefined for what is longer, or absent. */
export function formatRead(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isNaN(value) ? undefined : String(value);
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return undefined;
  const items = value.map(formatRead);
  const known = items.filter(item => item !== undefined);
  if (known.length < items.length || known.length === 0) return undefined;
  return new Set(known).size === 1 ? known[0] : known.join('×');
}
