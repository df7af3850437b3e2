import type { Layer, Network } from '../network/network.ts';
import type { Weight } from '../ops/operation.ts';
import { elements } from '../ops/shape.ts';
import { layerUse } from './layer-use.ts';
import { FLOAT_BYTES, peakActivationBytes } from './memory.ts';

/**
 * What one layer costs. Any figure is `NaN` when the layer's shapes are not known. Figures are exact: elaboration
 * refuses sizes for which one would pass 2^53.
 */
export interface LayerCost {
  /** Learnable numbers. 0 for a layer that shares another's weights. */
  readonly params: number;
  /** Numbers that are state but not learned: running statistics. */
  readonly buffers: number;
  /** Multiply-accumulates, without bias. FLOPs are twice as many. */
  readonly macs: number;
  /** Bytes of the output, as float32, for a batch of 1. */
  readonly activationBytes: number;
}

/**
 * Sums over a network's layers; `NaN` as soon as one of them is, never a sum of the rest. `activationBytes` is of what
 * the layers compute: the inputs, which are given, are left out.
 */
export interface Totals extends LayerCost {
  /** The most bytes of activations alive at once, each freed after its last reader. The inputs are counted. */
  readonly peakActivationBytes: number;
}

const UNKNOWN_COST: LayerCost = { params: NaN, buffers: NaN, macs: NaN, activationBytes: NaN };

/** By layer id. */
export const layerCosts = (network: Network): readonly LayerCost[] =>
  network.layers.map(layer => layerCost(network, layer));

/** `costs` are those of `layerCosts`. */
export function totals(network: Network, costs: readonly LayerCost[]): Totals {
  const sum = (figure: (cost: LayerCost, layer: Layer) => number): number =>
    network.layers.reduce(
      (total, layer) => total + figure(costs[layer.id] ?? UNKNOWN_COST, layer),
      network.incomplete ? NaN : 0,
    );
  return {
    params: sum(cost => cost.params),
    buffers: sum(cost => cost.buffers),
    macs: sum(cost => cost.macs),
    activationBytes: sum((cost, layer) => (layer.operation.arity === 'none' ? 0 : cost.activationBytes)),
    peakActivationBytes: network.incomplete ? NaN : peakActivationBytes(network),
  };
}

function layerCost(network: Network, layer: Layer): LayerCost {
  const use = layerUse(network, layer);
  if (!use) return UNKNOWN_COST;
  const { weights, macs } = layer.operation;
  const own = layer.shared ? [] : (weights?.(use) ?? []);
  return {
    params: countOf(own, 'parameter'),
    buffers: countOf(own, 'buffer'),
    macs: macs?.(use) ?? 0,
    activationBytes: elements(use.output) * FLOAT_BYTES,
  };
}

const countOf = (weights: readonly Weight[], role: Weight['role']): number =>
  weights.filter(weight => weight.role === role).reduce((sum, weight) => sum + elements(weight.shape), 0);
