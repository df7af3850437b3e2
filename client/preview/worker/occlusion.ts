/**
 * Where grey patches are laid on an input to find what a value depends on, and what that shows: Zeiler and Fergus,
 * "Visualizing and Understanding Convolutional Networks", 2014, arXiv 1311.2901, section 4.2.
 */
import type { InputTensor } from './messages.ts';
import { ofChannel } from './feeds.ts';

/** Patches of `patch` × `patch` pixels, `stride` apart, the first at (`top`, `left`): row by row. */
export interface PatchGrid {
  readonly width: number;
  readonly height: number;
  readonly patch: number;
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
  readonly top: number;
  readonly left: number;
}

/** A patch is a seventh of the shorter side, and the next overlaps half of it. */
const PARTS = 7;

export function patchGrid(width: number, height: number): PatchGrid {
  const patch = Math.max(1, Math.round(Math.min(width, height) / PARTS));
  const stride = Math.max(1, Math.floor(patch / 2));
  const along = (size: number) => Math.floor((size - patch) / stride) + 1;
  const [rows, columns] = [along(height), along(width)];
  const margin = (size: number, count: number) => Math.floor((size - patch - stride * (count - 1)) / 2);
  return { width, height, patch, stride, rows, columns, top: margin(height, rows), left: margin(width, columns) };
}

/** All numbers below `count`, such that the first few of them are spread over the whole: steps of the golden section. */
export function spreadOrder(count: number): readonly number[] {
  let step = Math.max(1, Math.round(count * 0.618));
  while (greatestCommonDivisor(step, count) > 1) step += 1;
  return Array.from({ length: count }, (_, turn) => (turn * step) % count);
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

const placeOf = ({ stride, columns, top, left }: PatchGrid, patch: number) => ({
  row: top + stride * Math.floor(patch / columns),
  column: left + stride * (patch % columns),
});

/** The middle of 0…1, before normalisation. */
const GREY = 0.5;

/** The input with one patch of it grey. */
export function occluded({ data, shape, mean, std }: InputTensor, grid: PatchGrid, patch: number): Float32Array {
  const [channels = 1] = shape;
  const { row, column } = placeOf(grid, patch);
  const hidden = data.slice();
  for (let channel = 0; channel < channels; channel++) {
    const grey = (GREY - ofChannel(mean, channel, 0)) / ofChannel(std, channel, 1);
    for (let y = row; y < row + grid.patch; y++) {
      const start = (channel * grid.height + y) * grid.width + column;
      hidden.fill(grey, start, start + grid.patch);
    }
  }
  return hidden;
}

/**
 * For each pixel how much the value falls, on average over the patches that cover it; `NaN` where there is none yet.
 * `drops` has an entry for each patch, `NaN` before it is known.
 */
export function heatOf(grid: PatchGrid, drops: Float32Array): Float32Array {
  const sums = new Float32Array(grid.width * grid.height);
  const counts = new Uint16Array(sums.length);
  for (const [patch, drop] of drops.entries()) {
    if (Number.isNaN(drop)) continue;
    const { row, column } = placeOf(grid, patch);
    for (let y = row; y < row + grid.patch; y++)
      for (let at = y * grid.width + column; at < y * grid.width + column + grid.patch; at++) {
        sums[at] = (sums[at] ?? 0) + drop;
        counts[at] = (counts[at] ?? 0) + 1;
      }
  }
  return sums.map((sum, at) => sum / (counts[at] ?? 0));
}
