/** What one cell of a layer sees. */
import { cellField, sightOf, type CellField } from '#core/analysis/cell-field.ts';
import { effectiveWidth, middleCell } from '#core/analysis/field-report.ts';
import { inputShape } from '#core/analysis/sizes.ts';
import type { ModelAnalysis } from '#core/analyze.ts';
import type { Layer } from '#core/network/network.ts';
import { dimensionName } from '#core/ops/shape.ts';
import { ENGLISH, joined, say, type Text } from '#core/words.ts';
import { decimal } from '#core/figures.ts';
import { UsageError } from './usage.ts';

/** One axis of the input. */
type SeenAxis = CellField & { readonly axis: Text };

/** Undefined where the field is not known. `cell` is as the user wrote it; the middle one if not given. */
export function seenByCell(model: ModelAnalysis, path: string, cell: string | undefined) {
  const layer = layerNamed(model, path);
  const place = cellOf(layer, cell);
  const input = inputShape(model.network) ?? [];
  const axes = cellField(sightOf(model), layer.id, place)?.map((field, axis) => ({
    ...field,
    axis: dimensionName(input, axis + 1),
  }));
  return { layer: layer.path, cell: place, axes };
}

export const cellRecord = ({ layer, cell, axes }: ReturnType<typeof seenByCell>) => ({
  layer,
  cell,
  axes: axes?.map(axisRecord) ?? null,
});

/** The weights are left out: a number for each position of the input. */
const axisRecord = ({ axis, box, clipped, holes, padding, effective }: SeenAxis) => ({
  axis: ENGLISH(axis),
  box: box ?? null,
  clipped: clipped ?? null,
  holes,
  padding,
  effective: effective
    ? { centre: effective.centre, deviation: effective.deviation, padding: effective.padding }
    : null,
});

export const cellLines = ({ axes }: ReturnType<typeof seenByCell>): readonly Text[] =>
  axes?.map(axisText) ?? [say`not known`];

/** `height: 17 positions, −8 to 8; 9 positions, 0 to 8 within the input; no holes; 47 % in the padding; …`. */
function axisText(field: SeenAxis): Text {
  const { axis, box, clipped, holes, padding, effective } = field;
  if (!box) return joined([axis, say`nothing`], ': ');
  const parts = [
    rangeText(box),
    clipped ? say`${rangeText(clipped)} within the input` : say`none within the input`,
    holes === 0 ? say`no holes` : say`${holes} not read`,
    say`${decimal(100 * padding)} % in the padding`,
    effective ? say`in effect ${decimal(effectiveWidth(field))} around ${decimal(effective.centre)}` : '',
  ];
  return joined([axis, joined(parts, '; ')], ': ');
}

const rangeText = ([start, end]: readonly [number, number]): Text =>
  say`${end - start} positions, ${decimal(start)} to ${decimal(end - 1)}`;

function layerNamed({ network }: ModelAnalysis, path: string): Layer {
  const layer = network.layers.find(one => one.path === path);
  if (!layer) throw new UsageError(`${network.model} has no layer ${path}; fovea table lists the paths.`);
  return layer;
}

function cellOf(layer: Layer, text: string | undefined): readonly number[] {
  if (text === undefined) return middleCell(layer);
  const sizes = layer.output?.slice(1) ?? [];
  const cell = text.split(',').map(Number);
  const fits =
    cell.length === sizes.length &&
    cell.every((at, axis) => Number.isInteger(at) && at >= 0 && at < (sizes[axis] ?? 0));
  if (!fits)
    throw new UsageError(
      `--cell is a number for each of ${sizes.join('×') || 'no'} positions, such as ${sizes.map(() => 0).join(',')}.`,
    );
  return cell;
}
