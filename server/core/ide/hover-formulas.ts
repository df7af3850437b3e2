/** How the figures of a layer come about, with their numbers put in. */
import type { Analysis, Place } from '../analyze.ts';
import { elements, positions, type Shape } from '../ops/shape.ts';
import { INPUT, type Formula } from '../ops/size-formula.ts';
import type { Operation, Use } from '../ops/operation.ts';
import type { Layer, Network } from '../network/network.ts';
import type { Fields } from './field-text.ts';
import { linked, type LinkTo, type Row } from './markdown.ts';
import { say, type Text } from '../words.ts';
import { argumentPlace, layerPlace } from './written-at.ts';

/** The size formula of each axis; once where the axes agree. Each number leads to where it was written. */
export function sizeRows(
  analysis: Analysis,
  network: Network,
  layer: Layer,
  use: Use,
  link: LinkTo | undefined,
): readonly Row[] {
  const { formula } = layer.operation;
  if (!formula) return [];
  const placeOf = (by: string): Place | undefined => {
    const entering = by === INPUT ? network.layers[layer.inputs[0] ?? -1] : undefined;
    return entering ? layerPlace(analysis, entering) : argumentPlace(analysis, layer, by);
  };
  const formulas = use.output.slice(1).map((_, axis) => formula(use, axis));
  const told = formulas.every(other => isSame(other, formulas[0])) ? formulas.slice(0, 1) : formulas;
  return told.map((own, axis) => [axisName(axis, told.length), formulaMarkdown(own, placeOf, link)]);
}

const isSame = (one: Formula, other: Formula | undefined): boolean =>
  one.length === other?.length && one.every((part, index) => isSamePart(part, other[index]));

const isSamePart = (one: Formula[number], other: Formula[number] | undefined): boolean =>
  typeof one === 'string' || typeof other !== 'object'
    ? one === other
    : one.number === other.number && one.by === other.by;

const axisName = (axis: number, axes: number): Text =>
  (axes > 1 && [say`Width`, say`Height`, say`Depth`][axes - 1 - axis]) || say`Size`;

const formulaMarkdown = (
  formula: Formula,
  placeOf: (by: string) => Place | undefined,
  link: LinkTo | undefined,
): string =>
  formula
    .map(part => (typeof part === 'string' ? part : linked(String(part.number), () => placeOf(part.by), link)))
    .join('');

/** `64·64·3·3 + 64`: a product for each tensor. */
export function paramsFormula({ weights }: Operation, use: Use): string {
  const learned = weights?.(use).filter(({ role }) => role === 'parameter') ?? [];
  return learned.map(({ shape }) => product(shape)).join(' + ');
}

/** `56·56 · 64·64·3·3`: the weights at each position where that is the count. Undefined where it is another. */
export function macsFormula(
  { weights }: Operation,
  { inputs: [input = []], output, ...use }: Use,
  macs: number,
): string | undefined {
  const kernel = weights?.({ inputs: [input], output, ...use }).find(({ name }) => name === 'weight')?.shape;
  if (!kernel) return undefined;
  const slid = [output, input].find(shape => positions(shape) * elements(kernel) === macs);
  if (!slid) return undefined;
  return slid.length > 1 ? `${product(slid.slice(1))} · ${product(kernel)}` : product(kernel);
}

const product = (shape: Shape): string => shape.map(String).join('·');

/**
 * `19 + (3−1)·1·4 = 27`: what a window adds to the field along an axis, Araujo, Norris and Sim, Distill, 2019, equation 2.
 * Undefined where the field follows another rule.
 */
export function fieldFormula(
  { reads }: Operation,
  use: Use,
  before: Fields | undefined,
  after: Fields | undefined,
): string | undefined {
  if (!reads || !before || !after || use.inputs.length !== 1) return undefined;
  const texts = after.map(({ size, global }, axis) => {
    const { period, phases } = reads(use, axis, 0);
    const [run] = phases;
    const old = before[axis];
    if (period !== 1 || !run || !old || old.phases || global || run.count < 2) return undefined;
    const isSum = old.size + (run.count - 1) * run.step * old.jump === size;
    return isSum ? `${old.size} + (${run.count}−1)·${run.step}·${old.jump} = ${size}` : undefined;
  });
  return new Set(texts).size === 1 ? texts[0] : undefined;
}
