/** Effective receptive fields: not how far an output position sees, but where what it sees comes from. */
import { isPointwise, runAt, runWithin, type Reads, type Run } from '../ops/reads.ts';
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
  const rows = new Rows();
  const held: (Float64Array | undefined)[] = [];
  held[layer] = rows.take(start.size).fill(1, position, position + 1);
  const weights = new Float64Array(input.size);
  for (let id = layer; id >= 0; id -= 1) {
    const own = held[id];
    const sources = own && weighed[id]?.[axis]?.sources;
    if (!sources) continue;
    if (sources.length === 0) addTo(weights, own);
    held[id] = undefined;
    for (const source of sources) {
      const size = weighed[source.layer]?.[axis]?.size ?? 0;
      const entering = held[source.layer];
      // The common case, for speed: what nobody else has is handed on as it is.
      const isHandedOn = !entering && passesOn(source) && size === own.length;
      held[source.layer] = isHandedOn ? own : passBack(own, source, entering ?? rows.take(size), rows);
    }
    if (!sources.some(source => held[source.layer] === own)) rows.giveBack(own);
  }
  return momentsOf(weights);
}

/** Whether all of a tensor's weight goes to one other, position by position. */
const passesOn = ({ reads, share }: Weighing): boolean => share === 1 && isPointwise(reads);

/** Rows of zeros. Those that are given back are taken again: to make one costs more than to fill it. */
class Rows {
  readonly #free = new Map<number, Float64Array[]>();

  take(size: number): Float64Array {
    return this.#free.get(size)?.pop()?.fill(0) ?? new Float64Array(size);
  }

  giveBack(row: Float64Array): void {
    const free = this.#free.get(row.length);
    if (free) free.push(row);
    else this.#free.set(row.length, [row]);
  }
}

/** Gives each position that is read its part of the weight of those that read it. */
function passBack(own: Float64Array, { reads, share }: Weighing, entering: Float64Array, rows: Rows): Float64Array {
  if (isPointwise(reads) && own.length === entering.length) return addTo(entering, own, share);
  for (const step of new Set(reads.phases.map(phase => phase.step))) {
    const row = rows.take(entering.length + step);
    addTo(entering, summed(writeDifferences(row, own, reads, step, entering.length), step), share);
    rows.giveBack(row);
  }
  return entering;
}

/** Runs of one step are written as a difference at either end, which costs no more where they are long. */
function writeDifferences(
  written: Float64Array,
  own: Float64Array,
  reads: Reads,
  step: number,
  size: number,
): Float64Array {
  for (let position = 0; position < own.length; position += 1) {
    const weight = own[position] ?? 0;
    const run = weight === 0 ? NO_RUN : runAt(reads, position);
    const { from, count } = run.step === step ? runWithin(run, size) : NO_RUN;
    if (count === 0) continue;
    const part = weight / run.count;
    const end = from + count * step;
    written[from] = (written[from] ?? 0) + part;
    if (end < written.length) written[end] = (written[end] ?? 0) - part;
  }
  return written;
}

const NO_RUN: Run = { from: 0, step: 0, count: 0 };

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
