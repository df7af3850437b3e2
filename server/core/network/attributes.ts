/** `in.channels`, `x.height`: what may be asked of a tensor. */
import type { Member } from '../language/tree.ts';
import type { Shape } from '../ops/shape.ts';
import { report, type Expansion } from './expansion.ts';
import type { Scope } from './scope.ts';
import { numberValue, UNKNOWN_VALUE, type TensorValue, type Value } from './values.ts';
import { say } from '../words.ts';

/** Each attribute with the index it reads: channels come first, width last. `length` is the one axis of a sequence. */
const ATTRIBUTES: Readonly<Record<string, (shape: Shape) => Value | undefined>> = {
  channels: shape => sizeAt(shape, 0),
  length: shape => (shape.length === 2 ? sizeAt(shape, 1) : undefined),
  width: shape => (shape.length >= 3 ? sizeAt(shape, shape.length - 1) : undefined),
  height: shape => (shape.length >= 3 ? sizeAt(shape, shape.length - 2) : undefined),
  depth: shape => (shape.length >= 4 ? sizeAt(shape, shape.length - 3) : undefined),
  shape: shape => ({ kind: 'list', items: shape.map(numberValue) }),
};

export const attributeNames: readonly string[] = Object.keys(ATTRIBUTES);

/** Undefined where a tensor of that shape has no such attribute. */
export const attributeOf = (shape: Shape, name: string): Value | undefined =>
  Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name]?.(shape) : undefined;

const sizeAt = (shape: Shape, index: number): Value | undefined => {
  const size = shape[index];
  return size === undefined ? undefined : numberValue(size);
};

/** The attribute of a tensor that `member` asks for; unknown, with an error, where there is none. */
export function attribute(expansion: Expansion, scope: Scope, member: Member, { tensor }: TensorValue): Value {
  const { text: name, span } = member.name;
  const read = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
  if (read && !tensor.shape) return UNKNOWN_VALUE;
  const value = tensor.shape && read?.(tensor.shape);
  if (value !== undefined) return value;
  report(expansion, scope.frame, span, 'no-member', {
    name,
    object: tensor.shape ? say`a tensor with ${tensor.shape.length - 1} spatial axes` : say`a tensor`,
    hint: read ? '' : say` A tensor has ${attributeNames.join(', ')}.`,
  });
  return UNKNOWN_VALUE;
}
