/** The JSON contract of `fovea table`: version 1. What is not known is null. */
import type { Analysis, ModelAnalysis } from '#core/analyze.ts';
import { layerFields } from '#core/analysis/layer-fields.ts';
import { indexLines } from '#core/line-index.ts';
import type { Layer } from '#core/network/network.ts';
import { callIn } from '#core/network/origin.ts';
import { isKnown, type Shape } from '#core/ops/shape.ts';

export function modelRecord({ file, text }: Analysis, model: ModelAnalysis | undefined) {
  if (!model) return { model: null, layers: [], totals: null, outputs: [] };
  const { network, costs, totals } = model;
  const lines = indexLines(text);
  const shapeOf = (id: number) => knownOrNull(network.layers[id]?.output);
  return {
    model: model.name,
    layers: network.layers.map(layer => ({
      path: layer.path,
      op: layer.operation.name,
      line: lines.at(callIn(file, layer.origin).span.start).line,
      inputs: layer.inputs.map(shapeOf),
      output: shapeOf(layer.id),
      ...costs[layer.id],
      receptiveField: fieldsOf(model, layer),
    })),
    totals,
    outputs: network.outputs.map(({ name, layer }) => ({ name, shape: shapeOf(layer) })),
  };
}

const fieldsOf = (model: ModelAnalysis, { id }: Layer) => layerFields(model, id) ?? null;

const knownOrNull = (shape: Shape | undefined): Shape | null => (shape && isKnown(shape) ? shape : null);
