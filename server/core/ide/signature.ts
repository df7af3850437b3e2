/** Signatures as the language writes calls: `conv(out, kernel, stride=1)`. */
import type { Definition, Parameter as DefinitionParameter } from '../language/tree.ts';
import type { Operation } from '../ops/operation.ts';
import type { Parameter, Plain } from '../ops/parameters.ts';

export const operationSignature = ({ name, arity, parameters }: Operation): string => {
  const written = Object.entries(parameters).map(([parameter, type]) => parameterText(parameter, type));
  return signature(name, arity === 'many' ? ['…', ...written] : written);
};

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
