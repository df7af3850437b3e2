/** Adds layers to the network under construction. */
import { isComplete } from '../complete.ts';
import type { Call, Name } from '../language/tree.ts';
import { isRefusal, type Operation } from '../ops/operation.ts';
import { UNKNOWN, type Shape } from '../ops/shape.ts';
import type { BoundArguments } from './arguments.ts';
import { report, reportFinding, type Expansion } from './expansion.ts';
import type { Layer } from './network.ts';
import { checkSharing, sharedPath } from './sharing.ts';
import { originOf, type Scope } from './scope.ts';
import type { Tensor } from './values.ts';

export interface NewLayer {
  readonly operation: Operation;
  readonly inputs: readonly Tensor[];
  readonly bound: BoundArguments;
  readonly path: string;
}

/** Adds a layer and gives its output. A refusal is reported. */
export function addLayer(expansion: Expansion, scope: Scope, step: Name | Call, layer: NewLayer): Tensor {
  const { operation, inputs, bound, path } = layer;
  const name = step.kind === 'call' ? step.callee.span : step.span;
  const id = expansion.layers.length;
  if (expansion.paths.has(path)) report(expansion, scope.frame, name, 'path-twice', { path });
  else expansion.paths.set(path, id);
  const shape = outputShape(expansion, scope, step, layer);
  const weightsPath = sharedPath(expansion, path) ?? path;
  const ids = inputs.map(tensor => tensor.layer);
  const added: Layer = {
    id,
    path,
    operation,
    values: bound.values,
    inputs: isComplete(ids) ? ids : ids.filter(input => input !== undefined),
    output: shape,
    weightsPath,
    shared: weightsPath !== path,
    origin: originOf(scope.frame, step.span, name),
  };
  expansion.layers.push(added);
  if (added.shared) checkSharing(expansion, added, inputs);
  if (operation.arity === 'none') expansion.inputs.push(id);
  return { layer: id, shape };
}

/** The output's shape as far as it is known: after a refusal, what does not depend on what was refused. */
function outputShape(
  expansion: Expansion,
  scope: Scope,
  step: Name | Call,
  { operation, inputs, bound }: NewLayer,
): Shape | undefined {
  const shapes = inputs.map(tensor => tensor.shape);
  if (!isComplete(shapes)) return undefined;
  const shape = operation.shape(shapes, bound.values);
  const { resize } = expansion.session;
  if (!isRefusal(shape) && operation.arity === 'none' && resize) return resize(shape);
  if (!isRefusal(shape)) return !bound.sound && operation.shapeIsGiven ? undefined : shape;
  const guilty = shape.parameter === undefined ? undefined : bound.spanOf(shape.parameter);
  const name = step.kind === 'call' ? step.callee.span : step.span;
  // Where an argument could not be read an error stands already, and a refusal may follow from it.
  if (bound.sound) reportFinding(expansion, scope.frame, guilty ?? name, shape.finding);
  return stillKnown(operation, shapes, bound.values);
}

/** What the output would be if the sizes that enter were not known, or the channels. */
function stillKnown(
  operation: Operation,
  shapes: readonly Shape[],
  values: BoundArguments['values'],
): Shape | undefined {
  const withoutSizes = shapes.map(([channels = UNKNOWN, ...sizes]) => [channels, ...sizes.map(() => UNKNOWN)]);
  const withoutChannels = shapes.map(([, ...sizes]) => [UNKNOWN, ...sizes]);
  return [withoutSizes, withoutChannels]
    .map(inputs => operation.shape(inputs, values))
    .find((shape): shape is Shape => !isRefusal(shape));
}
