/**
 * The calls in a file's text, each with what it made. A layer's call makes a layer each time it runs; a block's call
 * makes all the layers within. So one place of a block's text has as many runs as the block has uses.
 */
import type { Analysis, ModelAnalysis } from '../analyze.ts';
import { remembered } from '../lazy.ts';
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

/** The call sites of the analysed file, in the order of the text. */
export const callSites = remembered((analysis: Analysis): readonly CallSite[] =>
  [...sitesByName(analysis).values()].toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end),
);

/** The call whose name is at `span`. */
export const siteNamed = (analysis: Analysis, { start }: Span): CallSite | undefined =>
  sitesByName(analysis).get(start);

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

/** By where their names begin. */
const sitesByName = remembered(({ file, models }: Analysis): ReadonlyMap<number, CallSite> => {
  const sites = new Map<number, CallSite & { readonly runs: [Run, ...Run[]] }>();
  for (const run of models.flatMap(model => runsIn(file, model))) {
    const { span, name } = run.call;
    const site = sites.get(name.start);
    const kind = run.layers[0].origin === run.call ? 'layer' : 'block';
    if (site) site.runs.push(run);
    else sites.set(name.start, { kind, span, name, runs: [run] });
  }
  return sites;
});

/** The runs of one model: an origin is one object for all the layers that its call made in one run. */
function runsIn(file: string, model: ModelAnalysis): readonly Run[] {
  const runs = new Map<Origin, Run & { readonly layers: [Layer, ...Layer[]] }>();
  for (const layer of model.network.layers)
    for (let call: Origin | undefined = layer.origin; call; call = call.caller) {
      if (call.file !== file) continue;
      const run = runs.get(call);
      if (run) run.layers.push(layer);
      else runs.set(call, { model, call, layers: [layer] });
    }
  return [...runs.values()];
}
