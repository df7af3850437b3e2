import { layerUse } from '../analysis/layer-use.ts';
import type { Layer } from '../network/network.ts';
import type { Reads } from '../ops/reads.ts';
import type { Subject } from './rule.ts';

/** Positions of a tensor along one of its spatial axes that no layer reads, in order. */
export function unreadPositions(subject: Subject, layer: Layer, axis: number): readonly number[] {
  const size = layer.output?.[axis + 1] ?? 0;
  const readers = subject.readers[layer.id] ?? [];
  if (readers.length === 0 || subject.isOutput(layer)) return [];
  const isRead = new Uint8Array(size);
  for (const reader of readers) if (!markRead(subject, layer, reader, axis, isRead)) return [];
  return [...isRead.keys()].filter(position => isRead[position] === 0);
}

/** False when the reader is none whose windows leave something out by their steps. */
function markRead({ model }: Subject, layer: Layer, reader: Layer, axis: number, isRead: Uint8Array): boolean {
  const use = layerUse(model.network, reader);
  const { family, reads } = reader.operation;
  if (!use || !reads || (family !== 'convolution' && family !== 'pooling')) return false;
  for (const [input, id] of reader.inputs.entries())
    if (id === layer.id) mark(reads(use, axis, input), use.output[axis + 1] ?? 1, isRead);
  return true;
}

function mark({ period, shift, phases }: Reads, outputs: number, isRead: Uint8Array): void {
  for (let output = 0; output < outputs; output += 1) {
    const { from, step, count } = phases[output % period] ?? { from: 0, step: 1, count: 0 };
    const start = from + Math.floor(output / period) * shift;
    for (let tap = 0; tap < count; tap += 1) isRead[start + tap * step] = 1;
  }
}

/** Whether something before and something after the position is read. */
export const isInside = (unread: readonly number[], size: number): ((position: number) => boolean) => {
  const all = new Set(unread);
  let [first, last] = [0, size - 1];
  while (all.has(first)) first += 1;
  while (all.has(last)) last -= 1;
  return position => position > first && position < last;
};
