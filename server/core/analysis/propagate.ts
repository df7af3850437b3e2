import type { Layer, Network } from '../network/network.ts';
import { isRefusal } from '../ops/operation.ts';
import { UNKNOWN, type Shape } from '../ops/shape.ts';

/** Whether a network can be built for an input of `size` positions along one spatial axis, the other axes left open. */
export type Works = (size: number) => boolean;

/** What follows from what enters a layer: its output, or that it refuses. */
type Step = Shape | 'refused';

/**
 * Sends sizes through the layers of a network whose arguments do not depend on them. What a layer makes of a size is
 * remembered: deep layers meet the same few sizes again and again.
 */
export function propagation({ layers }: Network, axis: number): Works {
  const memories = layers.map(() => new Map<string, Step>());
  return size => {
    const shapes: Shape[] = [];
    for (const layer of layers) {
      const inputs = layer.inputs.map(id => shapes[id] ?? []);
      const step = layer.operation.arity === 'none' ? open(layer, axis, size) : recall(memories, layer, inputs);
      if (step === 'refused') return false;
      shapes.push(step);
    }
    return true;
  };
}

/** A shape with only its channels and one spatial axis known. */
export const withSize = ([channels = UNKNOWN, ...sizes]: Shape, axis: number, size: number): Shape => [
  channels,
  ...sizes.map((_, index) => (index === axis ? size : UNKNOWN)),
];

const open = ({ output = [] }: Layer, axis: number, size: number): Shape => withSize(output, axis, size);

function recall(memories: readonly Map<string, Step>[], layer: Layer, inputs: readonly Shape[]): Step {
  const memory = memories[layer.id];
  const key = inputs.join(';');
  const known = memory?.get(key);
  if (known) return known;
  const result = layer.operation.shape(inputs, layer.values);
  const step = isRefusal(result) ? 'refused' : result;
  memory?.set(key, step);
  return step;
}
