/** Everything there is to say of what one cell of a layer sees of the input. */
import type { ModelAnalysis } from '../analyze.ts';
import { spatialSizes } from '../ops/shape.ts';
import { effectiveField, type EffectiveField } from './effective-field.ts';
import type { Field, IndexSet } from './field.ts';
import { seenAt } from './field.ts';
import { box, clipped, seen } from './index-set.ts';
import { inputShape } from './sizes.ts';
import type { WeighedAxis } from './weighing.ts';

/** What a network sees, as plain data: `receptiveFields` and `weighings`, by layer id. */
export interface NetworkSight {
  /** The spatial sizes of the input. */
  readonly input: readonly number[];
  readonly fields: readonly (readonly Field[] | undefined)[];
  readonly weighings: readonly (readonly WeighedAxis[] | undefined)[];
}

export const sightOf = ({ network, fields, weighings }: ModelAnalysis): NetworkSight => ({
  input: spatialSizes(inputShape(network) ?? []),
  fields,
  weighings,
});

/** One axis of the input. Ranges are half open, in indices of the input, below 0 and from its size on in the padding. */
export interface CellField {
  /** All that is seen, holes left out; none where nothing is. */
  readonly seen: IndexSet;
  readonly box: readonly [start: number, end: number] | undefined;
  /** Of the box, what lies within the input. */
  readonly clipped: readonly [start: number, end: number] | undefined;
  /** How many positions of the box are not read. */
  readonly holes: number;
  /** The share of what is seen that lies beyond the input. */
  readonly padding: number;
  readonly effective: EffectiveField | undefined;
}

/**
 * By axis of the input; undefined where the field is not known. `cell` is a position of the layer's output for each axis;
 * a tensor that has lost its axes has one cell, 0 along each.
 */
export const cellField = (
  { input, fields, weighings }: NetworkSight,
  layer: number,
  cell: readonly number[],
): readonly CellField[] | undefined => {
  const effective = effectiveFields(weighings, layer, cell);
  return fields[layer]?.map((field, axis) => {
    const position = cell[axis] ?? 0;
    const set = seenAt(field, position);
    const inside = clipped(set, input[axis] ?? 0);
    const [whole, part] = [box(set), box(inside)];
    return {
      seen: set,
      box: whole,
      clipped: part,
      holes: whole ? whole[1] - whole[0] - seen(set) : 0,
      padding: whole ? 1 - seen(inside) / seen(set) : 0,
      effective: effective[axis],
    };
  });
};

/** By axis: computed once for axes that are alike, where the cell lies alike. */
function effectiveFields(
  weighings: NetworkSight['weighings'],
  layer: number,
  cell: readonly number[],
): readonly (EffectiveField | undefined)[] {
  const axes = weighings[layer] ?? [];
  const found: (EffectiveField | undefined)[] = [];
  for (const [axis, own] of axes.entries()) {
    const position = cell[axis] ?? 0;
    const same = axes.findIndex((other, index) => other === own && (cell[index] ?? 0) === position);
    found.push(same < axis ? found[same] : effectiveField(weighings, { layer, axis, position }));
  }
  return found;
}
