/** The table of a hover: what a call does to its tensor, what it costs, what it sees. */
import { layerUse } from '../analysis/layer-use.ts';
import type { Layer, Network } from '../network/network.ts';
import type { Operation, Use } from '../ops/operation.ts';
import { elements, formatShape, isKnown, type Shape } from '../ops/shape.ts';
import type { CallSite, Run } from './call-sites.ts';
import { fieldJump, fieldSize, GLOBAL, fieldStart, type Fields } from './field-text.ts';
import { bytes, exact, rounded, share } from './figures.ts';
import { code, table, type Row } from './markdown.ts';
import { factsOf, type RunFacts } from './run-facts.ts';
import { joined, say, type Text } from '../words.ts';

/** The facts of one of a call's runs, and their range over all. */
export function callFacts({ kind, runs }: CallSite, run: Run): Text {
  const facts = factsOf(run);
  const rows = kind === 'layer' ? layerRows(run, facts) : blockRows(run, facts);
  return table([headOf(run, kind), flow(facts)], [...rows, fieldRow(facts), ...rangeRows(runs)]);
}

const headOf = ({ layers: [first, ...rest], model }: Run, kind: CallSite['kind']): Text =>
  kind === 'layer' ? code(first.path) : say`${rest.length + 1} layers of ${model.name}`;

/** `64×56×56 → 128×28×28`. */
const flow = ({ inputs, output }: RunFacts): string =>
  inputs.length === 0 ? shapeText(output) : `${inputs.map(shapeText).join(', ')} → **${shapeText(output)}**`;

const shapeText = (shape: Shape | undefined): string => (shape ? formatShape(shape) : '?');

function layerRows(run: Run, facts: RunFacts): readonly Row[] {
  const { model, layers } = run;
  const [layer] = layers;
  const use = knownUse(model.network, layer);
  return [
    ...(use ? sizeRows(layer.operation, use) : []),
    [say`Parameters`, paramsText(layer, use, run, facts)],
    [say`As a dense layer`, use && denseText(layer.operation, use)],
    [say`MACs`, macsText(run, facts)],
    [say`Output`, use && `${use.output.join('·')} · 4 B = ${bytes(facts.cost.activationBytes)}`],
  ];
}

/** Undefined where a size is not known: a formula with a hole explains nothing. */
function knownUse(network: Network, layer: Layer): Use | undefined {
  const use = layerUse(network, layer);
  return use && [...use.inputs, use.output].every(isKnown) ? use : undefined;
}

const blockRows = (run: Run, facts: RunFacts): readonly Row[] => [
  [say`Parameters`, facts.cost.params > 0 ? withShare(exact, facts.cost.params, run.model.totals.params) : undefined],
  [say`MACs`, macsText(run, facts)],
];

/** The size formula of each axis; once where the axes agree. */
function sizeRows(operation: Operation, use: Use): readonly Row[] {
  const { formula } = operation;
  if (!formula) return [];
  const axes = use.output.slice(1).map((_, axis) => formula(use, axis));
  const [first] = axes;
  if (axes.every(text => text === first)) return [[say`Size`, first]];
  return axes.map((text, axis) => [axisName(axis, axes.length), text]);
}

const axisName = (axis: number, axes: number): Text =>
  [say`Width`, say`Height`, say`Depth`][axes - 1 - axis] ?? say`Size`;

function paramsText(layer: Layer, use: Use | undefined, { model }: Run, { cost }: RunFacts): Text | undefined {
  if (layer.shared) return say`shared with ${code(layer.weightsPath)}`;
  if (!use || !(cost.params > 0)) return undefined;
  const weights = layer.operation.weights?.(use).filter(({ role }) => role === 'parameter') ?? [];
  const product = weights.map(({ shape }) => shape.map(String).join('·')).join(' + ');
  return say`${product} = ${withShare(exact, cost.params, model.totals.params)}`;
}

/** What parameter sharing saves: a dense layer has a weight for each pair of an input and an output. */
function denseText({ family, weights }: Operation, use: Use): Text | undefined {
  const [input] = use.inputs;
  const kernel = family === 'convolution' && weights?.(use).find(({ name }) => name === 'weight');
  if (!kernel || !input) return undefined;
  const [from, to] = [elements(input), elements(use.output)];
  return say`${exact(from)}·${exact(to)} = ${rounded(from * to)} weights, ${rounded((from * to) / elements(kernel.shape))} times as many`;
}

function macsText({ model }: Run, { cost }: RunFacts): Text | undefined {
  if (!(cost.macs > 0)) return undefined;
  return say`${withShare(rounded, cost.macs, model.totals.macs)} · ${rounded(2 * cost.macs)} FLOPs`;
}

/** `73,728 (0.6 % of the model)`; the share is left out where the whole is not known. */
const withShare = (format: (count: number) => string, part: number, whole: number): Text =>
  Number.isNaN(whole) ? format(part) : say`${format(part)} (${share(part, whole)} of the model)`;

function fieldRow({ before, after }: RunFacts): Row {
  const text = (figure: (fields: Fields) => Text): Text => {
    const [old, now] = [before && figure(before), after ? figure(after) : ''];
    return old === undefined || old === now ? now : say`${old} → ${now}`;
  };
  if (!after) return [say`Receptive field`, undefined];
  if (fieldSize(after) === GLOBAL) return [say`Receptive field`, text(fieldSize)];
  return [say`Receptive field`, say`${text(fieldSize)} · jump ${text(fieldJump)} · start ${text(fieldStart)}`];
}

/** In a block: what differs between its uses, from the first to the last. */
function rangeRows(runs: readonly Run[]): readonly Row[] {
  if (runs.length === 1) return [];
  const facts = runs.map(factsOf);
  const output = range(facts.map(fact => shapeText(fact.output)));
  const field = range(facts.map(({ after }) => (after ? fieldSize(after) : '?')));
  const params = range(facts.map(({ cost }) => exact(cost.params)));
  const parts = [output, field === '?' ? '' : say`RF ${field}`, params === '0' ? '' : say`${params} params`];
  return [[say`All ${runs.length} uses`, joined(parts, ' · ')]];
}

function range(texts: readonly Text[]): Text {
  const [first = '', last = first] = [texts[0], texts.at(-1)];
  return first === last && texts.every(text => text === first) ? first : say`${first} … ${last}`;
}
