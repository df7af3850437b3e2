/** ONNX Runtime, the judge of what a program gives. */
import * as ort from 'onnxruntime-web';
import { encodeOnnx } from '#core/interchange/onnx-encode.ts';
import type { OnnxGraph } from '#core/interchange/onnx-graph.ts';
import type { Program } from '#core/interchange/program.ts';
import { elements } from '#core/ops/shape.ts';
import type { Shape } from '#core/ops/shape.ts';

ort.env.wasm.numThreads = 1;
// What fails is thrown as well.
ort.env.logLevel = 'fatal';

export interface Tensor {
  /** Without the batch. */
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** Gives a program's inputs, in its order, and gets the output of every layer, by path. */
export type Run = (inputs: readonly Float32Array[]) => Promise<ReadonlyMap<string, Tensor>>;

/** Opens a session with `weights` by path, gives `use` its runs, and closes it. */
export async function withSession<Result>(
  program: Program,
  weights: ReadonlyMap<string, Float32Array>,
  use: (run: Run) => Promise<Result>,
): Promise<Result> {
  const session = await ort.InferenceSession.create(encodeOnnx(program.graph), {
    externalData: [...weights].map(([path, { buffer, byteOffset, byteLength }]) => ({
      path,
      data: new Uint8Array(buffer, byteOffset, byteLength),
    })),
  });
  try {
    return await use(inputs => run(session, program, inputs));
  } finally {
    await session.release();
  }
}

async function run(
  session: ort.InferenceSession,
  program: Program,
  inputs: readonly Float32Array[],
): Promise<ReadonlyMap<string, Tensor>> {
  const feeds = program.inputs.map(
    ({ value, shape }, index) => [value, new ort.Tensor('float32', inputs[index] ?? [], [1, ...shape])] as const,
  );
  const results = await session.run(Object.fromEntries(feeds));
  return new Map(program.layers.map(({ path, value }) => [path, tensorOf(value, results[value])]));
}

/** Throws when a run gave no float32 of that name. */
export function tensorOf(name: string, result: ort.Tensor | undefined): Tensor {
  if (result?.type !== 'float32') throw new Error(`The run gave no float32 ${name}.`);
  return { shape: result.dims.slice(1), data: result.data as Float32Array };
}

/** Whether a graph without external weights can be opened and run, on ones. */
export async function takes(graph: OnnxGraph): Promise<boolean> {
  try {
    const session = await ort.InferenceSession.create(encodeOnnx(graph), SILENT);
    try {
      const ones = graph.inputs.map(({ name, shape }) => [name, onesOf(shape)] as const);
      await session.run(Object.fromEntries(ones), SILENT);
    } finally {
      await session.release();
    }
    return true;
  } catch {
    return false;
  }
}

/** What is refused is written to the console otherwise. */
const SILENT = { logSeverityLevel: 4 } as const;

const onesOf = (shape: Shape): ort.Tensor =>
  new ort.Tensor('float32', new Float32Array(elements(shape)).fill(1), [...shape]);
