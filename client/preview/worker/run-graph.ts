/** One graph, one session: made, run once and released. */
import type * as Onnx from 'onnxruntime-web/wasm';
import { castingHalves, isHalves, storedName } from './halves.ts';
import { encodeOnnx } from '#core/interchange/onnx-encode.ts';
import type { OnnxGraph } from '#core/interchange/onnx-graph.ts';
import { asFloats, type Numbers } from '#core/interchange/stored-floats.ts';
import { UNKNOWN } from '#core/ops/shape.ts';
import type { Shape } from '#core/ops/shape.ts';

export interface Runtime extends Pick<typeof Onnx, 'InferenceSession' | 'Tensor'> {
  /** What runs the nodes; absent: WebAssembly. */
  readonly executionProviders?: readonly Onnx.InferenceSession.ExecutionProviderConfig[];
}

export interface Tensor {
  readonly shape: Shape;
  readonly data: Float32Array;
}

export interface GraphRun {
  /** Those that were fetched. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** By value, of all that the graph makes, without the batch. */
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly milliseconds: number;
}

/** By name, what enters a graph: tensors for its inputs, and its external weights. */
interface GraphData {
  readonly values: ReadonlyMap<string, Float32Array>;
  readonly weights: ReadonlyMap<string, Numbers>;
}

/** The session does not outlive the run. To fetch a tensor is to copy it, which may take longer than to compute it. */
export async function runGraph(
  runtime: Runtime,
  graph: OnnxGraph,
  isFetched: (value: string) => boolean,
  { values, weights }: GraphData,
): Promise<GraphRun> {
  if (graph.outputs.length === 0) return { tensors: new Map(), shapes: new Map(), milliseconds: 0 };
  const session = await openSession(runtime, graph, weights);
  try {
    const feeds = feedsOf(runtime, graph, values);
    const sizes = sizesOf(session);
    const start = performance.now();
    const outputs = await session.run(feeds, fetchesOf(session, sizes, isFetched));
    const milliseconds = performance.now() - start;
    const tensors = floatTensors(outputs);
    return {
      milliseconds,
      tensors,
      shapes: new Map([...sizes, ...[...tensors].map(([name, { shape }]) => [name, shape] as const)]),
    };
  } finally {
    await session.release();
  }
}

/** Must be released. */
export function openSession(
  { InferenceSession, executionProviders }: Runtime,
  graph: OnnxGraph,
  weights: GraphData['weights'],
): Promise<Onnx.InferenceSession> {
  // Not every graphics processor has numbers of two bytes.
  const given = executionProviders ? asFloats(weights) : weights;
  return InferenceSession.create(encodeOnnx(castingHalves(withoutOutputSizes(graph), given)), {
    executionProviders: executionProviders ?? ['wasm'],
    logSeverityLevel: 3,
    externalData: externalData(graph, given),
    // With every layer's value an output there is nothing to fuse: to look for it takes a third of the making of a session.
    graphOptimizationLevel: 'disabled',
    // Packing weights for speed costs more than a single run gives back, and a second copy of them.
    extra: { session: { disable_prepacking: '1' } },
  });
}

export const feedsOf = (
  { Tensor }: Runtime,
  { inputs }: OnnxGraph,
  values: GraphData['values'],
): Readonly<Record<string, Onnx.Tensor>> =>
  Object.fromEntries(
    inputs.map(({ name, shape }) => [name, new Tensor('float32', values.get(name) ?? new Float32Array(), shape)]),
  );

/** The sizes that onnxruntime itself finds for the outputs, without the batch; absent where it would have to run for them. */
const sizesOf = ({ outputMetadata }: Onnx.InferenceSession): ReadonlyMap<string, Shape> =>
  new Map(
    outputMetadata.flatMap(output => {
      const sizes = output.isTensor ? output.shape.slice(1).filter(size => typeof size === 'number') : [];
      return output.isTensor && sizes.length === output.shape.length - 1 ? [[output.name, sizes] as const] : [];
    }),
  );

/** What is not asked for is computed all the same. To ask for nothing at all is not allowed. */
function fetchesOf(
  { outputNames }: Onnx.InferenceSession,
  sizes: ReadonlyMap<string, Shape>,
  isFetched: (value: string) => boolean,
): readonly string[] {
  const names = outputNames.filter(name => isFetched(name) || !sizes.has(name));
  return names.length > 0 ? names : outputNames.slice(-1);
}

/** Left to the runtime to find, the outputs' sizes are evidence: declared wrong, no session would be made at all. */
const withoutOutputSizes = (graph: OnnxGraph): OnnxGraph => ({
  ...graph,
  outputs: graph.outputs.map(({ name, shape }) => ({ name, shape: shape.map(() => UNKNOWN) })),
});

/** One view a tensor: the fewest copies of all ways to hand weights over. */
const externalData = (graph: OnnxGraph, weights: GraphData['weights']) =>
  graph.initializers
    .filter(({ data }) => data.kind === 'external')
    .map(({ name }) => {
      const numbers = weights.get(name) ?? new Float32Array();
      const { buffer, byteOffset, byteLength } = isHalves(numbers) ? numbers.bits : numbers;
      const path = isHalves(numbers) ? storedName(name) : name;
      return { path, data: new Uint8Array(buffer, byteOffset, byteLength) };
    });

function floatTensors(outputs: Onnx.InferenceSession.OnnxValueMapType): ReadonlyMap<string, Tensor> {
  const tensors = Object.entries(outputs).flatMap(([name, { data, dims }]) =>
    data instanceof Float32Array ? [[name, { shape: dims.slice(1), data }] as const] : [],
  );
  return new Map(tensors);
}
