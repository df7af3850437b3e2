/** How long layers take on a device at the least, by what they compute and what they move. */
import type { Layer, Network } from '../network/network.ts';
import { elements, type Shape } from '../ops/shape.ts';
import { layerUse } from './layer-use.ts';
import { FLOAT_BYTES } from './memory.ts';

/** Of a data sheet: float32 operations, and bytes to and from its memory, a second. */
export interface Device {
  readonly name: string;
  readonly flops: number;
  readonly bandwidth: number;
}

/** What one layer does in a forward pass. `NaN` where a shape is not known. */
export interface Work {
  /** Two for each multiply-accumulate; what other layers compute is not counted. */
  readonly flops: number;
  /** Read and written once: inputs, weights and output, as float32. Shared weights are read at each use. */
  readonly bytes: number;
}

/** By layer id, for a batch of so many samples. What is given, the model's inputs, is no work, nor what moves nothing. */
export const layerWork = (network: Network, batch = 1): readonly Work[] =>
  network.layers.map(layer => workOf(network, layer, batch));

function workOf(network: Network, layer: Layer, batch: number): Work {
  if (layer.operation.arity === 'none' || layer.operation.isView) return { flops: 0, bytes: 0 };
  const use = layerUse(network, layer);
  if (!use) return { flops: NaN, bytes: NaN };
  const weights = layer.operation.weights?.(use).map(({ shape }) => shape) ?? [];
  return {
    flops: 2 * batch * (layer.operation.macs?.(use) ?? 0),
    bytes: FLOAT_BYTES * (numbersOf(weights) + batch * numbersOf([...use.inputs, use.output])),
  };
}

const numbersOf = (shapes: readonly Shape[]): number => shapes.reduce((sum, shape) => sum + elements(shape), 0);

/** Operations a byte: 0 where nothing is multiplied or moved. */
export const intensity = ({ flops, bytes }: Work): number => (flops === 0 ? 0 : flops / bytes);

/**
 * The least seconds, as layers run one by one: the longer of computing and moving. Williams, Waterman and Patterson,
 * "Roofline", 2009, doi 10.1145/1498765.1498785. A runtime that fuses layers moves less; none reaches either peak.
 */
export const leastSeconds = ({ flops, bytes }: Work, device: Device): number =>
  Math.max(flops / device.flops, bytes / device.bandwidth);

/** What keeps a layer from being quicker on the device. */
export const boundBy = (work: Work, { flops, bandwidth }: Device): 'compute' | 'bandwidth' =>
  intensity(work) >= flops / bandwidth ? 'compute' : 'bandwidth';
