/** What there is to say about one run of a call: what enters, what leaves, what it costs and what it sees. */
import type { LayerCost } from '../analysis/cost.ts';
import { layerFields } from '../analysis/layer-fields.ts';
import type { ModelAnalysis } from '../analyze.ts';
import { remembered } from '../lazy.ts';
import type { Layer } from '../network/network.ts';
import type { Shape } from '../ops/shape.ts';
import { resultOf, type Run } from './call-sites.ts';
import type { Fields } from './field-text.ts';

export interface RunFacts {
  readonly inputs: readonly (Shape | undefined)[];
  readonly output: Shape | undefined;
  /** Of all its layers together. */
  readonly cost: LayerCost;
  /** Of what enters first, and of what leaves. Undefined where there is nothing to see or nobody knows. */
  readonly before: Fields | undefined;
  readonly after: Fields | undefined;
}

export const factsOf = remembered((run: Run): RunFacts => {
  const { model } = run;
  const last = resultOf(run);
  const entering = enteringLayers(run);
  return {
    inputs: entering.map(layer => layer.output),
    output: last.output,
    cost: costOf([run]),
    before: entering[0] && fieldsOf(model, entering[0]),
    after: fieldsOf(model, last),
  };
});

/** All that a layer takes; of a block the one that it is applied to, since the others are its parameters. */
function enteringLayers({ model, layers }: Run): readonly Layer[] {
  const [first] = layers;
  const ids = layers.length === 1 ? first.inputs : first.inputs.slice(0, 1);
  return ids.flatMap(id => model.network.layers[id] ?? []);
}

/** Undefined where there is nothing to see, or nobody knows. */
export function fieldsOf(model: ModelAnalysis, { id }: Layer): Fields | undefined {
  const fields = layerFields(model, id);
  return fields && fields.length > 0 ? fields : undefined;
}

/** What all layers of some runs cost together. `activationBytes` is of all outputs. */
export function costOf(runs: readonly Run[]): LayerCost {
  const costs = runs.flatMap(({ model, layers }) => layers.flatMap(({ id }) => model.costs[id] ?? []));
  const sum = (figure: (cost: LayerCost) => number) => costs.reduce((total, cost) => total + figure(cost), 0);
  return {
    params: sum(({ params }) => params),
    buffers: sum(({ buffers }) => buffers),
    macs: sum(({ macs }) => macs),
    activationBytes: sum(({ activationBytes }) => activationBytes),
  };
}
