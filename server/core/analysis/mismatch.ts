/** Why the sizes of two tensors that should meet differ: where their ways part. */
import type { Code, Related } from '../diagnostics.ts';
import type { Layer, Network } from '../network/network.ts';
import { isRefusal } from '../ops/operation.ts';
import { dimensionName, formatShape, isKnown, mayEqual, spatialSizes, type Shape } from '../ops/shape.ts';
import { layerUse } from './layer-use.ts';
import { ruleText } from './size-rule.ts';
import type { ValidSizes } from './sizes.ts';
import { allOf, ENGLISH, joined, say, type Sentence, type Text } from '../words.ts';

/** Two tensors of different spatial sizes that enter a merge. */
export interface Mismatch {
  readonly merge: Layer;
  readonly message: Sentence;
  /** Places among the merge's inputs. */
  readonly sides: readonly [number, number];
  readonly shapes: readonly [Shape, Shape];
}

/** The codes of such refusals. */
export const MISMATCH_CODES: ReadonlySet<Code> = new Set(['shapes-differ', 'concat-sizes-differ']);

/** The merges that refuse what enters for a spatial size. */
export const mismatches = (network: Network): readonly Mismatch[] =>
  network.layers.flatMap(merge => (merge.operation.arity === 'many' ? mismatchAt(network, merge) : []));

function mismatchAt({ layers }: Network, merge: Layer): readonly Mismatch[] {
  const inputs = merge.inputs.map(id => layers[id]?.output ?? []);
  const refusal = merge.operation.shape(inputs, merge.values);
  if (!isRefusal(refusal) || !MISMATCH_CODES.has(refusal.finding.code)) return [];
  const [first = []] = inputs;
  const place = inputs.findIndex(shape => shape.slice(1).some((size, axis) => !mayEqual(size, first[axis + 1] ?? 0)));
  const other = inputs[place];
  if (!other || !isKnown(other) || !isKnown(first) || other.length !== first.length) return [];
  return [{ merge, message: refusal.finding.message, sides: [0, place], shapes: [first, other] }];
}

/** The layers on the way from where two tensors have one origin to each of them, the origin itself left out. */
interface Ways {
  readonly fork: Layer;
  readonly ways: readonly [readonly Layer[], readonly Layer[]];
}

/** Related places: where both sides start, and on each the first step that rounds, or else that changes the size. */
export function historyOf(network: Network, mismatch: Mismatch): readonly Related[] {
  const { sides, shapes, merge } = mismatch;
  const [one, other] = sides.map(side => network.layers[merge.inputs[side] ?? -1]);
  const found = one && other ? waysTo(network, one, other) : undefined;
  const axis = spatialSizes(shapes[0]).findIndex((size, index) => size !== spatialSizes(shapes[1])[index]);
  if (!found || !one || !other) return [];
  const { fork, ways } = found;
  const along = { network, axis, name: dimensionName(shapes[0], axis + 1) };
  const roundings = firstOnEach(ways, layer => roundingAt(along, layer));
  const partings = roundings.length > 0 ? roundings : firstOnEach(ways, layer => changeAt(along, layer));
  const size = fork.output?.[axis + 1];
  const start =
    size === undefined ? [] : [relatedTo(fork, say`Both sides come from here, where the ${along.name} is ${size}.`)];
  const ends = [one, other].map((layer, index) =>
    relatedTo(layer, say`Tensor ${(sides[index] ?? 0) + 1}, ${formatShape(shapes[index] ?? [])}, is made here.`),
  );
  return [...start, ...partings, ...ends];
}

const firstOnEach = (
  ways: readonly (readonly Layer[])[],
  relatedOf: (layer: Layer) => Related | undefined,
): readonly Related[] => ways.flatMap(way => way.flatMap(layer => relatedOf(layer) ?? []).slice(0, 1));

/** `Input sizes that work: height and width multiples of 16, at least 16.`; empty where they are not known. */
export function sizesSentence(sizes: readonly ValidSizes[] | undefined, shape: Shape): Text {
  const text = sizes && sizesText(sizes, shape);
  return text ? say`Input sizes that work: ${text}.` : '';
}

/** `height and width multiples of 16, at least 16`; undefined where a rule is not known. */
export function sizesText(sizes: readonly ValidSizes[], shape: Shape): Text | undefined {
  const axesByRule = new Map<string, { readonly text: Text; readonly axes: readonly number[] }>();
  for (const { axes, rule } of sizes) {
    if (!rule) return undefined;
    const text = ruleText(rule);
    const known = axesByRule.get(ENGLISH(text));
    axesByRule.set(ENGLISH(text), { text, axes: [...(known?.axes ?? []), ...axes] });
  }
  const named = [...axesByRule.values()].map(
    ({ text, axes }) => say`${allOf(axes.map(axis => dimensionName(shape, axis + 1)))} ${text}`,
  );
  return joined(named, '; ');
}

function waysTo({ layers }: Network, one: Layer, other: Layer): Ways | undefined {
  const [above, beside] = [ancestors(layers, one), ancestors(layers, other)];
  const shared = [...above].filter(id => beside.has(id));
  const fork = layers[shared.reduce((last, id) => Math.max(last, id), -1)];
  return fork && { fork, ways: [wayFrom(layers, fork, one), wayFrom(layers, fork, other)] };
}

/** By id, the layer itself among them. */
function ancestors(layers: readonly Layer[], layer: Layer): ReadonlySet<number> {
  const found = new Set([layer.id]);
  for (let id = layer.id; id >= 0; id -= 1)
    if (found.has(id)) for (const input of layers[id]?.inputs ?? []) found.add(input);
  return found;
}

/** One way, in the order of execution; through merges by the first input that comes from the fork. */
function wayFrom(layers: readonly Layer[], fork: Layer, end: Layer): readonly Layer[] {
  const way: Layer[] = [];
  for (let at: Layer | undefined = end; at && at.id !== fork.id;) {
    way.unshift(at);
    at = at.inputs.map(id => layers[id]).find(input => input && ancestors(layers, input).has(fork.id));
  }
  return way;
}

interface Along {
  readonly network: Network;
  readonly axis: number;
  readonly name: Text;
}

/** A stride that does not divide the size: what is over is rounded away, or made full. */
function roundingAt({ network, axis, name }: Along, layer: Layer): Related | undefined {
  const use = layerUse(network, layer);
  const reads = use && layer.operation.reads?.(use, axis, 0);
  const [before, after] = [use?.inputs[0]?.[axis + 1], use?.output[axis + 1]];
  if (!reads || before === undefined || after === undefined || reads.period !== 1 || reads.shift < 2) return undefined;
  if (before % reads.shift === 0) return undefined;
  const said = say`The stride ${reads.shift} of ${layer.path} does not divide the ${name} ${before}, which becomes ${after}`;
  return relatedTo(layer, say`${said}: ${reads.shift} · ${after} = ${reads.shift * after}.`);
}

function changeAt({ network, axis, name }: Along, layer: Layer): Related | undefined {
  const use = layerUse(network, layer);
  const [before, after] = [use?.inputs[0]?.[axis + 1], use?.output[axis + 1]];
  if (before === undefined || after === undefined || before === after) return undefined;
  return relatedTo(layer, say`Here ${layer.path} makes the ${name} ${before} to ${after}.`);
}

const relatedTo = ({ origin }: Layer, message: Sentence): Related => ({
  file: origin.file,
  span: origin.name,
  message,
});
