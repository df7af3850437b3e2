/** Moving values about without changing them: what reshaping, shuffling and folding are made of. */
import type { GraphWriter } from './operation.ts';
import type { Shape } from './shape.ts';

/** Axes are split, put into another order, and joined again. Shapes and axes are without the batch. */
export interface Rearrangement {
  readonly split: Shape;
  readonly order: readonly number[];
  readonly joined: Shape;
}

/** Gives a value another shape behind its batch. */
export const reshapeNode = (graph: GraphWriter, value: string, shape: Shape): string =>
  graph.node('Reshape', [value, graph.integers([0, ...shape])]);

/** Puts the axes behind the batch into another order: axis `i` of the result is axis `order[i]`. */
export const transposeNode = (graph: GraphWriter, value: string, order: readonly number[]): string =>
  graph.node('Transpose', [value], { perm: behindBatch(order) });

export const rearrangeNode = (graph: GraphWriter, value: string, { split, order, joined }: Rearrangement): string =>
  reshapeNode(graph, transposeNode(graph, reshapeNode(graph, value, split), order), joined);

/** As an expression over the tensor that enters: `x0.reshape(-1, 4, 2, 9).permute(0, 1, 3, 2).reshape(-1, 4, 18)`. */
export const rearrangeText = ({ split, order, joined }: Rearrangement): string =>
  `x0.reshape(${[-1, ...split].join(', ')}).permute(${behindBatch(order).join(', ')}).reshape(${[-1, ...joined].join(', ')})`;

const behindBatch = (order: readonly number[]): readonly number[] => [0, ...order.map(axis => axis + 1)];
