/** Whether the numbers are right: against the native ONNX Runtime, and in segments against the whole. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as onnx from 'onnxruntime-web/wasm';
import { encodeOnnx } from '#core/interchange/onnx-encode.ts';
import type { Program } from '#core/interchange/program.ts';
import { asFloats } from '#core/interchange/stored-floats.ts';
import { inputTensor } from '../../client/preview/worker/feeds.ts';
import type { LayerMap } from '../../client/preview/worker/messages.ts';
import { runProgram } from '../../client/preview/worker/runner.ts';
import { WeightStore } from '../../client/preview/worker/weights.ts';
import { picturesFor } from './program.ts';

export interface Agreement {
  /** Of all layers the greatest difference to the native runtime's, as a share of the layer's greatest value. */
  readonly difference: number;
  /** How many of the layers' values are not bit for bit those of a run in one piece. */
  readonly differing: number;
}

/** Runs the preview's own code, with the same WebAssembly, in this process. */
export async function agreementOf(program: Program): Promise<Agreement> {
  onnx.env.wasm.numThreads = 1;
  const parts = await mapsOf(program);
  const whole = await mapsOf({ ...program, layers: program.layers.map(layer => ({ ...layer, macs: 0 })) });
  const native = await nativeMaps(program);
  const layers = program.layers.map(({ value }, index) => {
    const ours = parts.get(index)?.data ?? new Float32Array();
    return {
      difference: difference(ours, native.get(value) ?? new Float32Array()),
      differing: differing(ours, whole.get(index)?.data ?? new Float32Array()),
    };
  });
  return {
    difference: Math.max(...layers.map(layer => layer.difference)),
    differing: layers.reduce((sum, layer) => sum + layer.differing, 0),
  };
}

async function mapsOf(program: Program): Promise<ReadonlyMap<number, LayerMap>> {
  const maps = new Map<number, LayerMap>();
  for await (const part of runProgram(onnx, program, picturesFor(program), new WeightStore()))
    if (part.kind === 'layers') for (const map of part.layers) maps.set(map.layer, { ...map, data: map.data.slice() });
  return maps;
}

/** The native package has the same interface. It is locked in a folder of its own. */
async function nativeMaps(program: Program): Promise<ReadonlyMap<string, Float32Array>> {
  const require = createRequire(join(process.cwd(), 'bench/native/package.json'));
  const native = require('onnxruntime-node') as typeof onnx;
  const values = asFloats(new WeightStore().resolve(program).values);
  const session = await native.InferenceSession.create(encodeOnnx(program.graph), {
    logSeverityLevel: 3,
    externalData: [...values].map(([path, { buffer, byteOffset, byteLength }]) => ({
      path,
      data: new Uint8Array(buffer, byteOffset, byteLength),
    })),
  });
  const pictures = picturesFor(program);
  const feeds = program.inputs.map((input, index) => {
    const { data } = inputTensor(input, pictures[index], program.seed ?? 0);
    return [input.value, new native.Tensor('float32', data, [1, ...input.shape])] as const;
  });
  const outputs = await session.run(Object.fromEntries(feeds));
  await session.release();
  return new Map(Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]));
}

/** Infinite where there is nothing, or something that is not a number, on either side. */
function difference(ours: Float32Array, theirs: Float32Array): number {
  if (ours.length !== theirs.length || ours.length === 0) return Infinity;
  let [greatest, most] = [0, 0];
  for (let i = 0; i < ours.length; i++) {
    const distance = Math.abs((ours[i] ?? NaN) - (theirs[i] ?? NaN));
    if (!(distance < Infinity)) return Infinity;
    most = Math.max(most, distance);
    greatest = Math.max(greatest, Math.abs(theirs[i] ?? NaN));
  }
  return most === 0 ? 0 : most / greatest;
}

function differing(some: Float32Array, others: Float32Array): number {
  if (some.length !== others.length) return Infinity;
  const [a, b] = [new Uint32Array(some.buffer), new Uint32Array(others.buffer)];
  return a.reduce((sum, bits, index) => sum + (bits === b[index] ? 0 : 1), 0);
}
