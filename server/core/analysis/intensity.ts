import type { Layer, Network } from '../network/network.ts';
import { elements } from '../ops/shape.ts';
import { layerUse } from './layer-use.ts';
import { FLOAT_BYTES } from './memory.ts';

/**
 * By layer id, floating-point operations for each byte that is read or written once: inputs, weights and output, as
 * float32, for a batch of 1. A device is kept busy only above its own ratio of operations to bandwidth: Williams, Waterman
 * and Patterson, "Roofline", 2009, doi 10.1145/1498765.1498785. 0 where nothing is multiplied, `NaN` where a shape is not
 * known.
 */
export const intensities = (network: Network): readonly number[] =>
  network.layers.map(layer => {
    const traffic = trafficBytes(network, layer);
    return traffic === 0 ? 0 : (2 * macsOf(network, layer)) / traffic;
  });

function macsOf(network: Network, layer: Layer): number {
  const use = layerUse(network, layer);
  return use ? (layer.operation.macs?.(use) ?? 0) : NaN;
}

/** Shared weights are read at each use. */
function trafficBytes(network: Network, layer: Layer): number {
  const use = layerUse(network, layer);
  if (!use) return NaN;
  const weights = layer.operation.weights?.(use).map(({ shape }) => shape) ?? [];
  return FLOAT_BYTES * [...use.inputs, ...weights, use.output].reduce((sum, shape) => sum + elements(shape), 0);
}
