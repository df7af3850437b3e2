/** What a model sees, all together. */
import { effectiveWidth, paddingShare, readShare, type FieldReport } from '#core/analysis/field-report.ts';
import { inputShape } from '#core/analysis/sizes.ts';
import type { Tiling } from '#core/analysis/tiling.ts';
import type { ModelAnalysis } from '#core/analyze.ts';
import type { Layer } from '#core/network/network.ts';
import { spatialSizes } from '#core/ops/shape.ts';
import { allOf, joined, say, type Text, type Words } from '#core/words.ts';
import { offsetText } from '#core/ide/field-text.ts';
import { decimal, perAxis } from '#core/figures.ts';
import { noMoreText, tileText } from '#core/ide/model-sight.ts';
import { padded } from './columns.ts';

export const reportRecord = (report: FieldReport) => ({
  layer: report.layer.path,
  axes: report.fields.map(({ size, jump }, axis) => ({
    size,
    jump,
    effective: report.middle[axis] ? effectiveWidth(report.middle[axis]) : null,
  })),
  read: readShare(report.middle),
  padding: { middle: paddingShare(report.middle), corner: paddingShare(report.corner) },
  late: report.late.map(({ path }) => path),
  lateByAll: report.lateByAll.map(({ path }) => path),
  misaligned: report.misaligned.map(({ merge, offsets }) => ({ merge: merge.path, offsets })),
  tiles: report.tilings.map(({ output, tiling }) => ({ output, ...tilingRecord(tiling) })),
});

const tilingRecord = (tiling: Tiling | undefined) =>
  tiling?.kind === 'tiles'
    ? { axes: tiling.axes }
    : { axes: null, ...(tiling && { [tiling.kind]: tiling.layer.path }) };

export function reportLines(
  { name, network }: ModelAnalysis,
  report: FieldReport | undefined,
  words: Words,
): readonly string[] {
  if (!report) return [words(joined([name, say`not known`], ': '))];
  const { layer, fields, middle, corner, misaligned } = report;
  const input = inputShape(network) ?? [];
  const rows: readonly (readonly [Text, Text])[] = [
    [say`field`, fieldText(fields, spatialSizes(input))],
    [say`jump`, perAxis(fields.map(({ jump }) => jump))],
    [
      say`in effect`,
      say`${perAxis(middle.map(effectiveWidth))} positions, two deviations of the weight to either side`,
    ],
    [say`read`, say`${decimal(100 * readShare(middle))} % of them`],
    [
      say`padding`,
      say`${decimal(100 * paddingShare(middle))} % at the middle, ${decimal(100 * paddingShare(corner))} % in a corner`,
    ],
    [say`context`, contextText(report)],
    ...(misaligned.length === 0 ? [[say`branches`, say`in line`] as const] : []),
    ...misaligned.map(merge => [say`branches`, mergeText(input, merge)] as const),
    ...report.tilings.map(({ output, tiling }) => [say`tiles`, joined([output, tilingText(tiling)], ': ')] as const),
  ];
  return [words(say`${name}, up to ${layer.path}`), ...rows.map(([title, text]) => rowLine(words(title), words(text)))];
}

const TITLE_WIDTH = 10;

const rowLine = (title: string, text: string): string => `  ${padded(title, TITLE_WIDTH)} ${text}`;

/** `212 positions of 224`. */
function fieldText(fields: FieldReport['fields'], input: readonly number[]): Text {
  const sizes = say`${perAxis(fields.map(({ size }) => size))} positions of ${perAxis(input)}`;
  return fields.every(({ global }) => global) ? say`${sizes}, the same for every cell` : sizes;
}

/** `covers the input from a on, 3 convolutions find no more; by every path from b on, 1`. */
function contextText({ late, lateByAll }: FieldReport): Text {
  const [first] = late;
  if (!first) return say`no convolution enters with the whole input seen`;
  const byAll = lateByAll[0]
    ? say`by every path ${lateText(lateByAll[0], lateByAll)}`
    : say`by the shortest path, none`;
  return say`the whole input is seen before ${lateText(first, late)}; ${byAll}`;
}

const lateText = ({ path }: Layer, { length }: readonly Layer[]): Text => joined([path, noMoreText(length)], ': ');

/** `at up.2 tensor 2 looks 1 after tensor 1 along the height`. */
const mergeText = (input: readonly number[], { merge, offsets }: FieldReport['misaligned'][number]): Text =>
  say`at ${merge.path} ${allOf(offsets.map(offset => offsetText(input, offset)))}`;

function tilingText(tiling: Tiling | undefined): Text {
  switch (tiling?.kind) {
    case 'tiles':
      return say`a halo of ${tileText(tiling.axes)}`;
    case 'whole':
      return say`none, ${tiling.layer.path} takes the whole map`;
    case 'given':
      return say`none known, the size of ${tiling.layer.path} is given`;
    default:
      return say`not known`;
  }
}
