/** How a picture too large for memory can be taken in tiles, so that what comes out is what the whole would give. */
import type { ModelAnalysis } from '../analyze.ts';
import type { Layer, Network } from '../network/network.ts';
import type { Shape } from '../ops/shape.ts';
import { isConstant, isList, type Field } from './field.ts';
import { box } from './index-set.ts';
import { layerUse } from './layer-use.ts';
import { fits } from './size-rule.ts';
import { inputShape, longestPeriod, MOST_TRIED, scales } from './sizes.ts';

/** How tiles of the input lie along one axis, in its positions. */
export interface AxisTiling {
  /** At the start and the end of a tile, what is read only for the outputs that lie further in: its halo. */
  readonly before: number;
  readonly after: number;
  /** Tiles begin at multiples of this, where all strides begin anew. */
  readonly multiple: number;
  /**
   * The smallest size that the model takes and that gives `multiple` positions beside its halo, if one is known; then
   * every `multiple` more does, too.
   */
  readonly least: number | undefined;
}

/**
 * Of an output: its tiles by axis, or the first layer on its way of which no tile gives a part: it has seen the whole input,
 * or its size is given, whatever enters.
 */
export type Tiling =
  | { readonly kind: 'tiles'; readonly axes: readonly AxisTiling[] }
  | { readonly kind: 'whole' | 'given'; readonly layer: Layer };

/**
 * The overlap-tile strategy of Ronneberger, Fischer and Brox, "U-Net", 2015, arXiv 1505.04597, figure 2: an output is the
 * whole picture's if its receptive field lies in its tile. Undefined where fields are not known, or follow no rule.
 */
export function tilingOf(model: ModelAnalysis, output: number): Tiling | undefined {
  const { network, fields } = model;
  const input = inputShape(network);
  const own = fields[output];
  if (!input || !own || own.length === 0) return undefined;
  const way = wayTo(network, output);
  const whole = way.find(({ id }) => fields[id]?.some(isConstant));
  if (whole) return { kind: 'whole', layer: whole };
  const given = way.find(layer => isGiven(network, layer));
  if (given) return { kind: 'given', layer: given };
  if (own.some(isList)) return undefined;
  return { kind: 'tiles', axes: own.map((field, axis) => axisTiling(model, input, { output, field, axis })) };
}

interface OutputAxis {
  readonly output: number;
  readonly field: Field;
  readonly axis: number;
}

function axisTiling(model: ModelAnalysis, input: Shape, { output, field, axis }: OutputAxis): AxisTiling {
  const { network, validSizes } = model;
  const multiple = longestPeriod(network, [axis]);
  const rule = validSizes?.find(({ axes }) => axes.includes(axis))?.rule;
  const map = network.layers[output]?.output?.[axis + 1] ?? 1;
  const moved = Math.max(0, Math.floor(((input[axis + 1] ?? 1) - (map * field.shift) / field.period) / 2));
  const before = Math.max(0, startOfExact(field, moved));
  const afterIn = (size: number): number => Math.max(0, size - endOfExact(field, moved, size));
  const isEnough = (size: number): boolean => size - before - afterIn(size) >= multiple;
  const least = rule && firstFrom(before + multiple, size => fits(rule, size) && isEnough(size), MOST_TRIED);
  return { before, after: afterIn(least ?? 0), multiple, least };
}

/**
 * Where in the input the first output lies from which on all see nothing before the tile. Output i stands for the input
 * from i · jump on, moved by half of what the outputs together stand for less than the input has: without padding they lie
 * in its middle.
 */
function startOfExact({ period, shift, phases }: Field, moved: number): number {
  const last = phases.map((set, phase) => {
    const start = box(set)?.[0] ?? 0;
    return phase + period * (Math.ceil(-start / shift) - 1);
  });
  return Math.ceil(moved + ((Math.max(...last) + 1) * shift) / period);
}

/** Where the first output lies that sees beyond a tile of `size`. */
function endOfExact({ period, shift, phases }: Field, moved: number, size: number): number {
  const first = phases.map((set, phase) => {
    const end = box(set)?.[1] ?? 0;
    return phase + period * (Math.floor((size - end) / shift) + 1);
  });
  return Math.floor(moved + (Math.min(...first) * shift) / period);
}

function firstFrom(start: number, isRight: (size: number) => boolean, count: number): number | undefined {
  for (let size = start; size < start + count; size += 1) if (isRight(size)) return size;
  return undefined;
}

/** The layers that `output` is made of, in order, itself the last. */
function wayTo({ layers }: Network, output: number): readonly Layer[] {
  const reached = new Set([output]);
  for (let id = output; id >= 0; id -= 1)
    if (reached.has(id)) for (const input of layers[id]?.inputs ?? []) reached.add(input);
  return layers.filter(({ id }) => reached.has(id));
}

/** A size that is another tensor's, `like` it, follows that tensor. */
function isGiven(network: Network, layer: Layer): boolean {
  const use = layerUse(network, layer);
  if (!use || layer.inputs.length === 0 || layer.values['like']) return false;
  return use.output.slice(1).some((_, axis) => !scales(layer.operation, use, axis));
}
