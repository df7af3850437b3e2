/** Effective receptive fields: not how far an output position sees, but where what it sees comes from. */
import { isPointwise, runAt, runWithin } from '../ops/reads.ts';
import type { WeighedAxis, Weighing } from './weighing.ts';

/** Where along one axis of the input an output position's value comes from. */
export interface EffectiveField {
  /** The mean index, in positions of the input; its variance's root. `NaN` where nothing of the input is seen. */
  readonly centre: number;
  readonly deviation: number;
  /** The share that comes from padding, of the input or of a layer on the way, and so from no index. */
  readonly padding: number;
  /** By index of the input; they sum to 1 with `padding`. */
  readonly weights: Float64Array;
}

/**
 * Of output `position` of a layer, along axis `axis`, by `weighings`: the weights that its paths to the input have, each
 * path the product of its steps. Along a chain the variances of the steps add, (k² − 1)/12 · (d · jump)² for a kernel of k
 * with dilation d, so that the field grows as the root of the depth: Luo et al., "Understanding the effective receptive
 * field", 2016, arXiv 1701.04128, section 2. Undefined where the layer's way to the input is not known.
 */
export function effectiveField(
  weighed: readonly (readonly WeighedAxis[] | undefined)[],
  { layer, axis, position }: { readonly layer: number; readonly axis: number; readonly position: number },
): EffectiveField | undefined {
  const start = weighed[layer]?.[axis];
  const input = weighed.find(axes => axes)?.[axis];
  if (!start || !input) return undefined;
  const held = new Map([[layer, weightsOf(start.size)]]);
  held.get(layer)?.fill(1, position, position + 1);
  const weights = weightsOf(input.size);
  for (let id = layer; id >= 0; id -= 1) {
    const own = held.get(id);
    const sources = weighed[id]?.[axis]?.sources;
    if (!own || !sources) continue;
    if (sources.length === 0) addTo(weights, own);
    for (const source of sources) {
      const size = weighed[source.layer]?.[axis]?.size ?? 0;
      const entering = held.get(source.layer);
      // The common case, for speed: what nobody else has is handed on as it is.
      if (!entering && passesOn(source) && size === own.length) held.set(source.layer, own);
      else held.set(source.layer, passBack(own, source, entering ?? weightsOf(size)));
    }
    held.delete(id);
  }
  return momentsOf(weights);
}

/** Whether all of a tensor's weight goes to one other, position by position. */
const passesOn = ({ reads, share }: Weighing): boolean => share === 1 && isPointwise(reads);

const weightsOf = (size: number): Float64Array => new Float64Array(size);

/**
 * Gives each position that is read its part of the weight of those that read it. Runs are written as a difference at
 * either end, which costs no more where they are long.
 */
function passBack(own: Float64Array, { reads, share }: Weighing, entering: Float64Array): Float64Array {
  if (isPointwise(reads) && own.length === entering.length) return addTo(entering, own, share);
  const differences = new Map<number, Float64Array>();
  for (const [position, weight] of own.entries()) {
    if (weight === 0) continue;
    const run = runAt(reads, position);
    const { from, step, count } = runWithin(run, entering.length);
    if (count === 0) continue;
    const difference = differences.get(step) ?? weightsOf(entering.length + step);
    differences.set(step, difference);
    const part = (weight * share) / run.count;
    difference[from] = (difference[from] ?? 0) + part;
    const end = from + count * step;
    if (end < difference.length) difference[end] = (difference[end] ?? 0) - part;
  }
  for (const [step, difference] of differences) addTo(entering, summed(difference, step));
  return entering;
}

function summed(difference: Float64Array, step: number): Float64Array {
  for (let index = step; index < difference.length; index += 1)
    difference[index] = (difference[index] ?? 0) + (difference[index - step] ?? 0);
  return difference;
}

function addTo(sum: Float64Array, part: Float64Array, share = 1): Float64Array {
  for (let index = 0; index < sum.length; index += 1) sum[index] = (sum[index] ?? 0) + share * (part[index] ?? 0);
  return sum;
}

function momentsOf(weights: Float64Array): EffectiveField {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const centre = weights.reduce((sum, weight, index) => sum + weight * index, 0) / total;
  const variance = weights.reduce((sum, weight, index) => sum + weight * (index - centre) ** 2, 0) / total;
  return { centre, deviation: Math.sqrt(variance), padding: 1 - total, weights };
}
