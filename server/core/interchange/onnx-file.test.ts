import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { withSession, tensorOf } from '../../../test/support/onnx-session.ts';
import { sampleModel } from '../../../test/support/samples.ts';
import type { ModelAnalysis } from '../analyze.ts';
import { elements } from '../ops/shape.ts';
import { initialise } from './initialise.ts';
import { lower } from './lower.ts';
import { onnxFile } from './onnx-file.ts';
import type { Program } from './program.ts';

function programOf(model: ModelAnalysis): Program {
  const program = lower(model, 'net.cnn');
  if (!program) throw new Error(`${model.name} can be run.`);
  return program;
}

/** Numbers between −1 and 1 that do not repeat soon. */
const numbers = (count: number) => Float32Array.from({ length: count }, (_, index) => Math.sin(index));

/** What ONNX Runtime makes of the file alone, without any other data. */
async function runFile(file: Uint8Array, { inputs, outputs }: Program, feeds: readonly Float32Array[]) {
  const session = await ort.InferenceSession.create(file);
  try {
    const given = inputs.map(({ value, shape }, index) => [
      value,
      new ort.Tensor('float32', feeds[index] ?? [], [1, ...shape]),
    ]);
    const results = await session.run(Object.fromEntries(given));
    return { names: session.outputNames, maps: outputs.map(({ value }) => tensorOf(value, results[value])) };
  } finally {
    await session.release();
  }
}

test.each([
  ['lenet.cnn', 'LeNet5'],
  ['unet.cnn', 'UNetMini'],
  ['tutorial.cnn', 'Detection'],
  ['tutorial.cnn', 'Inception'],
])('%s, %s: the file gives what the preview gives', async (file, name) => {
  const program = programOf(sampleModel(file, name));
  const weights = new Map(program.weights.map(weight => [weight.path, initialise(weight, 1)] as const));
  const feeds = program.inputs.map(({ shape }) => numbers(elements(shape)));
  const { names, maps } = await runFile(onnxFile(program, weights), program, feeds);
  // The preview's graph has an output for each layer; the file the model's alone.
  expect(names).toEqual([...new Set(program.outputs.map(({ value }) => value))]);
  const preview = await withSession(program, weights, run => run(feeds));
  const path = (value: string) => program.layers.find(layer => layer.value === value)?.path ?? '';
  const wanted = program.outputs.map(
    ({ value }) => preview.get(path(value)) ?? { shape: [], data: new Float32Array() },
  );
  expect(maps.map(({ shape }) => shape)).toEqual(wanted.map(({ shape }) => shape));
  for (const [index, { data }] of maps.entries())
    expect(farthest(data, wanted[index]?.data ?? data)).toBeLessThan(1e-5);
});

/** Of the largest number: what stands between is fused where nobody reads it, and rounds otherwise. */
function farthest(given: Float32Array, wanted: Float32Array): number {
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return given.reduce((most, value, index) => Math.max(most, Math.abs(value - (wanted[index] ?? NaN))), 0) / largest;
}

test('a weight is in the file once', () => {
  const program = programOf(sampleModel('lenet.cnn', 'LeNet5'));
  const weights = new Map(program.weights.map(weight => [weight.path, initialise(weight, 1)] as const));
  const floats = [...weights.values()].reduce((sum, { length }) => sum + length, 0);
  // 61,706 parameters of 4 bytes; the graph takes a few thousand more.
  expect(floats).toBe(61_706);
  expect(onnxFile(program, weights).length - 4 * floats).toBeLessThan(4_000);
});
