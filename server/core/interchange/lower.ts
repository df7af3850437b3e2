import type { ModelAnalysis } from '../analyze.ts';
import { layerFields } from '../analysis/layer-fields.ts';
import { layerUse } from '../analysis/layer-use.ts';
import { aliveBytes } from '../analysis/memory.ts';
import type { Layer, Network } from '../network/network.ts';
import { callIn } from '../network/origin.ts';
import { isKnown } from '../ops/shape.ts';
import { addLayer, emptyGraph, freshName } from './graph-builder.ts';
import type { GraphBuilder, KnownLayer } from './graph-builder.ts';
import type { OnnxGraph, OnnxValue } from './onnx-graph.ts';
import type { Program, ProgramInput, ProgramLayer, ProgramWeight } from './program.ts';

/** What of a model's analysis its program is made of. */
type Lowered = Pick<ModelAnalysis, 'network' | 'costs' | 'fields' | 'weighings'>;

/**
 * Makes a model ready to run. Undefined when it holds anything unknown or opaque, or gives nothing: then there is nothing
 * to run.
 * `file` is the file whose spans the program's layers get.
 */
export function lower(model: Lowered, file: string): Program | undefined {
  const { network, costs } = model;
  const known = knownLayers(network);
  if (!known || network.outputs.length === 0) return undefined;
  const builder = emptyGraph(known);
  const feeds = new Map(known.filter(isInput).map(({ id, path }) => [id, freshName(builder, `${path}/feed`)]));
  const inputs = [...feeds].map(([id, feed]) => programInput(itemAt(known, id), feed));
  const values = addLayers(builder, known, feeds);
  const alive = aliveBytes(network);
  const { init, seed } = known.find(isInput)?.values ?? {};
  const layers = known.map((layer, index) => ({
    path: layer.path,
    operation: layer.operation.name,
    value: itemAt(values, index),
    shape: layer.use.output,
    params: itemAt(costs, index).params,
    macs: itemAt(costs, index).macs,
    inputs: layer.inputs,
    activationBytes: itemAt(costs, index).activationBytes,
    aliveBytes: itemAt(alive, index),
    ...sight(model, index),
    ...atInference(layer),
    span: callIn(file, layer.origin).span,
  }));
  return {
    model: network.model,
    graph: onnxGraph(network.model, builder, inputs, layers),
    inputs,
    layers,
    weights: [...builder.weights.values()].map(weight => drawnAs(init, weight)),
    outputs: network.outputs.map(({ name, layer }) => ({ name, value: itemAt(values, layer) })),
    ...(network.weights && { weightsFile: network.weights.file }),
    ...(network.classes && { classes: network.classes }),
    ...(typeof seed === 'number' && { seed }),
  };
}

function atInference({ operation, use }: KnownLayer): Pick<ProgramLayer, 'atInference'> {
  const words = operation.atInference?.(use);
  return words === undefined ? {} : { atInference: words };
}

function sight(model: Lowered, layer: number): Pick<ProgramLayer, 'receptiveField' | 'weighing'> {
  const described = layerFields(model, layer);
  const exact = model.fields[layer];
  const weighing = model.weighings[layer];
  return { ...(described && exact && { receptiveField: { described, exact } }), ...(weighing && { weighing }) };
}

/** The layers with their uses, or undefined when one of them cannot be run. */
function knownLayers(network: Network): readonly KnownLayer[] | undefined {
  const known = network.layers.flatMap(layer => knownLayer(network, layer) ?? []);
  return known.length === network.layers.length ? known : undefined;
}

function knownLayer(network: Network, layer: Layer): KnownLayer | undefined {
  const { onnx } = layer.operation;
  const use = onnx && layerUse(network, layer);
  return use && isKnown(use.output) && !holdsUnknown(use.values) ? { ...layer, use, onnx } : undefined;
}

/** An argument that could not be read is made of `NaN`. */
const holdsUnknown = (value: unknown): boolean =>
  Number.isNaN(value) || (typeof value === 'object' && value !== null && Object.values(value).some(holdsUnknown));

const isInput = ({ operation }: KnownLayer): boolean => operation.arity === 'none';

const programInput = ({ use }: KnownLayer, value: string): ProgramInput => ({
  value,
  shape: use.output,
  mean: numbersOf(use.values['mean']),
  std: numbersOf(use.values['std']),
});

const numbersOf = (value: unknown): readonly number[] => [value].flat().filter(item => typeof item === 'number');

/** Adds every layer, and returns the value of each, by id. What enters an input is its feed. */
function addLayers(
  builder: GraphBuilder,
  layers: readonly KnownLayer[],
  feeds: ReadonlyMap<number, string>,
): readonly string[] {
  const values: string[] = [];
  for (const layer of layers) {
    const feed = feeds.get(layer.id);
    const entering = feed === undefined ? layer.inputs.map(id => itemAt(values, id)) : [feed];
    values.push(addLayer(builder, layer, entering));
  }
  return values;
}

/** The first input says how a model's weights are drawn; operations say it as He et al. do. */
function drawnAs(init: unknown, weight: ProgramWeight): ProgramWeight {
  const { initial, shape } = weight;
  if (initial.kind !== 'kaiming') return weight;
  switch (init) {
    case 'lecun':
      return { ...weight, initial: { kind: 'lecun', fanIn: initial.fanIn } };
    case 'xavier':
    case 'identity':
      // Only a matrix, or filters, have an input and an output side.
      return shape.length < 2 ? weight : { ...weight, initial: { kind: init } };
    case 'edges':
      return shape.length < 3 ? weight : { ...weight, initial: { kind: init } };
    default:
      return weight;
  }
}

const onnxGraph = (
  name: string,
  { nodes, constants, weights }: GraphBuilder,
  inputs: readonly ProgramInput[],
  layers: readonly ProgramLayer[],
): OnnxGraph => ({
  name,
  inputs: inputs.map(onnxValue),
  outputs: layers.map(onnxValue),
  nodes,
  initializers: [
    ...constants,
    ...[...weights.values()].map(({ path, shape }) => ({ name: path, shape, data: { kind: 'external' } as const })),
  ],
});

const onnxValue = ({ value, shape }: Pick<ProgramLayer, 'value' | 'shape'>): OnnxValue => ({
  name: value,
  shape: [1, ...shape],
});

/** The item that must be there: an id that is not in the network is a bug of ours. */
function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`There is no item ${index} of ${items.length}.`);
  return item;
}
