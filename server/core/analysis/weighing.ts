/** How much of each tensor that enters a layer comes through it to an output position, along one axis of the input. */
import type { Layer, Network } from '../network/network.ts';
import type { Use } from '../ops/operation.ts';
import { BROADCAST, isSameReads, POINTWISE, type Reads } from '../ops/reads.ts';
import { channelsOf, isKnown } from '../ops/shape.ts';
import { isComplete } from '../complete.ts';
import { layerUse } from './layer-use.ts';
import { ordinary, passageOf, readsThrough, sizeAlong, type Passage, type Places } from './passage.ts';

/**
 * A layer along one axis of the model's input: plain data, of which the preview's page has a copy. It is the same object as
 * along the axis before where both come to the same all the way from the input, as they do in square networks.
 */
export interface WeighedAxis {
  /** Positions of the layer's output along the axis; 1 once it has lost its axes. */
  readonly size: number;
  /** None for an input. */
  readonly sources: readonly Weighing[];
}

export interface Weighing {
  /** The layer that is read, by id. */
  readonly layer: number;
  readonly reads: Reads;
  /** Of all that an output position is made of; the shares of a layer's sources sum to 1. */
  readonly share: number;
}

/**
 * By layer id, by axis of the model's input; undefined where a shape is not known.
 *
 * The positions that a layer reads weigh alike (Luo et al., 2016, arXiv 1701.04128, section 2.1: uniform weights), and
 * tensors that meet weigh as they have channels: those of a sum alike. What reaches all positions alike is left out: the
 * mean and variance of a norm, and a gate that is broadcast, of which each position moves next to nothing.
 */
export function weighings(network: Network): readonly (readonly WeighedAxis[] | undefined)[] {
  const known: (Weighed | undefined)[] = [];
  for (const layer of network.layers) {
    const use = layerUse(network, layer);
    known.push(use && isKnown(use.output) ? weighedLayer(layer, use, known) : undefined);
  }
  return known.map(weighed => weighed?.axes);
}

interface Weighed {
  readonly axes: readonly WeighedAxis[];
  readonly places: Places;
}

function weighedLayer(layer: Layer, use: Use, known: readonly (Weighed | undefined)[]): Weighed | undefined {
  if (layer.operation.arity === 'none') {
    const sizes = use.output.slice(1);
    const axes = sizes.map(size => ({ size, sources: [] }));
    return { axes: shared(axes, known), places: sizes.map((_, axis) => ordinary(axis)) };
  }
  const entering = layer.inputs.map(id => known[id]);
  const [first] = entering;
  if (!first || !isComplete(entering)) return undefined;
  const passages = first.axes.map((_, axis) => passageOf(layer, use, entering, axis));
  const axes = passages.map(passage => ({
    size: sizeAlong(use.output, passage, passage.to),
    sources: sourcesOf(passage, entering),
  }));
  return { axes: shared(axes, known), places: passages.map(({ to }) => to) };
}

function shared(axes: readonly WeighedAxis[], known: readonly (Weighed | undefined)[]): readonly WeighedAxis[] {
  const seen: WeighedAxis[] = [];
  for (const [axis, own] of axes.entries()) {
    const before = seen[axis - 1];
    const isShared = (id: number): boolean => known[id]?.axes[axis] === known[id]?.axes[axis - 1];
    seen.push(before && isSame(before, own) && own.sources.every(({ layer }) => isShared(layer)) ? before : own);
  }
  return seen;
}

const isSame = (one: WeighedAxis, other: WeighedAxis): boolean =>
  one.size === other.size &&
  one.sources.length === other.sources.length &&
  one.sources.every((source, index) => isSameSource(source, other.sources[index]));

const isSameSource = (one: Weighing, other: Weighing | undefined): boolean =>
  one.layer === other?.layer && one.share === other.share && isSameReads(one.reads, other.reads);

function sourcesOf(passage: Passage, entering: readonly Weighed[]): readonly Weighing[] {
  const { layer, use, axes, axis } = passage;
  const all = layer.inputs.flatMap((id, input) => {
    const { places } = entering[input] ?? { places: [] };
    const reads = directReads(passage, input, places[axis] ?? ordinary(axis));
    return places.length === axes ? [{ layer: id, reads, share: channelsOf(use.inputs[input] ?? []) }] : [];
  });
  const local = all.filter(({ reads }) => reads !== BROADCAST);
  const sources = local.length > 0 ? local : all;
  const whole = sources.reduce((sum, { share }) => sum + share, 0);
  return sources.map(source => ({ ...source, share: source.share / whole }));
}

/** Without what norms read to find a mean and a variance. */
const directReads = (passage: Passage, input: number, place: number): Reads =>
  passage.layer.operation.family === 'normalisation' ? POINTWISE : (readsThrough(passage, input, place) ?? BROADCAST);
