/** Weights of two bytes: they reach onnxruntime as their file has them, and are widened there while the network runs. */
import { FLOAT } from '#core/interchange/onnx-encode.ts';
import type { OnnxGraph, OnnxInitializer } from '#core/interchange/onnx-graph.ts';
import type { Halves, Numbers } from '#core/interchange/stored-floats.ts';

export const isHalves = (numbers: Numbers | undefined): numbers is Halves =>
  numbers !== undefined && !(numbers instanceof Float32Array);

/** What the initializer is called that has a weight's halves. */
export const storedName = (weight: string): string => `${weight}/stored`;

/** The graph with a Cast before each weight that `weights` has in two bytes. */
export function castingHalves(graph: OnnxGraph, weights: ReadonlyMap<string, Numbers>): OnnxGraph {
  const stored = (initializer: OnnxInitializer): OnnxInitializer => {
    const numbers = weights.get(initializer.name);
    return isHalves(numbers)
      ? { ...initializer, name: storedName(initializer.name), data: { kind: 'external', dtype: numbers.dtype } }
      : initializer;
  };
  const casts = graph.initializers
    .filter(({ name }) => isHalves(weights.get(name)))
    .map(({ name }) => ({ type: 'Cast', inputs: [storedName(name)], output: name, attributes: { to: FLOAT } }));
  return { ...graph, initializers: graph.initializers.map(stored), nodes: [...casts, ...graph.nodes] };
}
