/** The tables of a hover: what calls, blocks and models do to their tensor, what they cost, what they see. */
import { lastSliding, layerFields } from '../analysis/layer-fields.ts';
import { layerUse } from '../analysis/layer-use.ts';
import { sizesText } from '../analysis/mismatch.ts';
import type { Totals } from '../analysis/cost.ts';
import { peakOf } from '../analysis/memory.ts';
import { intensity, type Device } from '../analysis/roofline.ts';
import { inputShape } from '../analysis/sizes.ts';
import type { Analysis, ModelAnalysis } from '../analyze.ts';
import type { Layer, Network } from '../network/network.ts';
import type { Operation, Use } from '../ops/operation.ts';
import { elements, formatShape, isKnown, type Shape } from '../ops/shape.ts';
import type { CallSite, Run } from './call-sites.ts';
import { fieldCentre, fieldJump, fieldSize, fieldStart, GLOBAL, type Fields } from './field-text.ts';
import { modelCostRows, timeRows, workOf } from './cost-text.ts';
import { sightRows } from './field-rows.ts';
import { bytes, decimal, exact, rounded, share } from '../figures.ts';
import { fieldFormula, macsFormula, paramsFormula, sizeRows } from './hover-formulas.ts';
import { code, linked, table, type LinkTo, type Row } from './markdown.ts';
import { modelSightRows } from './model-sight.ts';
import { factsOf, type RunFacts } from './run-facts.ts';
import { joined, say, type Text } from '../words.ts';
import { layerPlace } from './written-at.ts';

export interface FactOptions {
  /** Those whose least times are told. */
  readonly devices: readonly Device[];
  readonly link: LinkTo | undefined;
}

/** The facts of one of a call's runs, and their range over all. */
export function callFacts(
  analysis: Analysis,
  { kind, runs }: CallSite,
  run: Run,
  { devices, link }: FactOptions,
): Text {
  const facts = factsOf(run);
  const rows = kind === 'layer' ? layerRows(analysis, run, facts, link) : blockRows(run, facts);
  return table(
    [headOf(run, kind), flow(facts)],
    [...rows, ...sightRows(run), ...timeRows(run, devices), ...rangeRows(runs)],
  );
}

/** What a block does in all its uses, in execution order. */
export function usesFacts(runs: readonly Run[], model: ModelAnalysis | undefined): Text {
  const facts = runs.map(factsOf);
  const params = facts.reduce((sum, { cost }) => sum + cost.params, 0);
  const total = model && params > 0 ? say`; ${withShare(exact, params, model.totals.params)} together` : '';
  return table(
    [runs.length === 1 ? say`Used once` : say`Used ${runs.length} times`, span(facts.map(flowText))],
    [
      [
        'Parameters',
        given(
          spread(
            exact,
            facts.map(({ cost }) => cost.params),
          ),
          '0',
          total,
        ),
      ],
      [
        'MACs',
        given(
          spread(
            rounded,
            facts.map(({ cost }) => cost.macs),
          ),
          '0',
        ),
      ],
      [say`Receptive field`, given(span(facts.map(fieldText)), '?')],
    ],
  );
}

const given = (text: Text, nothing: string, more: Text = ''): Text | undefined =>
  text === nothing ? undefined : joined([text, more], '');

/** What a model comes to. */
export function modelFacts(model: ModelAnalysis, devices: readonly Device[]): Text {
  const { network, totals } = model;
  const input = network.layers.find(({ operation }) => operation.arity === 'none')?.output;
  const outputs = network.outputs.map(({ layer }) => shapeText(network.layers[layer]?.output)).join(', ');
  const last = lastSliding(model);
  const field = last && layerFields(model, last.id);
  return table(
    [say`${network.layers.length} layers`, `${shapeText(input)} → **${outputs}**`],
    [
      [say`Parameters`, paramsAndBuffers(totals)],
      [say`MACs`, say`${rounded(totals.macs)} · ${rounded(2 * totals.macs)} FLOPs`],
      [say`Activations`, say`${bytes(totals.activationBytes)}, batch 1, float32`],
      [say`Peak`, peakText(model)],
      [say`Receptive field`, field && fieldFigures(undefined, field)],
      [say`Input sizes`, inputSizes(model)],
      ...modelSightRows(model),
      ...modelCostRows(model, devices),
    ],
  );
}

function paramsAndBuffers({ params, buffers }: Totals): Text {
  const count = Number.isNaN(params) ? '?' : exact(params);
  return buffers > 0 ? say`${count}, and ${exact(buffers)} buffers` : count;
}

function peakText({ network, totals }: ModelAnalysis): Text {
  const peak = peakOf(network);
  const at = peak && network.layers[peak.layer];
  const most = bytes(totals.peakActivationBytes);
  const beside = peak?.alive.map(id => code(network.layers[id]?.path ?? '')).join(', ');
  if (!at) return most;
  return beside === ''
    ? say`${most}, while ${code(at.path)} runs`
    : say`${most}, while ${code(at.path)} runs and ${beside ?? ''} live`;
}

function inputSizes({ network, validSizes }: ModelAnalysis): Text | undefined {
  const shape = inputShape(network);
  return shape && validSizes && sizesText(validSizes, shape);
}

const headOf = ({ layers: [first, ...rest], model }: Run, kind: CallSite['kind']): Text =>
  kind === 'layer' ? code(first.path) : say`${rest.length + 1} layers of ${model.name}`;

/** `64×56×56 → 128×28×28`, what leaves in bold. */
const flow = ({ inputs, output }: RunFacts): string =>
  inputs.length === 0 ? shapeText(output) : `${inputs.map(shapeText).join(', ')} → **${shapeText(output)}**`;

const flowText = ({ inputs, output }: RunFacts): string => `${inputs.map(shapeText).join(', ')} → ${shapeText(output)}`;

const shapeText = (shape: Shape | undefined): string => (shape ? formatShape(shape) : '?');

const fieldText = ({ after }: RunFacts): Text => (after ? fieldSize(after) : '?');

function layerRows(analysis: Analysis, run: Run, facts: RunFacts, link: LinkTo | undefined): readonly Row[] {
  const { model, layers } = run;
  const [layer] = layers;
  const use = knownUse(model.network, layer);
  return [
    ...mergeRows(analysis, model.network, layer, link),
    ...(use ? sizeRows(analysis, model.network, layer, use, link) : []),
    [say`Parameters`, paramsText(layer, use, run, facts)],
    [say`As a dense layer`, use && denseText(layer.operation, use)],
    [say`MACs`, macsText(run, facts, use && macsFormula(layer.operation, use, facts.cost.macs))],
    [say`Output`, use && outputText(run, facts, use)],
    fieldRow(facts, use && fieldFormula(layer.operation, use, facts.before, facts.after)),
  ];
}

/** Each tensor of a merge, with the layer that it comes from. */
function mergeRows(analysis: Analysis, { layers }: Network, layer: Layer, link: LinkTo | undefined): readonly Row[] {
  if (layer.operation.arity !== 'many') return [];
  return layer.inputs.map((id, index) => {
    const from = layers[id];
    return [say`Tensor ${index + 1}`, from && originText(analysis, from, link)];
  });
}

/** `64×56×56 from conv layer1.0.conv2`. */
function originText(analysis: Analysis, from: Layer, link: LinkTo | undefined): Text {
  const made = `${from.operation.name} ${code(from.path)}`;
  return say`${shapeText(from.output)} from ${linked(made, () => layerPlace(analysis, from), link)}`;
}

/** Undefined where a size is not known: a formula with a hole explains nothing. */
function knownUse(network: Network, layer: Layer): Use | undefined {
  const use = layerUse(network, layer);
  return use && [...use.inputs, use.output].every(isKnown) ? use : undefined;
}

const blockRows = (run: Run, facts: RunFacts): readonly Row[] => [
  [say`Parameters`, facts.cost.params > 0 ? withShare(exact, facts.cost.params, run.model.totals.params) : undefined],
  [say`MACs`, macsText(run, facts)],
  fieldRow(facts),
];

function paramsText(layer: Layer, use: Use | undefined, { model }: Run, { cost }: RunFacts): Text | undefined {
  if (layer.shared) return say`shared with ${code(layer.weightsPath)}`;
  if (!use || !(cost.params > 0)) return undefined;
  return say`${paramsFormula(layer.operation, use)} = ${withShare(exact, cost.params, model.totals.params)}`;
}

/** What parameter sharing saves: a dense layer has a weight for each pair of an input and an output. */
function denseText({ family, weights }: Operation, use: Use): Text | undefined {
  const [input] = use.inputs;
  const kernel = family === 'convolution' && weights?.(use).find(({ name }) => name === 'weight');
  if (!kernel || !input) return undefined;
  const [from, to] = [elements(input), elements(use.output)];
  return say`${exact(from)}·${exact(to)} = ${rounded(from * to)} weights, ${rounded((from * to) / elements(kernel.shape))} times as many`;
}

function macsText(run: Run, { cost }: RunFacts, formula?: string): Text | undefined {
  if (!(cost.macs > 0)) return undefined;
  const macs = withShare(rounded, cost.macs, run.model.totals.macs);
  const figures = say`${macs} · ${rounded(2 * cost.macs)} FLOPs, ${decimal(intensity(workOf(run)))} a byte`;
  return formula === undefined ? figures : say`${formula} = ${figures}`;
}

/** An input is given, not computed: it has no share. */
function outputText({ model, layers: [layer] }: Run, { cost }: RunFacts, { output }: Use): Text {
  const formula = `${output.join('·')} · 4 B = ${bytes(cost.activationBytes)}`;
  const whole = model.totals.activationBytes;
  return layer.operation.arity === 'none' || Number.isNaN(whole) || whole === 0
    ? formula
    : say`${formula} (${share(cost.activationBytes, whole)} of all activations)`;
}

/** `73,728 (0.6 % of the model)`; the share is left out where the whole is not known. */
const withShare = (format: (count: number) => string, part: number, whole: number): Text =>
  Number.isNaN(whole) ? format(part) : say`${format(part)} (${share(part, whole)} of the model)`;

function fieldRow({ before, after }: RunFacts, formula?: string): Row {
  return [say`Receptive field`, after && fieldFigures(before, after, formula)];
}

/** `19 + (3−1)·1·4 = 27 · jump 4 · start −9 → −13 · centre 0`; where the size has no formula, `19 → 27`. */
function fieldFigures(before: Fields | undefined, after: Fields, formula?: string): Text {
  const text = (figure: (fields: Fields) => Text): Text => {
    const [old, now] = [before && figure(before), figure(after)];
    return old === undefined || old === now ? now : say`${old} → ${now}`;
  };
  if (fieldSize(after) === GLOBAL) return text(fieldSize);
  const places = say`jump ${text(fieldJump)} · start ${text(fieldStart)} · centre ${text(fieldCentre)}`;
  return joined([formula ?? text(fieldSize), places], ' · ');
}

/** In a block: what differs between its uses, from the first to the last. */
function rangeRows(runs: readonly Run[]): readonly Row[] {
  if (runs.length === 1) return [];
  const facts = runs.map(factsOf);
  const [field, params] = [
    span(facts.map(fieldText)),
    spread(
      exact,
      facts.map(({ cost }) => cost.params),
    ),
  ];
  const parts = [
    span(facts.map(fact => shapeText(fact.output))),
    field === '?' ? '' : say`RF ${field}`,
    params === '0' ? '' : say`${params} params`,
  ];
  return [[say`All ${runs.length} uses`, joined(parts, ' · ')]];
}

/** The first and the last of the texts that differ. */
function span(texts: readonly Text[]): Text {
  const distinct = [...new Set(texts)];
  const [first = '', last] = [distinct[0], distinct.slice(1).at(-1)];
  return last === undefined ? first : say`${first} … ${last}`;
}

/** The least and the greatest of some figures. */
const spread = (format: (count: number) => string, counts: readonly number[]): Text =>
  span([Math.min(...counts), Math.max(...counts)].map(format));
