import type { Argument } from '../../language/tree.ts';
import type { Operation } from '../../ops/operation.ts';
import { operationOfClass } from '../../ops/torch-names.ts';
import type { Action, Selected } from './action.ts';
import { say } from '../../words.ts';

/** Writes a line of PyTorch, `nn.Conv2d(64, 128, kernel_size=3, padding=1)`, as the layer that it makes. */
export function fromPyTorch({ analysis: { text }, call }: Selected): Action | undefined {
  const operation = call && operationOfClass(call.callee.text);
  if (!call || !operation) return undefined;
  const given = call.arguments
    .filter((argument, index) => !isInferred(operation, argument, index) && isWritten(argument))
    .map(argument => argumentText(text, operation, argument));
  const written = given.length === 0 ? operation.name : `${operation.name}(${given.join(', ')})`;
  return { title: say`Write ${written}`, kind: 'quickfix', edits: [{ span: call.span, text: written }] };
}

/** What PyTorch is told and the tensor that enters says: each parameter with its place. */
const INFERRED: ReadonlyMap<string, readonly (readonly [name: string, place: number])[]> = new Map([
  ['conv', [['in_channels', 0]]],
  ['conv_transpose', [['in_channels', 0]]],
  ['linear', [['in_features', 0]]],
  ['bn', [['num_features', 0]]],
  ['instance_norm', [['num_features', 0]]],
  ['gn', [['num_channels', 1]]],
  ['ln', [['normalized_shape', 0]]],
]);

function isInferred({ name }: Operation, { label }: Argument, index: number): boolean {
  const inferred = INFERRED.get(name) ?? [];
  return inferred.some(([parameter, place]) => (label ? label.text === parameter : place === index));
}

/** What only says how PyTorch runs it. */
const ABSENT: ReadonlySet<string> = new Set(['inplace', 'device', 'dtype', 'return_indices']);

const isWritten = ({ label, value }: Argument): boolean =>
  !(label && ABSENT.has(label.text)) && value.kind !== 'missing';

const RENAMED: ReadonlyMap<string, string> = new Map([
  ['out_channels', 'out'],
  ['out_features', 'out'],
  ['num_groups', 'groups'],
  ['output_size', 'size'],
  ['scale_factor', 'scale'],
  ['kernel_size', 'kernel'],
]);

/** The layer's first arguments stand without their names: `conv(128, 3, padding=1)`. */
function argumentText(text: string, operation: Operation, { label, value }: Argument): string {
  const written = valueText(text.slice(value.span.start, value.span.end));
  if (!label) return written;
  const name = RENAMED.get(label.text) ?? label.text;
  const isRequired = operation.parameters[name] !== undefined && operation.parameters[name].default === undefined;
  return isRequired ? written : `${name}=${written}`;
}

/** `(1, 7)` is a size, `True` and words in quotes are bare. */
const valueText = (value: string): string =>
  value
    .replace(/^\((\d+(?:,\s*\d+)+),?\)$/, (_, sizes: string) => sizes.split(/,\s*/).join('x'))
    .replace(/^True$/, 'true')
    .replace(/^False$/, 'false')
    .replace(/^["'](\w+)["']$/, '$1');
