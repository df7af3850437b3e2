/** Whether a runtime computes what another does: a driver that is wrong gives pictures that look right. */
import type { OnnxGraph, OnnxNode } from '#core/interchange/onnx-graph.ts';
import { say } from '#core/words.ts';
import { Refusal } from './failure.ts';
import { runGraph } from './run-graph.ts';
import type { Runtime } from './run-graph.ts';

/** As a share of the greatest value. Float32 in another order differs by a thousandth of that; a wrong kernel by all of it. */
export const TOLERANCE = 1e-3;

/** Six channels into sixteen are what convolutions were wrong of: https://github.com/microsoft/onnxruntime/issues/29651 */
const WEIGHTS = [
  { name: 'conv.weight', shape: [16, 6, 3, 3] },
  { name: 'gemm.weight', shape: [256, 10] },
] as const;
const INPUT = [1, 6, 10, 10];

const node = (type: string, inputs: readonly string[], output: string, attributes: OnnxNode['attributes'] = {}) => ({
  type,
  inputs,
  output,
  attributes,
});

const GRAPH: OnnxGraph = {
  name: 'check',
  inputs: [{ name: 'input', shape: INPUT }],
  outputs: [
    { name: 'conv', shape: [1, 16, 8, 8] },
    { name: 'scores', shape: [1, 10] },
  ],
  nodes: [
    node('Conv', ['input', 'conv.weight'], 'conv'),
    node('MaxPool', ['conv'], 'pool', { kernel_shape: [2, 2], strides: [2, 2] }),
    node('Flatten', ['pool'], 'flat', { axis: 1 }),
    node('Gemm', ['flat', 'gemm.weight'], 'scores'),
  ],
  initializers: WEIGHTS.map(({ name, shape }) => ({ name, shape, data: { kind: 'external' } })),
};

/** Rejects with a `Refusal` where a small network differs between the two, by more than rounding. */
export async function agree(runtime: Runtime, reference: Runtime): Promise<void> {
  const [ours, theirs] = [await outputsOf(runtime), await outputsOf(reference)];
  const differences = theirs.map((expected, index) => differenceOf(ours[index] ?? new Float32Array(), expected));
  const greatest = Math.max(...differences);
  if (greatest <= TOLERANCE) return;
  throw new Refusal(say`A small network for a check differs from WebAssembly’s by ${(100 * greatest).toFixed(1)} %.`);
}

async function outputsOf(runtime: Runtime): Promise<readonly Float32Array[]> {
  const { tensors } = await runGraph(runtime, GRAPH, () => true, {
    values: new Map([['input', wave(INPUT)]]),
    weights: new Map(WEIGHTS.map(({ name, shape }) => [name, wave(shape)])),
  });
  return GRAPH.outputs.map(({ name }) => tensors.get(name)?.data ?? new Float32Array());
}

/** The greatest distance, as a share of the greatest expected value; infinite for other sizes and for what is no number. */
export function differenceOf(values: Float32Array, expected: Float32Array): number {
  if (values.length !== expected.length) return Infinity;
  const distances = expected.map((value, index) => Math.abs(value - (values[index] ?? NaN)));
  if (distances.some(distance => Number.isNaN(distance))) return Infinity;
  return Math.max(...distances) / Math.max(...expected.map(Math.abs));
}

/** No two neighbours alike, and no symmetry in which an error could hide. */
const wave = (shape: readonly number[]): Float32Array =>
  Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, index) => Math.sin(index));
