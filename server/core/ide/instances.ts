/** The uses of a block, and which of them is shown: a line in a block has as many shapes as the block has uses. */
import type { Analysis, ModelAnalysis } from '../analyze.ts';
import type { Definition } from '../language/tree.ts';
import type { Origin } from '../network/network.ts';
import type { Span } from '../text.ts';
import type { CallSite, Run } from './call-sites.ts';

/** One use of a block. */
export interface Instance {
  /** Its path, `layer2.0`; in a file of several models with the model's name before it. Tells it from the others. */
  readonly name: string;
  readonly call: Origin;
}

/** For some blocks, by name, the name of the instance to show. The others show their first. */
export type Chosen = ReadonlyMap<string, string>;

export const NONE_CHOSEN: Chosen = new Map();

/** In execution order. Empty for a block that nothing uses, and for one without a layer, which leaves no trace. */
export function instancesOf(analysis: Analysis, definition: Definition): readonly Instance[] {
  const known = instancesByAnalysis.get(analysis) ?? new Map<Definition, readonly Instance[]>();
  const before = known.get(definition);
  if (before) return before;
  const found = new Map<Origin, Instance>();
  for (const model of analysis.models)
    for (const { origin } of model.network.layers)
      for (let at: Origin | undefined = origin; at?.caller; at = at.caller)
        if (at.file === analysis.file && contains(definition.body.span, at.span) && !found.has(at.caller))
          found.set(at.caller, { name: instanceName(analysis, model, at.caller), call: at.caller });
  const instances = [...found.values()];
  instancesByAnalysis.set(analysis, known.set(definition, instances));
  return instances;
}

/** A definition may be a part of the next analysis, too, with other uses there. */
const instancesByAnalysis = new WeakMap<Analysis, Map<Definition, readonly Instance[]>>();

const instanceName = ({ models }: Analysis, { name }: ModelAnalysis, { path = '' }: Origin): string =>
  models.length > 1 ? `${name}: ${path}` : path;

export function shownInstance(analysis: Analysis, block: Definition, chosen: Chosen): Instance | undefined {
  const instances = instancesOf(analysis, block);
  return instances.find(({ name }) => name === chosen.get(block.name.text)) ?? instances[0];
}

/** A call's run in the instance that is shown of the block around it. */
export interface ShownRun {
  readonly run: Run;
  /** Where that instance does not run the call, the name of the first one that does. */
  readonly elsewhere?: string;
}

export function shownRun(analysis: Analysis, { span, runs }: CallSite, chosen: Chosen): ShownRun {
  const [first] = runs;
  const block = analysis.tree.items.find(item => item.kind === 'block' && contains(item.span, span));
  const shown = block?.kind === 'block' ? shownInstance(analysis, block, chosen) : undefined;
  if (!shown) return { run: first };
  const run = runs.find(({ call }) => call.caller === shown.call);
  if (run) return { run };
  return {
    run: first,
    ...(first.call.caller && { elsewhere: instanceName(analysis, first.model, first.call.caller) }),
  };
}

const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;
