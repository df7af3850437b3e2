/** One node, as translations ask for it. */
import type { Shape } from '../../ops/shape.ts';
import { isTensor, type ReadModel, type ReadNode, type ReadTensor } from '../onnx-decode.ts';
import type { Statement, StoredWeight } from './statement.ts';

export interface NodeContext {
  readonly node: ReadNode;
  /** The values that are no constants. */
  readonly dynamic: readonly string[];
  /** The constant at an input's place. */
  readonly constant: (place: number) => ReadTensor | undefined;
  /** The name at an input's place. */
  readonly nameAt: (place: number) => string;
  readonly integer: (name: string, standard: number) => number;
  readonly integers: (name: string) => readonly number[] | undefined;
  readonly text: (name: string, standard: string) => string;
  /** With the batch in front, where the file tells it. */
  readonly shapeOf: (value: string) => Shape | undefined;
}

export function contextOf(
  { tensors, shapes }: Pick<ReadModel, 'tensors' | 'shapes'>,
  node: ReadNode,
  inputs: readonly string[],
): NodeContext {
  const numberAt = (name: string) => {
    const value = node.attributes.get(name);
    return typeof value === 'number' ? value : undefined;
  };
  return {
    node,
    dynamic: inputs.filter(name => name !== '' && !tensors.has(name)),
    constant: place => tensors.get(inputs[place] ?? ''),
    nameAt: place => inputs[place] ?? '',
    integer: (name, standard) => numberAt(name) ?? standard,
    integers: name => {
      const value = node.attributes.get(name);
      return typeof value === 'object' && !isTensor(value) ? value : undefined;
    },
    text: (name, standard) => {
      const value = node.attributes.get(name);
      return typeof value === 'string' ? value : standard;
    },
    shapeOf: value => shapes.get(value),
  };
}

/** A step of one tensor, whose weights are the constants at some places of its inputs, by the layer's names. */
export function stepOf(
  { node, dynamic, constant, nameAt }: NodeContext,
  step: string,
  places: readonly (readonly [name: string, place: number, transposed?: boolean])[] = [],
): Statement {
  const weights = new Map<string, StoredWeight>();
  for (const [name, place, transposed] of places) {
    const tensor = constant(place);
    if (tensor) weights.set(name, { tensor, ...(transposed && { transposed: true as const }) });
  }
  const [first] = places;
  return {
    output: node.outputs[0] ?? '',
    inputs: dynamic.slice(0, 1),
    step,
    weights,
    path: first && pathIn(nameAt(first[1]), first[0]),
  };
}

/** `layer1.0.conv1` of `layer1.0.conv1.weight`. */
function pathIn(name: string, weight: string): string | undefined {
  const end = weight === '' ? '' : `.${weight}`;
  return name.endsWith(end) && name.length > end.length && !/[/:]/.test(name)
    ? name.slice(0, name.length - end.length)
    : undefined;
}
