/** Where the numbers of a layer were written: followed through the parameters of blocks and through `let`s. */
import type { Analysis, Place } from '../analyze.ts';
import { remembered } from '../lazy.ts';
import type { Argument, Call, Definition, Expression } from '../language/tree.ts';
import { nodesAround } from '../language/tree-walk.ts';
import type { Layer, Origin } from '../network/network.ts';
import { callIn } from '../network/origin.ts';
import { namedParameters } from '../network/parameter-names.ts';

/** The token that gave a parameter of a layer its value; undefined where that is the default, or in another file. */
export function argumentPlace(analysis: Analysis, { operation, origin }: Layer, parameter: string): Place | undefined {
  const { entries, byName } = namedParameters(operation);
  const place = entries.findIndex(([name]) => name === parameter);
  const value = argumentOf(callsOf(analysis)(origin), place, name => byName.get(name) === parameter)?.value;
  return value && tokenOf(analysis, value, origin);
}

/** The call that made a layer, as this file has it; of an input the shape. */
export function layerPlace(analysis: Analysis, layer: Layer): Place | undefined {
  if (layer.operation.arity === 'none') return argumentPlace(analysis, layer, 'shape');
  const { file, name } = callIn(analysis.file, layer.origin);
  return file === analysis.file ? { file, span: name } : undefined;
}

/** By where it ran, the call of this file: one is asked for once for each of its arguments. */
const callsOf = remembered(({ file, tree }: Analysis) =>
  remembered((origin: Origin): Call | undefined => {
    if (origin.file !== file) return undefined;
    const { start, end } = origin.span;
    const node = nodesAround(tree, start).find(
      ({ kind, span }) => kind === 'call' && span.start === start && span.end === end,
    );
    return node?.kind === 'call' ? node : undefined;
  }),
);

const argumentOf = (call: Call | undefined, place: number, isMeant: (name: string) => boolean): Argument | undefined =>
  call?.arguments.find(({ label }, index) => (label ? isMeant(label.text) : index === place));

function tokenOf(analysis: Analysis, expression: Expression, origin: Origin): Place {
  const written = { file: analysis.file, span: expression.span };
  if (expression.kind !== 'name') return written;
  const given = analysis.occurrences
    .find(({ span }) => span.start === expression.span.start)
    ?.symbols.find(({ file }) => file === analysis.file)?.definitions[0];
  const around = given ? nodesAround(analysis.tree, given.start) : [];
  const declared = around.findLast(node => node.kind === 'let' || node.kind === 'parameter');
  if (!declared || declared.name.span.start !== given?.start) return written;
  if (declared.kind === 'let') return tokenOf(analysis, declared.value, origin);
  const definition = around.find((node): node is Definition => node.kind === 'block' || node.kind === 'model');
  return givenAt(analysis, definition, declared.name.text, origin) ?? written;
}

/** What a block's call gives its parameter; else what stands for it by default. */
function givenAt(
  analysis: Analysis,
  definition: Definition | undefined,
  name: string,
  { caller }: Origin,
): Place | undefined {
  const place = definition?.parameters.findIndex(parameter => parameter.name.text === name) ?? -1;
  const argument = caller && argumentOf(callsOf(analysis)(caller), place, label => label === name);
  if (argument) return tokenOf(analysis, argument.value, caller);
  const standard = definition?.parameters[place]?.default;
  const isOwn = caller === undefined || caller.file === analysis.file;
  return standard && isOwn ? { file: analysis.file, span: standard.span } : undefined;
}
