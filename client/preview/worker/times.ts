/** How long each layer takes by itself. */
import type { OnnxGraph } from '#core/interchange/onnx-graph.ts';
import { inputTensor } from './feeds.ts';
import type { LayerTime, RunRequest } from './messages.ts';
import { feedsOf, openSession } from './run-graph.ts';
import type { Runtime } from './run-graph.ts';
import { segmentsOf } from './segments.ts';
import type { ResolvedWeights, WeightStore } from './weights.ts';

/** The first run of a session pays for what the others find ready. */
const REPETITIONS = 3;

/**
 * Runs each layer in a session of its own, so that nothing is fused: the sum is more than a whole pass takes. Layers that
 * cannot be taken apart are timed together, under the last of them. A consumer that stops early leaves nothing behind.
 */
export async function* layerTimes(
  runtime: Runtime,
  { program, given, fill }: RunRequest,
  store: WeightStore,
): AsyncGenerator<LayerTime> {
  const weights = store.resolve(program).values;
  const inputs = program.inputs.map((input, index) => inputTensor(input, given[index], program.seed ?? 0, fill));
  const values = new Map(program.inputs.map(({ value }, index) => [value, inputs[index]?.data ?? new Float32Array()]));
  const segments = segmentsOf(program, 0);
  for (const [index, { graph, layers }] of segments.entries()) {
    const read = new Set(segments.slice(index + 1).flatMap(({ graph: later }) => later.inputs.map(({ name }) => name)));
    const milliseconds = await timed(runtime, graph, values, weights, read);
    for (const name of values.keys()) if (!read.has(name)) values.delete(name);
    const layer = layers.at(-1);
    if (layer !== undefined) yield { layer, milliseconds };
  }
}

/** The least of a few runs; leaves the values that are `read` later. */
async function timed(
  runtime: Runtime,
  graph: OnnxGraph,
  values: Map<string, Float32Array>,
  weights: ResolvedWeights['values'],
  read: ReadonlySet<string>,
): Promise<number> {
  const session = await openSession(runtime, withSignal(graph), weights);
  try {
    const feeds = feedsOf(runtime, graph, values);
    let least = Infinity;
    for (let turn = 0; turn < REPETITIONS; turn++) {
      const start = performance.now();
      await session.run(feeds, [SIGNAL]);
      least = Math.min(least, performance.now() - start);
    }
    const left = graph.outputs.map(({ name }) => name).filter(name => read.has(name));
    const outputs = left.length > 0 ? await session.run(feeds, left) : {};
    for (const [name, { data }] of Object.entries(outputs)) if (data instanceof Float32Array) values.set(name, data);
    return least;
  } finally {
    await session.release();
  }
}

const SIGNAL = 'fovea/done';

/** With one more output, a number: to ask for it alone is to compute the others without copying them, which takes time. */
const withSignal = (graph: OnnxGraph): OnnxGraph => ({
  ...graph,
  outputs: [...graph.outputs, { name: SIGNAL, shape: [1] }],
  nodes: [...graph.nodes, { type: 'Identity', inputs: [`${SIGNAL}/value`], output: SIGNAL, attributes: {} }],
  initializers: [...graph.initializers, { name: `${SIGNAL}/value`, shape: [1], data: { kind: 'floats', values: [0] } }],
});
