import type { Layer, Network } from '../network/network.ts';
import type { Use } from '../ops/operation.ts';
import type { Shape } from '../ops/shape.ts';

/** A layer as its operation's rules ask for it; undefined when nothing is known of one of its tensors. */
export function layerUse(network: Network, layer: Layer): Use | undefined {
  const inputs = layer.inputs.map(id => network.layers[id]?.output);
  return layer.output && isComplete(inputs) ? { inputs, output: layer.output, values: layer.values } : undefined;
}

const isComplete = (shapes: readonly (Shape | undefined)[]): shapes is readonly Shape[] => !shapes.includes(undefined);
