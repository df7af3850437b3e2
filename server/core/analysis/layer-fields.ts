import type { ModelAnalysis } from '../analyze.ts';
import type { Layer, Network } from '../network/network.ts';
import { positions } from '../ops/shape.ts';
import { describeField, type FieldDescription } from './describe-field.ts';

/** A layer's receptive field, described along each spatial axis of the model's input; undefined where it is not known. */
export function layerFields(
  { network, fields }: Pick<ModelAnalysis, 'network' | 'fields'>,
  layer: number,
): readonly FieldDescription[] | undefined {
  const output = network.layers[layer]?.output;
  const input = network.layers.find(({ operation }) => operation.arity === 'none')?.output;
  const known = fields[layer];
  if (!output || !input || !known) return undefined;
  const hasAxes = output.length === input.length;
  return known.map((field, axis) => describeField(field, hasAxes ? (output[axis + 1] ?? 1) : 1, input[axis + 1] ?? 1));
}

/** The layer where those end that slide: behind them, a classifier's outputs see all. */
export const lastSliding = (model: ModelAnalysis): Layer | undefined =>
  model.network.layers.findLast(({ id }) => layerFields(model, id)?.some(({ global }) => !global) ?? false);

/** The last layer whose output is a map of more than one position, by the axes of the input. */
export function lastMap({ layers }: Network): Layer | undefined {
  const axes = layers[0]?.output?.length;
  return layers.findLast(({ output = [] }) => output.length === axes && positions(output) > 1);
}
