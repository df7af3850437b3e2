/** Where a network has seen its whole input: what follows may deepen what it knows, but finds no more context. */
import type { ModelAnalysis } from '../analyze.ts';
import type { Layer } from '../network/network.ts';
import type { Use } from '../ops/operation.ts';
import { POINTWISE } from '../ops/reads.ts';
import { spatialSizes } from '../ops/shape.ts';
import { layerFields } from './layer-fields.ts';
import { layerUse } from './layer-use.ts';
import { inputShape } from './sizes.ts';

type Sighted = Pick<ModelAnalysis, 'network' | 'fields'>;

/** Of a layer: how many positions are seen along each axis of the input, holes counted; none where that is not known. */
type Extents = (layer: number) => readonly number[];

/**
 * The convolutions that read more than one position of a tensor which has seen, on every axis, at least as many positions
 * as the input has, in order. By the path that sees most, the first of them is where the receptive field covers
 * the input; by the path that sees least it is the border layer of Richter et al., 2021, arXiv 2106.12307.
 */
export function layersWithoutContext(model: Sighted, paths: 'most' | 'least'): readonly Layer[] {
  const sizes = spatialSizes(inputShape(model.network) ?? []);
  // A code of one position, of which a generator starts, has no context to find.
  if (sizes.every(size => size === 1)) return [];
  const extents = paths === 'most' ? mostSeen(model) : leastSeen(model);
  const covers = (seen: readonly number[]) =>
    seen.length > 0 && seen.every((size, axis) => size >= (sizes[axis] ?? Infinity));
  return model.network.layers.filter(layer => hasWindow(model, layer) && covers(extents(layer.inputs[0] ?? -1)));
}

/** What every path sees. */
const mostSeen =
  (model: Sighted): Extents =>
  layer =>
    layerFields(model, layer)?.map(({ size }) => size) ?? [];

/** What the path sees that sees least. */
export function leastSeen(model: Sighted): Extents {
  if (model.fields.includes(undefined)) return () => [];
  const axes = spatialSizes(inputShape(model.network) ?? []).map((_, axis) => leastAlong(model, axis));
  return layer => axes.map(least => least[layer] ?? 0);
}

/** By layer id. Each step adds its reach times the jump that enters. */
function leastAlong({ network, fields }: Sighted, axis: number): Float64Array {
  const least = new Float64Array(network.layers.length).fill(1);
  for (const layer of network.layers) {
    if (layer.inputs.length === 0) continue;
    const use = layer.operation.reads && layerUse(network, layer);
    let shortest = Infinity;
    for (const [place, input] of layer.inputs.entries()) {
      const field = fields[input]?.[axis];
      const jump = field ? field.shift / field.period : 0;
      const reach = use ? reachOf(layer, use, axis, place) : 0;
      shortest = Math.min(shortest, (least[input] ?? 1) + reach * jump);
    }
    least[layer.id] = shortest;
  }
  return least;
}

function hasWindow({ network }: Sighted, layer: Layer): boolean {
  const use = layer.operation.family === 'convolution' ? layerUse(network, layer) : undefined;
  return use !== undefined && use.output.slice(1).some((_, axis) => reachOf(layer, use, axis, 0) > 0);
}

/** How far the first and the last position that an output reads of an input lie apart. */
function reachOf({ operation }: Layer, use: Use, axis: number, place: number): number {
  const { phases } = operation.reads?.(use, axis, place) ?? POINTWISE;
  return phases.reduce((reach, { count, step }) => Math.max(reach, (count - 1) * step), 0);
}
