/** A forward pass. Nothing here knows of workers or pages: what is needed of onnxruntime is handed in. */
import type * as Onnx from 'onnxruntime-web/wasm';
import { encodeOnnx } from '#core/interchange/onnx-encode.ts';
import type { OnnxGraph } from '#core/interchange/onnx-graph.ts';
import type { Program } from '#core/interchange/program.ts';
import { UNKNOWN, elements, formatShape } from '#core/ops/shape.ts';
import type { Shape } from '#core/ops/shape.ts';
import { inputTensor } from './feeds.ts';
import type { Filters, LayerMap, Pixels, RunResult, ToWorker, TopValues } from './messages.ts';
import { segmentsOf } from './segments.ts';
import type { Segment } from './segments.ts';
import { topOf } from './values.ts';
import type { WeightStore } from './weights.ts';

export type Runtime = Pick<typeof Onnx, 'InferenceSession' | 'Tensor'>;

/** Half a second of WebAssembly on one thread: long enough for a session's own cost not to count, short enough to wait. */
const SEGMENT_MACS = 1e9;

/** How many of an output's values are shown. */
const TOP = 10;

/** WebAssembly has 4 GiB, and every weight and every map is there and here. */
const MOST_BYTES = 2 ** 31;

/** A network that this runtime cannot run, for a reason that its user can understand. */
export class CannotRun extends Error {}

export type RunPart =
  /** `spent` are the maps' memory that the run reads no more: it may be transferred. */
  | { readonly kind: 'layers'; readonly layers: readonly LayerMap[]; readonly spent: readonly ArrayBufferLike[] }
  | { readonly kind: 'result'; readonly result: RunResult };

export type RunOptions = Pick<Extract<ToWorker, { readonly type: 'run' }>, 'fill' | 'part'>;

/**
 * Runs a program and hands out its layers' maps as they come; the result is the last part.
 * `pictures` has an entry for each input; those without one are filled. A consumer that stops early leaves nothing behind.
 */
export async function* runProgram(
  runtime: Runtime,
  program: Program,
  pictures: readonly (Pixels | undefined)[],
  store: WeightStore,
  { fill, part }: RunOptions = {},
): AsyncGenerator<RunPart> {
  checkSize(program);
  const inputs = program.inputs.map((input, index) => inputTensor(input, pictures[index], program.seed ?? 0, fill));
  const weights = store.resolve(program);
  const values = new Map([
    ...program.inputs.map(({ value }, index) => [value, inputs[index]?.data ?? new Float32Array()] as const),
    ...(part?.known ?? []),
  ]);
  const problems: string[] = [...weights.problems];
  let milliseconds = 0;
  let ran = 0;
  const segments = segmentsOf(part ? { ...program, graph: part.graph } : program, SEGMENT_MACS);
  for (const [index, segment] of segments.entries()) {
    const run = await runSegment(runtime, segment, values, weights.values);
    milliseconds += run.milliseconds;
    const layers = layerMaps(program, segment, run.tensors).map(map => withFilters(program, weights.values, map));
    ran += layers.length;
    problems.push(...defects(program, layers));
    for (const [name, { data }] of run.tensors) values.set(name, data);
    forget(values, program, segments.slice(index + 1));
    yield { kind: 'layers', layers, spent: spentBy(layers, values) };
  }
  const top = topOutput(program, values);
  yield { kind: 'result', result: { inputs, top, milliseconds, ran, weights: weights.state, problems } };
}

/** Lets go of the values that nothing reads any more, so that a large network's maps are not all held twice. */
function forget(values: Map<string, Float32Array>, program: Program, ahead: readonly Segment[]): void {
  const read = new Set(ahead.flatMap(({ graph }) => graph.inputs.map(({ name }) => name)));
  const outputs = new Set(program.outputs.map(({ value }) => value));
  for (const name of values.keys()) if (!read.has(name) && !outputs.has(name)) values.delete(name);
}

function spentBy(layers: readonly LayerMap[], values: ReadonlyMap<string, Float32Array>): readonly ArrayBufferLike[] {
  const kept = new Set([...values.values()].map(({ buffer }) => buffer));
  return [...new Set(layers.map(({ data }) => data.buffer))].filter(buffer => !kept.has(buffer));
}

function checkSize({ weights, layers }: Program): void {
  const count = (tensors: readonly { readonly shape: Shape }[]) =>
    tensors.reduce((sum, { shape }) => sum + 4 * elements(shape), 0);
  const [weightBytes, mapBytes] = [count(weights), count(layers)];
  if (weightBytes + mapBytes <= MOST_BYTES) return;
  throw new CannotRun(
    `This network is too large to run here: ${gigabytes(weightBytes)} of weights and ${gigabytes(mapBytes)} of feature maps; ` +
      `WebAssembly holds about ${gigabytes(MOST_BYTES)} of both. A smaller input takes less.`,
  );
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

interface Tensor {
  readonly shape: Shape;
  readonly data: Float32Array;
}

interface SegmentRun {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly milliseconds: number;
}

/** Runs one part of a graph on the values that earlier parts left. The session does not outlive the run. */
async function runSegment(
  { InferenceSession, Tensor }: Runtime,
  { graph }: Segment,
  values: ReadonlyMap<string, Float32Array>,
  weights: ReadonlyMap<string, Float32Array>,
): Promise<SegmentRun> {
  if (graph.outputs.length === 0) return { tensors: new Map(), milliseconds: 0 };
  const session = await InferenceSession.create(encodeOnnx(withoutOutputSizes(graph)), {
    logSeverityLevel: 3,
    externalData: externalData(graph, weights),
    // Packing weights for speed costs more than a single run gives back, and a second copy of them.
    extra: { session: { disable_prepacking: '1' } },
  });
  try {
    const feeds = graph.inputs.map(({ name, shape }) => {
      return [name, new Tensor('float32', values.get(name) ?? new Float32Array(), shape)] as const;
    });
    const start = performance.now();
    const outputs = await session.run(Object.fromEntries(feeds));
    return { milliseconds: performance.now() - start, tensors: floatTensors(outputs) };
  } finally {
    await session.release();
  }
}

/** Left to the runtime to find, the outputs' sizes are evidence: declared wrong, no session would be made at all. */
const withoutOutputSizes = (graph: OnnxGraph): OnnxGraph => ({
  ...graph,
  outputs: graph.outputs.map(({ name, shape }) => ({ name, shape: shape.map(() => UNKNOWN) })),
});

/** One view a tensor: the fewest copies of all ways to hand weights over. */
const externalData = (graph: OnnxGraph, weights: ReadonlyMap<string, Float32Array>) =>
  graph.initializers
    .filter(({ data }) => data.kind === 'external')
    .map(({ name }) => {
      const floats = weights.get(name) ?? new Float32Array();
      return { path: name, data: new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength) };
    });

function floatTensors(outputs: Onnx.InferenceSession.OnnxValueMapType): ReadonlyMap<string, Tensor> {
  const tensors = Object.entries(outputs).flatMap(([name, { data, dims }]) =>
    data instanceof Float32Array ? [[name, { shape: dims.slice(1), data }] as const] : [],
  );
  return new Map(tensors);
}

const layerMaps = ({ layers }: Program, segment: Segment, tensors: ReadonlyMap<string, Tensor>): readonly LayerMap[] =>
  segment.layers.flatMap(layer => {
    const tensor = tensors.get(layers[layer]?.value ?? '');
    return tensor ? [{ layer, ...tensor }] : [];
  });

/** More numbers are not sent along with every run. */
const MOST_FILTER_NUMBERS = 20_000;

function withFilters({ layers, weights }: Program, values: ReadonlyMap<string, Float32Array>, map: LayerMap): LayerMap {
  const { path, operation } = layers[map.layer] ?? {};
  if (operation !== 'conv' && operation !== 'depthwise') return map;
  const weight = weights.find(candidate => candidate.path === `${path}.weight`);
  const data = values.get(weight?.path ?? '');
  if (!weight || !data || !isPicturable(weight.shape)) return map;
  // Without the file that they may be a part of.
  const filters: Filters = { shape: weight.shape, data: data.slice() };
  return { ...map, filters };
}

const isPicturable = (shape: Shape): boolean =>
  shape.length === 4 && elements(shape.slice(2)) > 1 && elements(shape) <= MOST_FILTER_NUMBERS;

/** Where the run's shapes are not the analysis's. */
const defects = ({ layers }: Program, maps: readonly LayerMap[]): readonly string[] =>
  maps.flatMap(({ layer, shape }) => {
    const expected = layers[layer];
    if (!expected || formatShape(expected.shape) === formatShape(shape)) return [];
    const sizes = `the run gave ${formatShape(shape)}, the analysis says ${formatShape(expected.shape)}`;
    return [`${expected.path}: ${sizes}. This is a defect of Fovea; please report it.`];
  });

function topOutput({ outputs, layers }: Program, values: ReadonlyMap<string, Float32Array>): TopValues | undefined {
  for (const { name, value } of outputs) {
    const layer = layers.find(candidate => candidate.value === value);
    const data = values.get(value);
    if (!data || layer?.shape.length !== 1 || data.length < 2) continue;
    const kind = layer.operation === 'softmax' ? 'shares' : 'scores';
    return { output: name, of: data.length, values: topOf(data, TOP, kind) };
  }
  return undefined;
}
