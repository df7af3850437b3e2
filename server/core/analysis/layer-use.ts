import { isComplete } from '../complete.ts';
import type { Layer, Network } from '../network/network.ts';
import type { Use } from '../ops/operation.ts';

/** A layer as its operation's rules ask for it; undefined when nothing is known of one of its tensors. */
export function layerUse(network: Network, layer: Layer): Use | undefined {
  const { output, values } = layer;
  if (!output) return undefined;
  const inputs = layer.inputs.map(id => network.layers[id]?.output);
  return isComplete(inputs) ? { inputs, output, values } : undefined;
}
