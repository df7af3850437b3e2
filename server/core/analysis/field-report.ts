/** What a model sees, all together. */
import type { ModelAnalysis } from '../analyze.ts';
import type { Layer } from '../network/network.ts';
import { offsetsAt, type Offset } from './alignment.ts';
import { cellField, sightOf, type CellField } from './cell-field.ts';
import { layersWithoutContext } from './context.ts';
import type { FieldDescription } from './describe-field.ts';
import { lastMap, layerFields } from './layer-fields.ts';
import { tilingOf, type Tiling } from './tiling.ts';

export interface FieldReport {
  /** The last that gives a map; what follows is of it, by axis of the input. */
  readonly layer: Layer;
  readonly fields: readonly FieldDescription[];
  /** What its middle cell sees, and its first, in the corner. */
  readonly middle: readonly CellField[];
  readonly corner: readonly CellField[];
  /** The convolutions that find no more context, by the path that sees most, and by every path. */
  readonly late: readonly Layer[];
  readonly lateByAll: readonly Layer[];
  /** Merges of tensors that do not look at the same places. */
  readonly misaligned: readonly { readonly merge: Layer; readonly offsets: readonly Offset[] }[];
  /** Undefined where a field is not known, or follows no rule. */
  readonly tilings: readonly { readonly output: string; readonly tiling: Tiling | undefined }[];
}

/** Undefined where there is no map, or its fields are not known. */
export function fieldReport(model: ModelAnalysis): FieldReport | undefined {
  const { network, fields } = model;
  const layer = lastMap(network);
  const described = layer && layerFields(model, layer.id);
  const sight = sightOf(model);
  const middle = layer && cellField(sight, layer.id, middleCell(layer));
  const corner = layer && cellField(sight, layer.id, []);
  if (!layer || !described || !middle || !corner) return undefined;
  const merges = network.layers.filter(({ operation }) => operation.arity === 'many');
  return {
    layer,
    fields: described,
    middle,
    corner,
    late: layersWithoutContext(model, 'most'),
    lateByAll: layersWithoutContext(model, 'least'),
    misaligned: merges
      .map(merge => ({ merge, offsets: offsetsAt(merge, fields) }))
      .filter(({ offsets }) => offsets.length > 0),
    tilings: network.outputs.map(output => ({ output: output.name, tiling: tilingOf(model, output.layer) })),
  };
}

export const middleCell = ({ output = [] }: Layer): readonly number[] =>
  output.slice(1).map(size => Math.floor((size - 1) / 2));

/** The share of what a cell sees, over all axes, that lies in the padding. */
export const paddingShare = (axes: readonly CellField[]): number =>
  1 - axes.reduce((inside, { padding }) => inside * (1 - padding), 1);

/** The share of the box around what a cell sees that is read, over all axes. */
export const readShare = (axes: readonly CellField[]): number =>
  axes.reduce((share, { box, holes }) => share * (box ? 1 - holes / (box[1] - box[0]) : 1), 1);

/**
 * In so many positions lies most of an effective field: two deviations to each side, which hold 95 % of a normal
 * distribution; at least one, and no more than are seen. `NaN` where it is not known.
 */
export const effectiveWidth = ({ box, effective }: CellField): number =>
  box ? Math.max(1, Math.min(4 * (effective?.deviation ?? NaN), box[1] - box[0])) : NaN;
