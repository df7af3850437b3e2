/** Layers that have the weights of others, inside a `reuse`. */
import type { Weight } from '../ops/operation.ts';
import type { Shape } from '../ops/shape.ts';
import { report, type Expansion } from './expansion.ts';
import type { Layer } from './network.ts';
import type { Tensor } from './values.ts';

/** The path of the layer whose weights the one at `path` uses, inside a `reuse`. */
export function sharedPath({ sharing }: Expansion, path: string): string | undefined {
  if (!sharing || (path !== sharing.here && !path.startsWith(`${sharing.here}.`))) return undefined;
  return sharing.there + path.slice(sharing.here.length);
}

/** The tensors of a layer and of the one it shares with must have the same shapes. */
export function checkSharing(expansion: Expansion, layer: Layer, inputs: readonly Tensor[]): void {
  const original = expansion.layers[expansion.paths.get(layer.weightsPath) ?? -1];
  const { sharing } = expansion;
  if (!original?.output || !layer.output || !sharing) return;
  const entering = original.inputs.flatMap(id => {
    const shape = expansion.layers[id]?.output;
    return shape ? [shape] : [];
  });
  const wanted = shapesOf(original, entering);
  const found = shapesOf(
    layer,
    inputs.flatMap(tensor => (tensor.shape ? [tensor.shape] : [])),
  );
  if (wanted === found) return;
  report(expansion, sharing.frame, sharing.span, 'reuse-differs', { path: layer.weightsPath, wanted, found });
}

const shapesOf = ({ operation, values, output }: Layer, inputs: readonly Shape[]): string =>
  (output && operation.weights ? operation.weights({ inputs, output, values }) : [])
    .map(({ name, shape }: Weight) => `${name} ${shape.join('×')}`)
    .join(', ');
