/** How strongly a node is coloured: by what it costs, or how much of the input it sees. */
import type { ProgramLayer } from '#core/interchange/program.ts';
import { fieldExtent } from '../table/columns.ts';
import type { GraphNode } from './network-graph.ts';
import { say } from '../words.ts';

export type Paint = 'none' | 'params' | 'macs' | 'memory' | 'field';

export const PAINTS: readonly (readonly [Paint, string])[] = [
  ['none', say`No colour`],
  ['params', say`Parameters`],
  ['macs', say`MACs`],
  ['memory', say`Memory`],
  ['field', say`Receptive field`],
];

/**
 * For each node a share 0…1: of the costliest node's cost, a block's being the sum of its layers'; or of the input's size
 * `extent`, its last layer's field.
 */
export function paintShares(
  nodes: readonly GraphNode[],
  layers: readonly ProgramLayer[],
  paint: Paint,
  extent: number,
): readonly number[] {
  if (paint === 'none') return nodes.map(() => 0);
  const members = nodes.map(node => node.layers.flatMap(index => layers[index] ?? []));
  if (paint === 'field') return members.map(within => Math.min(1, fieldOf(within.at(-1)) / extent || 0));
  const costs = members.map(within => within.reduce((sum, layer) => sum + COSTS[paint](layer), 0));
  const most = Math.max(...costs);
  return costs.map(cost => (most > 0 ? cost / most : 0));
}

const fieldOf = (layer: ProgramLayer | undefined): number => (layer && fieldExtent(layer)) ?? 0;

const COSTS: Readonly<Record<Exclude<Paint, 'none' | 'field'>, (layer: ProgramLayer) => number>> = {
  params: ({ params }) => params,
  macs: ({ macs }) => macs,
  memory: ({ activationBytes }) => activationBytes,
};
