/** What changed in a model, in words. */
import { joined, say, type Sentence, type Text } from '../words.ts';
import type { Change, ComparedTotal, Difference } from '../analysis/difference.ts';

const NAMES: Readonly<Record<ComparedTotal, Text>> = {
  params: say`parameters`,
  buffers: say`buffers`,
  macs: 'MACs',
  peakActivationBytes: say`bytes at the peak`,
};

const FIGURES = ['params', 'buffers', 'macs', 'peakActivationBytes'] as const satisfies readonly ComparedTotal[];

/** A line a layer that was removed, added or changed, then a line a figure. */
export function differenceLines({ added, removed, changed, totals, receptiveField }: Difference): readonly Text[] {
  return [
    ...removed.map(path => `- ${path}`),
    ...added.map(path => `+ ${path}`),
    ...changed.map(({ path, before, after }) => `~ ${path}: ${before} → ${after}`),
    ...FIGURES.map(name => joined([NAMES[name], changeText(totals[name])], ': ')),
    say`field: ${receptiveField.before?.join('×') ?? '?'} → ${receptiveField.after?.join('×') ?? '?'}`,
  ];
}

/** `+12 % MACs, RF 75 → 91`: the figures that changed, or else how many layers did; undefined where nothing has. */
export function differenceTitle(difference: Difference): Sentence | undefined {
  const { params, macs } = difference.totals;
  const figures = [
    ...shareText(params).map(share => say`${share} params`),
    ...shareText(macs).map(share => `${share} MACs`),
    ...fieldText(difference.receptiveField),
  ];
  return figures.length > 0 ? joined(figures, ', ') : layersText(difference);
}

function layersText({ added, removed, changed }: Difference): Sentence | undefined {
  const counts = [
    ...(added.length > 0 ? [say`${added.length} added`] : []),
    ...(removed.length > 0 ? [say`${removed.length} removed`] : []),
    ...(changed.length > 0 ? [say`${changed.length} changed`] : []),
  ];
  return counts.length > 0 ? say`layers: ${joined(counts, ', ')}` : undefined;
}

function shareText({ before, after }: Change<number>): readonly string[] {
  if (before === null || after === null || before === after) return [];
  return [before === 0 ? countText(after) : percentText({ before, after })];
}

function fieldText({ before, after }: Change<readonly number[]>): readonly Text[] {
  if (!before || !after || String(before) === String(after)) return [];
  return [say`RF ${sizesText(before)} → ${sizesText(after)}`];
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
