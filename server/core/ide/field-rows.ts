/** What a hover says of a layer's field beyond its size. */
import { offsetsAt } from '../analysis/alignment.ts';
import { cellField, sightOf } from '../analysis/cell-field.ts';
import { effectiveWidth, middleCell, paddingShare, readShare } from '../analysis/field-report.ts';
import type { ModelAnalysis } from '../analyze.ts';
import { remembered } from '../lazy.ts';
import type { Layer } from '../network/network.ts';
import { resultOf, type Run } from './call-sites.ts';
import { offsetText } from './field-text.ts';
import { perAxis, share } from '../figures.ts';
import type { Row } from './markdown.ts';
import { joined, say } from '../words.ts';

/** Of what a call gives. */
export function sightRows(run: Run): readonly Row[] {
  const layer = resultOf(run);
  return [effectiveRow(run.model, layer), alignmentRow(run.model, layer)];
}

/** Where it is less than this share of what is seen, an effective field is worth a word. */
const MOST_TOLD = 0.8;

/** By axis, of a map's middle cell. */
const middleFields = remembered((model: ModelAnalysis) =>
  remembered((layer: Layer) => {
    const cell = middleCell(layer);
    return cell.length > 0 ? (cellField(sightOf(model), layer.id, cell) ?? []) : [];
  }),
);

/** Of a map's middle cell: where most of it comes from, what is not read, what lies beyond the input. */
function effectiveRow(model: ModelAnalysis, layer: Layer): Row {
  const axes = middleFields(model)(layer);
  const [read, padding] = [readShare(axes), paddingShare(axes)];
  const sizes = axes.map(({ box: [start, end] = [0, 0] }) => end - start);
  const isSmaller = axes.some((axis, index) => effectiveWidth(axis) < MOST_TOLD * (sizes[index] ?? 0));
  const parts = [
    isSmaller ? say`${perAxis(axes.map(effectiveWidth))} of ${perAxis(sizes)} hold 95 %` : '',
    read < 1 ? say`${share(read, 1)} is read` : '',
    padding > 0 ? say`${share(padding, 1)} is padding` : '',
  ].filter(part => part !== '');
  return [say`Effective field`, parts.length > 0 ? joined(parts, ' · ') : undefined];
}

/** Of a merge: whether its tensors look at the same places. */
function alignmentRow({ fields }: ModelAnalysis, layer: Layer): Row {
  const isMerge = layer.inputs.length > 1;
  const offsets = isMerge ? offsetsAt(layer, fields) : [];
  const texts = offsets.map(offset => offsetText(layer.output ?? [], offset));
  return [say`Alignment`, isMerge ? (texts.length > 0 ? joined(texts, ', ') : say`all in line`) : undefined];
}
