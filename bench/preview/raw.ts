/** onnxruntime-web as it comes: one session for the last tensor alone, made once and run again and again. */
import * as onnx from 'onnxruntime-web/wasm';
import { encodeOnnx } from '#core/interchange/onnx-encode.ts';
import { bytesField, join, messageField, textField, varintField } from '#core/interchange/protobuf.ts';
import type { OnnxGraph } from '#core/interchange/onnx-graph.ts';
import type { Program } from '#core/interchange/program.ts';
import { asFloats } from '#core/interchange/stored-floats.ts';
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
  const values = asFloats(new WeightStore().resolve(program).values);
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

/** The way without external data: all weights in the file (`TensorProto.raw_data`), from which a session is made and run. */
export async function rawDataRun(program: Program): Promise<void> {
  const session = await onnx.InferenceSession.create(wholeModel(program), { logSeverityLevel: 3 });
  const feeds = program.inputs.map(({ value, shape }) => {
    return [value, new onnx.Tensor('float32', new Float32Array(elements(shape)).fill(0.5), [1, ...shape])] as const;
  });
  await session.run(Object.fromEntries(feeds));
}

/** Messages that are written one after the other are one: so the weights are the second half of the graph, field 7. */
function wholeModel(program: Program): Uint8Array {
  const { initializers, ...graph } = withLastOutput(program.graph);
  const values = asFloats(new WeightStore().resolve(program).values);
  const constants = initializers.filter(({ data }) => data.kind !== 'external');
  const weights = program.weights.map(({ path, shape }) => {
    const { buffer, byteOffset, byteLength } = values.get(path) ?? new Float32Array();
    const data = bytesField(9, new Uint8Array(buffer, byteOffset, byteLength));
    return messageField(5, [...shape.map(size => varintField(1, size)), varintField(2, 1), textField(8, path), data]);
  });
  return join([encodeOnnx({ ...graph, initializers: constants }), messageField(7, weights)]);
}

const withLastOutput = (graph: OnnxGraph): OnnxGraph => ({ ...graph, outputs: graph.outputs.slice(-1) });
