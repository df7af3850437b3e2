/** How data flows, as a hierarchy of calls: what a layer's tensor is made of, and who reads it. */
import type { Analysis, ModelAnalysis } from '../analyze.ts';
import type { Layer, Origin } from '../network/network.ts';
import { formatShape } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import { siteNamed } from './call-sites.ts';
import { NONE_CHOSEN, shownRun, type Chosen } from './instances.ts';
import { referenceAt } from './references.ts';

/** A layer, or the layers of a block's call, in one model. */
export interface FlowItem {
  /** What it is called by: `layer1.0.conv1`. */
  readonly name: string;
  /** The operation, and the shape that leaves. */
  readonly detail: string;
  /** The call in this file that made it, and its name. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly key: FlowKey;
}

export interface FlowKey {
  readonly model: string;
  /** By id. */
  readonly layers: readonly number[];
}

/** The call whose name is at `offset`: in a block its run in the use that is shown. */
export function flowItemAt(analysis: Analysis, offset: number, chosen: Chosen = NONE_CHOSEN): FlowItem | undefined {
  const reference = referenceAt(analysis, offset);
  const site = reference && siteNamed(analysis, reference.span);
  if (!site) return undefined;
  const { model, call, layers } = shownRun(analysis, site, chosen).run;
  return itemOf(analysis, model, layers, call.path);
}

/** Those whose tensors enter, in the order of the network. */
export function feeders(analysis: Analysis, { model: name, layers: ids }: FlowKey): readonly FlowItem[] {
  const model = analysis.models.find(candidate => candidate.name === name);
  const inputs = new Set(ids.flatMap(id => model?.network.layers[id]?.inputs ?? []));
  return outside(analysis, model, ids, ({ id }) => inputs.has(id));
}

/** Those that read what leaves. */
export function readers(analysis: Analysis, { model: name, layers: ids }: FlowKey): readonly FlowItem[] {
  const model = analysis.models.find(candidate => candidate.name === name);
  return outside(analysis, model, ids, ({ inputs }) => inputs.some(id => ids.includes(id)));
}

const outside = (
  analysis: Analysis,
  model: ModelAnalysis | undefined,
  ids: readonly number[],
  fits: (layer: Layer) => boolean,
): readonly FlowItem[] =>
  (model?.network.layers ?? [])
    .filter(layer => !ids.includes(layer.id) && fits(layer))
    .flatMap(layer => (model && itemOf(analysis, model, [layer])) ?? []);

function itemOf(
  { file }: Analysis,
  model: ModelAnalysis,
  layers: readonly Layer[],
  path?: string,
): FlowItem | undefined {
  const last = layers.at(-1);
  const call = last && callIn(file, layers.length === 1 ? last.origin : (callOf(layers) ?? last.origin));
  if (!last || !call) return undefined;
  const shape = last.output ? formatShape(last.output) : '?';
  return {
    name: path ?? last.path,
    detail: path === undefined ? `${last.operation.name} · ${shape}` : shape,
    span: call.span,
    nameSpan: call.name,
    key: { model: model.name, layers: layers.map(({ id }) => id) },
  };
}

/** The innermost call that made all of the layers. */
function callOf(layers: readonly Layer[]): Origin | undefined {
  const around = layers.map(({ origin }) => callsAround(origin));
  return around[0]?.find(call => around.every(calls => calls.includes(call)));
}

function callsAround(origin: Origin): readonly Origin[] {
  return [origin, ...(origin.caller ? callsAround(origin.caller) : [])];
}

/** What another file's block made stands where that block is called. */
const callIn = (file: string, origin: Origin): Origin | undefined =>
  callsAround(origin).find(call => call.file === file);
