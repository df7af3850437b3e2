import type { Network } from '../network/network.ts';
import { elements } from '../ops/shape.ts';

/** Activations are float32. */
export const FLOAT_BYTES = 4;

/**
 * The most bytes of activations alive at once: the greatest of `aliveBytes`. `NaN` when a shape is not known.
 */
export const peakActivationBytes = (network: Network): number =>
  // Not as arguments of one call: a network may have more layers than a call takes.
  aliveBytes(network).reduce((most, bytes) => Math.max(most, bytes), 0);

/**
 * By layer id, the bytes of activations alive while the layer runs, when the layers run in their order, for a batch of 1:
 * its inputs and its output, and whatever else is still to be read. A tensor dies after its last reader, one that nobody
 * reads after the layer that made it, the network's outputs never. Nothing is computed in place, and the network's inputs
 * count. `NaN` from the first shape on that is not known.
 *
 * The working set of Liberis and Lane, "Neural networks on microcontrollers: saving memory at inference via operator
 * reordering", 2019, arXiv 1910.05110, in the order given.
 */
export function aliveBytes(network: Network): readonly number[] {
  const lastReader = lastReaders(network);
  let alive = 0;
  return network.layers.map(({ id, inputs }) => {
    const during = alive + bytesOf(network, id);
    const dying = [...new Set([...inputs, id])].filter(tensor => lastReader[tensor] === id);
    alive = during - dying.reduce((sum, tensor) => sum + bytesOf(network, tensor), 0);
    return during;
  });
}

/** Where activations are most: the layer that runs then, and the tensors alive beside its output, by layer id. */
export interface Peak {
  readonly layer: number;
  readonly bytes: number;
  readonly alive: readonly number[];
}

/** The first peak; undefined when a shape is not known, or there is no layer. */
export function peakOf(network: Network): Peak | undefined {
  const during = aliveBytes(network);
  const bytes = peakActivationBytes(network);
  const layer = during.indexOf(bytes);
  if (layer < 0) return undefined;
  const alive = lastReaders(network).flatMap((last, id) => (id < layer && (last ?? layer) >= layer ? [id] : []));
  return { layer, bytes, alive };
}

/** By layer id, the last layer that needs its output: itself if nobody reads it, none for the network's outputs. */
function lastReaders({ layers, outputs }: Network): readonly (number | undefined)[] {
  const last: (number | undefined)[] = layers.map(layer => layer.id);
  for (const { id, inputs } of layers) for (const input of inputs) last[input] = id;
  for (const output of outputs) last[output.layer] = undefined;
  return last;
}

function bytesOf({ layers }: Network, id: number): number {
  const shape = layers[id]?.output;
  return shape ? elements(shape) * FLOAT_BYTES : NaN;
}
