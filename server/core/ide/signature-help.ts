/** The signature of the call that the cursor is in, with the parameter that is being written. */
import type { Analysis } from '../analyze.ts';
import type { Span } from '../text.ts';
import { cursorAt } from './cursor.ts';
import { parameterDocumentation } from './parameter-documentation.ts';
import { definitionParameterText, parameterText } from './signature.ts';
import { say, sentence, type Text } from '../words.ts';
import { textOf } from './text-of.ts';

export interface SignatureHelp {
  /** `conv(out, kernel, stride=1)`. */
  readonly label: string;
  readonly documentation: Text;
  /** In order; `label` is a parameter's span in the signature's label. */
  readonly parameters: readonly { readonly label: Span; readonly documentation: Text }[];
  /** The index of the parameter at the cursor. Absent where the call takes no more. */
  readonly active?: number;
}

/** Undefined outside of calls, and in calls of what nobody knows. */
export function signatureAt(analysis: Analysis, offset: number): SignatureHelp | undefined {
  const { call } = cursorAt(analysis.text, offset);
  const callee = call && signatureOf(analysis, offset, call.callee);
  if (!call || !callee) return undefined;
  const { parameters } = callee;
  const byName = parameters.findIndex(({ names }) => call.parameter !== undefined && names.includes(call.parameter));
  const active = parameters[0] === BRANCHES ? 0 : call.parameter === undefined ? call.index : byName;
  return { ...laidOut(callee), ...(active >= 0 && active < parameters.length && { active }) };
}

interface Signature {
  readonly name: string;
  readonly documentation: Text;
  readonly parameters: readonly {
    readonly names: readonly string[];
    readonly text: string;
    readonly documentation: Text;
  }[];
}

function signatureOf(analysis: Analysis, offset: number, name: string): Signature | undefined {
  const entity = analysis.visibleAt(offset).find(visible => visible.name === name && isCallable(visible.kind));
  if (entity?.kind === 'operation') {
    const { summary, parameters, arity } = entity.operation;
    if (arity === 'many') return { name, documentation: sentence(summary), parameters: [BRANCHES] };
    return {
      name,
      documentation: sentence(summary),
      parameters: Object.entries(parameters).map(([parameter, type]) => ({
        names: [parameter, ...(type.aliases ?? [])],
        text: parameterText(parameter, type),
        documentation: sentence(type.documentation),
      })),
    };
  }
  if (entity?.kind !== 'block') return undefined;
  const { definition, place } = entity;
  const text = textOf(analysis, place.file);
  return {
    name,
    documentation: sentence(definition.documentation ?? ''),
    parameters: definition.parameters.map(parameter => ({
      names: [parameter.name.text],
      text: definitionParameterText(parameter, text),
      documentation: sentence(parameterDocumentation(definition, parameter.name.text) ?? ''),
    })),
  };
}

/** What a merge takes, at every place. */
const BRANCHES = {
  names: [],
  text: '…',
  documentation: say`Chains, each from the tensor that enters or that it names.`,
};

const isCallable = (kind: string): boolean => kind === 'operation' || kind === 'block';

function laidOut({ name, documentation, parameters }: Signature): Omit<SignatureHelp, 'active'> {
  let label = `${name}(`;
  const spans = parameters.map(({ text, documentation: about }, index) => {
    const start = label.length + (index > 0 ? 2 : 0);
    label += `${index > 0 ? ', ' : ''}${text}`;
    return { label: { start, end: label.length }, documentation: about };
  });
  return { label: `${label})`, documentation, parameters: spans };
}
