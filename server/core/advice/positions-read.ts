import { layerUse } from '../analysis/layer-use.ts';
import type { Layer, Network } from '../network/network.ts';
import { POINTWISE, type Reads } from '../ops/reads.ts';
import type { PartlyRead, Subject } from './rule.ts';

export const partlyRead = (subject: Omit<Subject, 'partlyRead'>): readonly PartlyRead[] =>
  subject.layers.flatMap(layer => {
    const readers = subject.readers[layer.id] ?? [];
    const [reader] = readers;
    const { output = [] } = layer;
    if (!reader || subject.isOutput(layer) || !readers.every(stepsOver)) return [];
    const axes = output.slice(1).map((size, axis) => {
      const unread = unreadPositions(subject.model.network, layer, readers, axis);
      return { axis, size, unread };
    });
    const open = axes.filter(({ unread }) => unread.length > 0);
    return open.length > 0 ? [{ output, reader, axes: open }] : [];
  });

/** Positions of a tensor along one of its spatial axes that no layer reads, in order. */
function unreadPositions(network: Network, layer: Layer, readers: readonly Layer[], axis: number): readonly number[] {
  const isRead = new Uint8Array(layer.output?.[axis + 1] ?? 0);
  for (const reader of readers) {
    const use = layerUse(network, reader);
    for (const [input, id] of reader.inputs.entries())
      if (use && id === layer.id) mark(reader.operation.reads?.(use, axis, input), use.output[axis + 1] ?? 1, isRead);
  }
  return isRead.includes(0) ? [...isRead.keys()].filter(position => isRead[position] === 0) : [];
}

/** Of other layers, those that read by windows may leave something out by their steps; the others read all, or crop. */
const stepsOver = ({ operation: { family, reads } }: Layer): boolean =>
  reads !== undefined && (family === 'convolution' || family === 'pooling');

function mark({ period, shift, phases }: Reads = POINTWISE, outputs: number, isRead: Uint8Array): void {
  const [{ from, step, count } = NOTHING] = phases;
  // The common case, for speed: windows that leave no gap.
  if (period === 1 && step === 1 && count >= shift) {
    isRead.fill(1, Math.max(0, from), Math.max(0, from + (outputs - 1) * shift + count));
    return;
  }
  for (let output = 0; output < outputs; output += 1) {
    const run = phases[output % period] ?? NOTHING;
    const start = run.from + Math.floor(output / period) * shift;
    for (let tap = 0; tap < run.count; tap += 1) isRead[start + tap * run.step] = 1;
  }
}

const NOTHING = { from: 0, step: 1, count: 0 };

/** Whether something before and something after the position is read. */
export const isInside = (unread: readonly number[], size: number): ((position: number) => boolean) => {
  const all = new Set(unread);
  let [first, last] = [0, size - 1];
  while (all.has(first)) first += 1;
  while (all.has(last)) last -= 1;
  return position => position > first && position < last;
};
