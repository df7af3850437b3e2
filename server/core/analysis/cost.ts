import type { Network } from '../network/network.ts';

/** What one layer costs. Any figure is `NaN` when the layer's shapes are not known. */
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

export interface Totals extends LayerCost {
  /** The most bytes of activations alive at once, each freed after its last reader. */
  readonly peakActivationBytes: number;
}

export declare function layerCosts(network: Network): readonly LayerCost[];
export declare function totals(network: Network, costs: readonly LayerCost[]): Totals;
