/** Runs a network over and over with a part of its input hidden. */
import type { OnnxGraph } from '#core/interchange/onnx-graph.ts';
import { asFloats } from '#core/interchange/stored-floats.ts';
import type { Program } from '#core/interchange/program.ts';
import { nodesTo } from '../reuse.ts';
import { inputTensor, pictureSize } from './feeds.ts';
import type { OcclusionResult, RunRequest, Target } from './messages.ts';
import { occluded, patchGrid, spreadOrder } from './occlusion.ts';
import { feedsOf, openSession } from './run-graph.ts';
import type { Runtime } from './run-graph.ts';
import type { WeightStore } from './weights.ts';

/** Of the first input that is a picture; nothing where none is. A consumer that stops early leaves nothing behind. */
export async function* occlude(
  runtime: Runtime,
  { program, given, fill }: RunRequest,
  store: WeightStore,
  target: Target,
): AsyncGenerator<OcclusionResult> {
  const inputs = program.inputs.map((input, index) => inputTensor(input, given[index], program.seed ?? 0, fill));
  const place = program.inputs.findIndex(input => pictureSize(input) !== undefined);
  const [input, feed] = [inputs[place], program.inputs[place]];
  const size = feed && pictureSize(feed);
  if (!input || !feed || !size) return;
  const graph = graphTo(program, target.value);
  // It runs so often that to widen weights each time would count.
  const session = await openSession(runtime, graph, asFloats(store.resolve(program).values));
  const values = new Map(program.inputs.map(({ value }, index) => [value, inputs[index]?.data ?? new Float32Array()]));
  const run = async (data: Float32Array): Promise<number> => {
    const outputs = await session.run(feedsOf(runtime, graph, new Map([...values, [feed.value, data]])));
    return Number(outputs[target.value]?.data[target.index] ?? NaN);
  };
  try {
    const grid = patchGrid(size.width, size.height);
    const base = await run(input.data);
    const drops = new Float32Array(grid.rows * grid.columns).fill(NaN);
    yield { grid, base, drops, done: 0 };
    for (const [done, patch] of spreadOrder(drops.length).entries()) {
      drops[patch] = base - (await run(occluded(input, grid, patch)));
      yield { grid, base, drops, done: done + 1 };
    }
  } finally {
    await session.release();
  }
}

/** Only what leads to a value. */
function graphTo(program: Program, value: string): OnnxGraph {
  const { graph } = program;
  const nodes = nodesTo(program, new Set([value]));
  const read = new Set(nodes.flatMap(({ inputs }) => inputs));
  return {
    ...graph,
    nodes,
    inputs: graph.inputs.filter(({ name }) => read.has(name)),
    outputs: graph.outputs.filter(({ name }) => name === value),
    initializers: graph.initializers.filter(({ name }) => read.has(name)),
  };
}
