/** What a model sees, all together. */
import { effectiveWidth, paddingShare, readShare, type FieldReport } from '#core/analysis/field-report.ts';
import { inputShape } from '#core/analysis/sizes.ts';
import type { Tiling } from '#core/analysis/tiling.ts';
import type { ModelAnalysis } from '#core/analyze.ts';
import type { Layer } from '#core/network/network.ts';
import { spatialSizes } from '#core/ops/shape.ts';
import { ENGLISH } from '#core/words.ts';
import { offsetText } from '#core/ide/field-text.ts';
import { decimal, perAxis } from '#core/figures.ts';
import { noMoreText, tileText } from '#core/ide/model-sight.ts';

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

export function reportLines({ name, network }: ModelAnalysis, report: FieldReport | undefined): readonly string[] {
  if (!report) return [`${name}: not known`];
  const { layer, fields, middle, corner, misaligned } = report;
  const input = inputShape(network) ?? [];
  const rows: readonly (readonly [string, string])[] = [
    ['field', fieldText(fields, spatialSizes(input))],
    ['jump', perAxis(fields.map(({ jump }) => jump))],
    ['in effect', `${perAxis(middle.map(effectiveWidth))} positions, two deviations of the weight to either side`],
    ['read', `${decimal(100 * readShare(middle))} % of them`],
    [
      'padding',
      `${decimal(100 * paddingShare(middle))} % at the middle, ${decimal(100 * paddingShare(corner))} % in a corner`,
    ],
    ['context', contextText(report)],
    ...(misaligned.length === 0 ? [['branches', 'in line'] as const] : []),
    ...misaligned.map(merge => ['branches', mergeText(input, merge)] as const),
    ...report.tilings.map(({ output, tiling }) => ['tiles', `${output}: ${tilingText(tiling)}`] as const),
  ];
  return [`${name}, up to ${layer.path}`, ...rows.map(([title, text]) => `  ${title.padEnd(10)} ${text}`)];
}

/** `212 positions of 224`. */
function fieldText(fields: FieldReport['fields'], input: readonly number[]): string {
  const sizes = `${perAxis(fields.map(({ size }) => size))} positions of ${perAxis(input)}`;
  return fields.every(({ global }) => global) ? `${sizes}, the same for every cell` : sizes;
}

/** `covers the input from a on, 3 convolutions find no more; by every path from b on, 1`. */
function contextText({ late, lateByAll }: FieldReport): string {
  const [first] = late;
  if (!first) return 'no convolution enters with the whole input seen';
  const byAll = lateByAll[0] ? `by every path ${lateText(lateByAll[0], lateByAll)}` : 'by the shortest path, none';
  return `the whole input is seen before ${lateText(first, late)}; ${byAll}`;
}

const lateText = ({ path }: Layer, { length }: readonly Layer[]): string => `${path}: ${ENGLISH(noMoreText(length))}`;

/** `at up.2 tensor 2 looks 1 after tensor 1 along the height`. */
const mergeText = (input: readonly number[], { merge, offsets }: FieldReport['misaligned'][number]): string =>
  `at ${merge.path} ${offsets.map(offset => ENGLISH(offsetText(input, offset))).join(' and ')}`;

function tilingText(tiling: Tiling | undefined): string {
  switch (tiling?.kind) {
    case 'tiles':
      return `a halo of ${ENGLISH(tileText(tiling.axes))}`;
    case 'whole':
      return `none, ${tiling.layer.path} takes the whole map`;
    case 'given':
      return `none known, the size of ${tiling.layer.path} is given`;
    default:
      return 'not known';
  }
}
