/**
 * The calls in a file's text, each with what it made. A layer's call makes a layer each time it runs; a block's call
 * makes all the layers within. So one place of a block's text has as many runs as the block has uses.
 */
import type { Analysis, ModelAnalysis } from '../analyze.ts';
import type { Layer, Origin } from '../network/network.ts';
import type { Span } from '../text.ts';

export interface CallSite {
  /** Whether the call is a layer, or a block of them. */
  readonly kind: 'layer' | 'block';
  /** The call: `conv(64, 3)`. */
  readonly span: Span;
  /** The name in it: `conv`. */
  readonly name: Span;
  /** In execution order, at least one. */
  readonly runs: readonly [Run, ...Run[]];
}

/** One time that a call ran. */
export interface Run {
  readonly model: ModelAnalysis;
  readonly call: Origin;
  /** In execution order. */
  readonly layers: readonly [Layer, ...Layer[]];
}

/** The call sites of the analysed file, in the order of the text. Computed once for an analysis. */
export function callSites(analysis: Analysis): readonly CallSite[] {
  const known = sitesByAnalysis.get(analysis);
  if (known) return known;
  const sites = findSites(analysis);
  sitesByAnalysis.set(analysis, sites);
  return sites;
}

/** The call whose name is at `span`. Who asks for one of an analysis does not wait for all. */
export function siteNamed(analysis: Analysis, { start, end }: Span): CallSite | undefined {
  const isNamed = ({ name }: Origin | CallSite): boolean => name.start === start && name.end === end;
  return sitesByAnalysis.get(analysis)?.find(isNamed) ?? findSites(analysis, isNamed)[0];
}

/** The run of one call of a block, where this file has the call. */
export const runOf = (analysis: Analysis, call: Origin): Run | undefined => {
  const site = siteNamed(analysis, call.name);
  return site?.runs.find(run => run.call === call);
};

/** The layer whose output is the run's: a block may end on a tensor that it made earlier, or did not make. */
export const resultOf = ({ model, call, layers }: Run): Layer => {
  const result = call.result === undefined ? undefined : model.network.layers[call.result];
  return result ?? layers.at(-1) ?? layers[0];
};

const sitesByAnalysis = new WeakMap<Analysis, readonly CallSite[]>();

function findSites({ file, models }: Analysis, isSought: (call: Origin) => boolean = () => true): readonly CallSite[] {
  const sites = new Map<string, CallSite & { readonly runs: [Run, ...Run[]] }>();
  for (const { origin, run } of models.flatMap(model => runsIn(file, model, isSought))) {
    const { span, name } = origin;
    const key = `${span.start}:${span.end}`;
    const kind = run.layers[0].origin === origin ? 'layer' : 'block';
    const site = sites.get(key);
    if (site) site.runs.push(run);
    else sites.set(key, { kind, span, name, runs: [run] });
  }
  return [...sites.values()].toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

/** The runs of one model: an origin is one object for all the layers that its call made in one run. */
function runsIn(
  file: string,
  model: ModelAnalysis,
  isSought: (call: Origin) => boolean,
): readonly { readonly origin: Origin; readonly run: Run }[] {
  const layersOf = new Map<Origin, [Layer, ...Layer[]]>();
  for (const layer of model.network.layers)
    for (let origin: Origin | undefined = layer.origin; origin; origin = origin.caller) {
      if (origin.file !== file || !isSought(origin)) continue;
      const layers = layersOf.get(origin);
      if (layers) layers.push(layer);
      else layersOf.set(origin, [layer]);
    }
  return [...layersOf].map(([origin, layers]) => ({ origin, run: { model, call: origin, layers } }));
}
