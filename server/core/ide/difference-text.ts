/** What changed in a model, in words. */
import type { Change, ComparedTotal, Difference } from '../analysis/difference.ts';

const NAMES = {
  params: 'parameters',
  buffers: 'buffers',
  macs: 'MACs',
  peakActivationBytes: 'bytes at the peak',
} as const satisfies Record<ComparedTotal, string>;

/** A line a layer that was removed, added or changed, then a line a figure. */
export function differenceLines({ added, removed, changed, totals, receptiveField }: Difference): readonly string[] {
  return [
    ...removed.map(path => `- ${path}`),
    ...added.map(path => `+ ${path}`),
    ...changed.map(({ path, before, after }) => `~ ${path}: ${before} → ${after}`),
    ...figures.map(name => `${NAMES[name]}: ${changeText(totals[name])}`),
    `field: ${receptiveField.before?.join('×') ?? '?'} → ${receptiveField.after?.join('×') ?? '?'}`,
  ];
}

const figures = ['params', 'buffers', 'macs', 'peakActivationBytes'] as const;

/** `+12 % MACs, RF 75 → 91`: the figures that changed, or else how many layers did; undefined where nothing has. */
export function differenceTitle({ added, removed, changed, totals, receptiveField }: Difference): string | undefined {
  const parts = [
    ...(['params', 'macs'] as const).flatMap(name => shareText(totals[name], name === 'macs' ? 'MACs' : name) ?? []),
    ...(fieldText(receptiveField) ?? []),
  ];
  if (parts.length > 0) return parts.join(', ');
  const counts = [
    [added, 'added'],
    [removed, 'removed'],
    [changed, 'changed'],
  ] as const;
  const layers = counts.flatMap(([paths, what]) => (paths.length > 0 ? [`${paths.length} ${what}`] : []));
  return layers.length > 0 ? `layers: ${layers.join(', ')}` : undefined;
}

function shareText({ before, after }: Change<number>, name: string): string | undefined {
  if (before === null || after === null || before === after) return undefined;
  return before === 0 ? `${countText(after)} ${name}` : `${percentText({ before, after })} ${name}`;
}

function fieldText({ before, after }: Change<readonly number[]>): readonly string[] | undefined {
  if (!before || !after || String(before) === String(after)) return undefined;
  return [`RF ${sizesText(before)} → ${sizesText(after)}`];
}

/** One number where all axes agree. */
export const sizesText = (sizes: readonly number[]): string =>
  new Set(sizes).size === 1 ? String(sizes[0]) : sizes.join('×');

/** `1,000 → 1,120 (+12 %)`. */
function changeText({ before, after }: Change<number>): string {
  if (before === null || after === null) return `${countText(before)} → ${countText(after)}`;
  if (before === after) return countText(after);
  const percent = before === 0 ? '' : ` (${percentText({ before, after })})`;
  return `${countText(before)} → ${countText(after)}${percent}`;
}

/** `+12 %`, `−3.5 %`, from a number that is not 0. */
export function percentText({ before, after }: { readonly before: number; readonly after: number }): string {
  const percent = Number(((100 * Math.abs(after - before)) / before).toPrecision(3));
  return `${after < before ? '−' : '+'}${percent} %`;
}

const countText = (count: number | null): string => count?.toLocaleString('en-US') ?? '?';
