/** What training keeps in memory, in float32. */
import type { Network } from '../network/network.ts';
import { elements } from '../ops/shape.ts';
import { FLOAT_BYTES } from './memory.ts';

/** How many numbers an optimiser keeps for each parameter, beside the parameter and its gradient. */
export const OPTIMISERS = { sgd: 0, momentum: 1, adam: 2 } as const;

export interface TrainingMemory {
  /** Parameters, their gradients, and what the optimiser keeps of each; running statistics. */
  readonly stateBytes: number;
  /** Every tensor that the forward pass makes, and the inputs, for the whole batch: what the backward pass may read. */
  readonly activationBytes: number;
}

/**
 * An upper bound, for a backward pass that keeps every activation; one that computes in place, or again, keeps less.
 * `NaN` where a shape is not known. With Adam a parameter takes 16 bytes, with momentum 12: Rajbhandari et al., "ZeRO",
 * 2019, arXiv 1910.02054, section 3.1, for one precision.
 */
export function trainingMemory(
  { layers }: Network,
  { params, buffers }: { readonly params: number; readonly buffers: number },
  { optimiser, batch }: { readonly optimiser: keyof typeof OPTIMISERS; readonly batch: number },
): TrainingMemory {
  const numbers = layers.reduce((sum, { output }) => sum + (output ? elements(output) : NaN), 0);
  return {
    stateBytes: FLOAT_BYTES * (params * (2 + OPTIMISERS[optimiser]) + buffers),
    activationBytes: FLOAT_BYTES * numbers * batch,
  };
}
