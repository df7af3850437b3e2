/** onnxruntime-web as it comes: one session for the last tensor alone, made once and run again and again. */
import * as onnx from 'onnxruntime-web/wasm';
import { encodeOnnx } from '#core/interchange/onnx-encode.ts';
import type { OnnxGraph } from '#core/interchange/onnx-graph.ts';
import type { Program } from '#core/interchange/program.ts';
import { elements } from '#core/ops/shape.ts';
import { inputTensor } from '../../client/preview/worker/feeds.ts';
import { WeightStore } from '../../client/preview/worker/weights.ts';
import type { Subject } from '../measure.ts';
import { picturesFor } from './program.ts';

export interface RawSession {
  /** Returns how many numbers the output has. */
  readonly subject: Subject;
  readonly release: () => Promise<void>;
}

export function startRaw(runtime: ArrayBuffer): void {
  onnx.env.wasm.numThreads = 1;
  onnx.env.wasm.wasmBinary = runtime;
}

export async function rawSession(program: Program): Promise<RawSession> {
  const graph = withLastOutput(program.graph);
  const { values } = new WeightStore().resolve(program);
  const externalData = [...values].map(([path, { buffer, byteOffset, byteLength }]) => ({
    path,
    data: new Uint8Array(buffer, byteOffset, byteLength),
  }));
  const session = await onnx.InferenceSession.create(encodeOnnx(graph), {
    logSeverityLevel: 3,
    externalData,
  });
  const pictures = picturesFor(program);
  const feeds = program.inputs.map((input, index) => {
    const { data } = inputTensor(input, pictures[index], 0);
    return [input.value, new onnx.Tensor('float32', data, [1, ...input.shape])] as const;
  });
  const run = async () => {
    const outputs = await session.run(Object.fromEntries(feeds));
    return Object.values(outputs).reduce((sum, { data }) => sum + data.length, 0);
  };
  const gives = graph.outputs.reduce((sum, { shape }) => sum + elements(shape), 0);
  return { subject: { run, gives }, release: () => session.release() };
}

const withLastOutput = (graph: OnnxGraph): OnnxGraph => ({ ...graph, outputs: graph.outputs.slice(-1) });
