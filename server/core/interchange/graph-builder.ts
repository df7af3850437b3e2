/** An ONNX graph that grows layer by layer. Batch 1 stands in front of every shape. */
import type { Layer } from '../network/network.ts';
import type { GraphWriter, Operation, Use, Weight } from '../ops/operation.ts';
import type { Shape } from '../ops/shape.ts';
import type { OnnxInitializer, OnnxNode } from './onnx-graph.ts';
import type { ProgramWeight } from './program.ts';

export interface GraphBuilder {
  readonly nodes: OnnxNode[];
  readonly constants: OnnxInitializer[];
  /** By path: those that a node reads. Buffers that only training uses are not among them. */
  readonly weights: Map<string, ProgramWeight>;
  /** Every name in use. */
  readonly names: Set<string>;
}

/** A layer that can be run: its shapes are known, and its operation has an ONNX form. */
export interface KnownLayer extends Layer {
  readonly use: Use;
  readonly onnx: NonNullable<Operation['onnx']>;
}

/** A weight's name is its path in the state dict; whatever else is named must differ from all of them. */
export const emptyGraph = (layers: readonly KnownLayer[]): GraphBuilder => ({
  nodes: [],
  constants: [],
  weights: new Map(),
  names: new Set(layers.flatMap(layer => weightsOf(layer).map(weight => weightPath(layer, weight)))),
});

/** `name`, or the first of `name~1`, `name~2`, … that is not in use. */
export function freshName({ names }: GraphBuilder, name: string): string {
  let fresh = name;
  for (let turn = 1; names.has(fresh); turn++) fresh = `${name}~${turn}`;
  names.add(fresh);
  return fresh;
}

/** Adds a layer's nodes and returns the value that holds its output: no other layer's, nor an input's. */
export function addLayer(graph: GraphBuilder, layer: KnownLayer, inputs: readonly string[]): string {
  const value = freshName(graph, layer.path);
  const own: OnnxNode[] = [];
  const result = layer.onnx(layer.use, layerWriter(graph, layer, inputs, own));
  if (own.some(node => node.output === result)) graph.nodes.push(...own.map(node => renamed(node, result, value)));
  else graph.nodes.push(...own, { type: 'Identity', inputs: [result], output: value, attributes: {} });
  return value;
}

function layerWriter(
  graph: GraphBuilder,
  layer: KnownLayer,
  inputs: readonly string[],
  nodes: OnnxNode[],
): GraphWriter {
  const constant = (shape: Shape, data: OnnxInitializer['data']) => {
    const name = freshName(graph, `${layer.path}/constant`);
    graph.constants.push({ name, shape, data });
    return name;
  };
  return {
    input: index => inputs[index] ?? missing(layer, `input ${index}`),
    weight: name => useWeight(graph, layer, name),
    node: (type, from, attributes = {}) => {
      const output = freshName(graph, `${layer.path}/${type}`);
      nodes.push({ type, inputs: from, output, attributes });
      return output;
    },
    integers: values => constant([values.length], { kind: 'integers', values }),
    floats: (values, shape) => constant(shape, { kind: 'floats', values }),
  };
}

function useWeight(graph: GraphBuilder, layer: KnownLayer, name: string): string {
  const weight = weightsOf(layer).find(candidate => candidate.name === name) ?? missing(layer, `weight '${name}'`);
  const path = weightPath(layer, weight);
  graph.weights.set(path, { path, shape: weight.shape, initial: weight.initial });
  return path;
}

const weightsOf = ({ operation, use }: KnownLayer): readonly Weight[] => operation.weights?.(use) ?? [];

/** PyTorch's name of a tensor in the state dict. */
const weightPath = ({ weightsPath }: Layer, { name }: Weight): string =>
  name === '' ? weightsPath : `${weightsPath}.${name}`;

/** What an operation asks for and does not declare is a bug of ours. */
function missing({ path, operation }: Layer, what: string): never {
  throw new Error(`${operation.name} at ${path} has no ${what}.`);
}

function renamed(node: OnnxNode, from: string, to: string): OnnxNode {
  const rename = (name: string) => (name === from ? to : name);
  return { ...node, inputs: node.inputs.map(rename), output: rename(node.output) };
}
