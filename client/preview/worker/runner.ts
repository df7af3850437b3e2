/** A forward pass. Nothing here knows of workers or pages: what is needed of onnxruntime is handed in. */
import type { Program } from '#core/interchange/program.ts';
import { widened, type Numbers } from '#core/interchange/stored-floats.ts';
import { elements, formatShape } from '#core/ops/shape.ts';
import type { Shape } from '#core/ops/shape.ts';
import { CannotRun } from './failure.ts';
import { inputTensor } from './feeds.ts';
import type {
  Filters,
  Given,
  LayerMap,
  LayerResults,
  LayerShape,
  PartialRun,
  RunResult,
  ToWorker,
  TopValues,
} from './messages.ts';
import { runGraph } from './run-graph.ts';
import type { Runtime, Tensor } from './run-graph.ts';
import { segmentsOf } from './segments.ts';
import type { Segment } from './segments.ts';
import { topValues } from './values.ts';
import type { WeightStore } from './weights.ts';
import { say, type Text } from '#core/words.ts';

/** Half a second of WebAssembly on one thread: long enough for a session's own cost not to count, short enough to wait. */
const SEGMENT_MACS = 1e9;

/** WebAssembly has 4 GiB, and every weight and every map is there and here. */
const MOST_BYTES = 2 ** 31;

export type RunPart =
  /** `spent` are the maps' memory that the run reads no more: it may be transferred. */
  | ({ readonly kind: 'layers'; readonly spent: readonly ArrayBufferLike[] } & LayerResults)
  | { readonly kind: 'result'; readonly result: RunResult };

export type RunOptions = Pick<Extract<ToWorker, { readonly type: 'run' }>, 'fill' | 'part'>;

/**
 * Runs a program and hands out its layers' maps as they come; the result is the last part.
 * `given` has an entry for each input. A consumer that stops early leaves nothing behind.
 */
export async function* runProgram(
  runtime: Runtime,
  program: Program,
  given: readonly Given[],
  store: WeightStore,
  { fill, part }: RunOptions = {},
): AsyncGenerator<RunPart> {
  checkSize(program);
  const inputs = program.inputs.map((input, index) => inputTensor(input, given[index], program.seed ?? 0, fill));
  const weights = store.resolve(program);
  const feeds = program.inputs.map(({ value }, index) => [value, inputs[index]?.data ?? new Float32Array()] as const);
  const pass: Pass = {
    program,
    weights: weights.values,
    wanted: wantedValues(program, part),
    values: new Map([...feeds, ...(part?.known ?? [])]),
    held: new Map(),
  };
  const problems: Text[] = [...weights.problems];
  let [milliseconds, ran] = [0, 0];
  const segments = segmentsOf(part ? { ...program, graph: part.graph } : program, SEGMENT_MACS);
  for (const [index, segment] of segments.entries()) {
    const step = await runSegment(runtime, pass, segment, readBy(pass, segments.slice(index + 1)));
    milliseconds += step.milliseconds;
    ran += step.shapes.length;
    problems.push(...defects(program, step.shapes));
    yield { kind: 'layers', shapes: step.shapes, layers: step.layers, spent: spentBy(step.layers, pass) };
  }
  const top = topOutput(program, pass.values);
  yield { kind: 'result', result: { inputs, top, milliseconds, ran, weights: weights.state, problems } };
}

/** What the segments of one run share. */
interface Pass {
  readonly program: Program;
  readonly weights: ReadonlyMap<string, Numbers>;
  /** The values whose maps are handed out as soon as they are there. */
  readonly wanted: ReadonlySet<string>;
  /** By name, what segments to come read, and the program's outputs. */
  readonly values: Map<string, Float32Array>;
  /** By value, maps that are there and not handed out yet. */
  readonly held: Map<string, LayerMap>;
}

const wantedValues = ({ layers }: Program, part: PartialRun | undefined): ReadonlySet<string> =>
  new Set(part ? part.wanted.flatMap(layer => layers[layer]?.value ?? []) : layers.map(({ value }) => value));

/** The values that must be there after a segment: what those ahead read, and what the program is for. */
const readBy = ({ program }: Pass, ahead: readonly Segment[]): ReadonlySet<string> =>
  new Set([
    ...ahead.flatMap(({ graph }) => graph.inputs.map(({ name }) => name)),
    ...program.outputs.map(({ value }) => value),
  ]);

interface Step extends LayerResults {
  readonly milliseconds: number;
}

/** Runs one part of a graph on the values that earlier parts left, and leaves those that later ones read. */
async function runSegment(runtime: Runtime, pass: Pass, segment: Segment, read: ReadonlySet<string>): Promise<Step> {
  const isFetched = (name: string): boolean => pass.wanted.has(name) || read.has(name);
  const { tensors, shapes, milliseconds } = await runGraph(runtime, segment.graph, isFetched, pass);
  for (const [name, { data }] of tensors) pass.values.set(name, data);
  // Lets go of what nothing reads any more, so that a large network's maps are not all held twice.
  for (const name of pass.values.keys()) if (!read.has(name)) pass.values.delete(name);
  for (const layer of segment.layers) hold(pass, layer, tensors);
  return {
    milliseconds,
    layers: release(pass, read),
    shapes: segment.layers.flatMap(layer => {
      const shape = shapes.get(pass.program.layers[layer]?.value ?? '');
      return shape ? [{ layer, shape }] : [];
    }),
  };
}

function hold({ program, weights, held }: Pass, layer: number, tensors: ReadonlyMap<string, Tensor>): void {
  const value = program.layers[layer]?.value ?? '';
  const tensor = tensors.get(value);
  if (tensor) held.set(value, { layer, ...tensor, ...filtersOf(program, weights, layer) });
}

/**
 * Hands out what is wanted, and what only later segments wanted once they have read it: it can be transferred then, and
 * whoever has it can begin an edit's run there.
 */
function release({ held, wanted }: Pass, read: ReadonlySet<string>): readonly LayerMap[] {
  const free = [...held].filter(([value]) => wanted.has(value) || !read.has(value));
  for (const [value] of free) held.delete(value);
  return free.map(([, map]) => map);
}

function spentBy(layers: readonly LayerMap[], { values }: Pass): readonly ArrayBufferLike[] {
  const kept = new Set([...values.values()].map(({ buffer }) => buffer));
  return [...new Set(layers.map(({ data }) => data.buffer))].filter(buffer => !kept.has(buffer));
}

function checkSize({ weights, layers }: Program): void {
  const count = (tensors: readonly { readonly shape: Shape }[]) =>
    tensors.reduce((sum, { shape }) => sum + 4 * elements(shape), 0);
  const [weightBytes, mapBytes] = [count(weights), count(layers)];
  if (weightBytes + mapBytes <= MOST_BYTES) return;
  throw new CannotRun(
    say`This network is too large to run here: ${gigabytes(weightBytes)} of weights and ${gigabytes(mapBytes)} of feature maps; WebAssembly holds about ${gigabytes(MOST_BYTES)} of both. A smaller input takes less.`,
  );
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** More numbers are not sent along with every run. */
const MOST_FILTER_NUMBERS = 20_000;

/** The filters of a convolution that can be shown as pictures, as a field; nothing for others. */
function filtersOf(
  { layers, weights }: Program,
  values: Pass['weights'],
  layer: number,
): { readonly filters?: Filters } {
  const { path, operation } = layers[layer] ?? {};
  if (operation !== 'conv' && operation !== 'depthwise') return {};
  const weight = weights.find(candidate => candidate.path === `${path}.weight`);
  const numbers = values.get(weight?.path ?? '');
  if (!weight || !numbers || !isPicturable(weight.shape)) return {};
  // Without the file that they may be a part of.
  return { filters: { shape: weight.shape, data: widened(numbers).slice() } };
}

const isPicturable = (shape: Shape): boolean =>
  shape.length === 4 && elements(shape.slice(2)) > 1 && elements(shape) <= MOST_FILTER_NUMBERS;

/** Where the run's shapes are not the analysis's. */
const defects = ({ layers }: Program, shapes: readonly LayerShape[]): readonly Text[] =>
  shapes.flatMap(({ layer, shape }) => {
    const expected = layers[layer];
    if (!expected || formatShape(expected.shape) === formatShape(shape)) return [];
    const sizes = say`the run gave ${formatShape(shape)}, the analysis says ${formatShape(expected.shape)}`;
    return [say`${expected.path}: ${sizes}. This is a defect of Fovea; please report it.`];
  });

function topOutput(
  { outputs, layers, classes }: Program,
  values: ReadonlyMap<string, Float32Array>,
): TopValues | undefined {
  for (const { name, value } of outputs) {
    const layer = layers.find(candidate => candidate.value === value);
    const data = values.get(value);
    if (!data || layer?.shape.length !== 1 || data.length < 2) continue;
    return topValues(name, data, layer.operation, classes);
  }
  return undefined;
}
