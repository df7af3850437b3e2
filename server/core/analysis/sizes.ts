/** The input sizes that a model takes. */
import type { Layer, Network } from '../network/network.ts';
import { greatestCommonDivisor } from '../ops/fraction.ts';
import { isRefusal, type Operation, type Use } from '../ops/operation.ts';
import { POINTWISE } from '../ops/reads.ts';
import { isKnown, UNKNOWN, type Shape } from '../ops/shape.ts';
import { propagation, type Works } from './propagate.ts';
import { sizeRule, type SizeRule } from './size-rule.ts';

/** The sizes that work along some spatial axes of the input: along one, or along several that must be equal. */
export interface ValidSizes {
  /** Counted from 0. */
  readonly axes: readonly number[];
  /** Undefined when none shows up to `MOST_TRIED`. */
  readonly rule: SizeRule | undefined;
}

/** Builds the model again with other input shapes, as they are or through the parameters that give them. */
export interface Rebuild {
  /** Each input's shape changed. */
  readonly resized: (resize: (input: Shape) => Shape) => Trial;
  /** The parameter that gives the sizes of these axes, and is used elsewhere too, set to a size. */
  readonly linked?: { readonly axes: readonly number[]; readonly set: (size: number) => Trial };
}

export interface Trial {
  readonly network: Network;
  /** False when it cannot be built. Contracts (`expect`, `budget`, asserted shapes) do not count. */
  readonly builds: boolean;
}

/** The largest size that is tried. */
export const MOST_TRIED = 1024;

/** Building anew is slower than sending sizes through. */
const MOST_REBUILT = 160;

/**
 * The sizes that work, by axis, the other axes as they are. Undefined where there are no spatial axes, where inputs
 * differ in shape (one size would not do for all), or where something else keeps the model from being built.
 *
 * The model is first built with open sizes. If its layers and their arguments come out the same, they depend on no size,
 * and sizes are sent through them; else it is built anew for each size.
 */
export function validSizes(network: Network, rebuild: Rebuild): readonly ValidSizes[] | undefined {
  const shape = inputShape(network);
  if (!shape) return undefined;
  const axes = shape.slice(1).map((_, axis) => axis);
  const search = (works: Works, along: readonly number[], most: number): ValidSizes => ({
    axes: along,
    rule: sizeRule(works, longestPeriod(network, along), most),
  });
  const { resized, linked } = rebuild;
  if (linked) return [search(size => linked.set(size).builds, linked.axes, MOST_REBUILT)];
  const open = resized(([channels = UNKNOWN, ...sizes]) => [channels, ...sizes.map(() => UNKNOWN)]);
  if (!open.builds) return undefined;
  if (isSameNetwork(open.network, network))
    return axes.map(axis => search(propagation(open.network, axis), [axis], MOST_TRIED));
  if (resized(input => input).builds)
    return axes.map(axis => search(size => resized(input => input.with(axis + 1, size)).builds, [axis], MOST_REBUILT));
  return [search(size => resized(([c = 1]) => [c, ...axes.map(() => size)]).builds, axes, MOST_REBUILT)];
}

/** The shape of the inputs, if they are all of one, and it has spatial axes. */
export function inputShape({ layers }: Network): Shape | undefined {
  const [first, ...others] = layers.filter(({ operation }) => operation.arity === 'none').map(({ output }) => output);
  return first && first.length > 1 && isKnown(first) && others.every(other => isEqual(other, first))
    ? first
    : undefined;
}

function isSameNetwork(a: Network, b: Network): boolean {
  return a.layers.length === b.layers.length && a.layers.every((layer, id) => isSameLayer(layer, b.layers[id]));
}

const isSameLayer = (a: Layer, b: Layer | undefined): boolean =>
  a.operation === b?.operation &&
  isEqual(a.inputs, b.inputs) &&
  (a.operation.arity === 'none' || isEqual(a.values, b.values));

/** Of plain data. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const [entries, others] = [Object.entries(a), new Map(Object.entries(b))];
  return entries.length === others.size && entries.every(([key, value]) => isEqual(value, others.get(key)));
}

/**
 * A number that all strides along the axes divide: a size more by it is a whole number of positions more in every layer, so that what
 * works repeats. The least common multiple of the layers' rates.
 */
export function longestPeriod({ layers }: Network, axes: readonly number[]): number {
  const shapes = shapesAtMost(layers);
  const multiples = axes.flatMap(axis => ratesAlong(layers, shapes, axis).map(({ input }) => input));
  return multiples.reduce((multiple, rate) => (multiple / greatestCommonDivisor(multiple, rate)) * rate, 1);
}

/** The layers' outputs for the largest input that is tried; of one that refuses it, what enters. */
function shapesAtMost(layers: readonly Layer[]): readonly Shape[] {
  const shapes: Shape[] = [];
  for (const { operation, inputs, values, output = [] } of layers) {
    const entering = inputs.map(id => shapes[id] ?? []);
    const result = operation.arity === 'none' ? output.map(() => MOST_TRIED) : operation.shape(entering, values);
    shapes.push(isRefusal(result) ? [UNKNOWN, ...(entering[0] ?? []).slice(1)] : result);
  }
  return shapes;
}

/** So many input positions are so many of the layer's: 16 are 1 after four halvings. */
interface Rate {
  readonly input: number;
  readonly layer: number;
}

function ratesAlong(layers: readonly Layer[], shapes: readonly Shape[], axis: number): readonly Rate[] {
  const rates: Rate[] = [];
  for (const layer of layers) {
    const [first] = layer.inputs;
    const before = first === undefined ? undefined : rates[first];
    rates.push(before ? rateAfter(layer, shapes, axis, before) : { input: 1, layer: 1 });
  }
  return rates;
}

/** Whether so many positions more along an axis as the reads' shift are so many more of the output as their period. */
export function scales({ reads, shape }: Operation, use: Use, axis: number): boolean {
  const index = axis + 1;
  const { shift, period } = reads?.(use, axis, 0) ?? POINTWISE;
  const larger = shape(
    use.inputs.map(input => input.with(index, (input[index] ?? 0) + shift)),
    use.values,
  );
  return shift > 0 && !isRefusal(larger) && larger[index] === (use.output[index] ?? 0) + period;
}

/** Only what makes `period` positions more of `shift` more scales: a size that an argument gives stays as it is. */
function rateAfter(layer: Layer, shapes: readonly Shape[], axis: number, before: Rate): Rate {
  const { operation, values } = layer;
  const inputs = layer.inputs.map(input => shapes[input] ?? []);
  const output = shapes[layer.id] ?? [];
  const index = axis + 1;
  if (![output, ...inputs].every(shape => Number.isInteger(shape[index]))) return before;
  const use = { inputs, output, values };
  const { shift, period } = operation.reads?.(use, axis, 0) ?? POINTWISE;
  if (!scales(operation, use, axis)) return before;
  const common = greatestCommonDivisor(before.input * shift, before.layer * period);
  return { input: (before.input * shift) / common, layer: (before.layer * period) / common };
}
