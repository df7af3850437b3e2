/** Weights of two bytes: onnxruntime itself widens them, and says what they are. */
import * as onnx from 'onnxruntime-web/wasm';
import { expect, test } from 'vitest';
import type { OnnxGraph } from '#core/interchange/onnx-graph.ts';
import { asFloats, numbersOf, widened, type Halves } from '#core/interchange/stored-floats.ts';
import { runGraph, type Runtime } from './run-graph.ts';

onnx.env.wasm.numThreads = 1;

/** Every number of two bytes that there is. */
const COUNT = 2 ** 16;
const ALL = Uint16Array.from({ length: COUNT }, (_, bits) => bits);

/** One times each weight. */
const graph: OnnxGraph = {
  name: 'Times',
  inputs: [{ name: 'feed', shape: [1, COUNT] }],
  outputs: [{ name: 'product', shape: [1, COUNT] }],
  nodes: [{ type: 'Mul', inputs: ['feed', 'weight'], output: 'product', attributes: {} }],
  initializers: [{ name: 'weight', shape: [COUNT], data: { kind: 'external' } }],
};

async function products(weight: Halves | Float32Array, runtime: Runtime = onnx): Promise<Float32Array | undefined> {
  const values = new Map([['feed', new Float32Array(COUNT).fill(1)]]);
  const { tensors } = await runGraph(runtime, graph, () => true, { values, weights: new Map([['weight', weight]]) });
  return tensors.get('product')?.data;
}

test.each(['F16', 'BF16'] as const)('%s: onnxruntime reads each as we do', async dtype => {
  const weight: Halves = { dtype, bits: ALL };
  expect(await products(weight)).toEqual(widened(weight));
});

test('where a graphics processor runs the network, they are widened before', async () => {
  const weight: Halves = { dtype: 'F16', bits: ALL };
  const given: number[] = [];
  const InferenceSession = {
    ...onnx.InferenceSession,
    create: (model: Uint8Array, options: onnx.InferenceSession.SessionOptions) => {
      const [weights] = options.externalData ?? [];
      if (typeof weights === 'object' && weights.data instanceof Uint8Array) given.push(weights.data.length);
      return onnx.InferenceSession.create(model, options);
    },
  } as Runtime['InferenceSession'];
  await products(weight, { ...onnx, InferenceSession, executionProviders: ['wasm'] });
  await products(weight, { ...onnx, InferenceSession });
  expect(given).toEqual([4 * COUNT, 2 * COUNT]);
});

test('and once, however many parts of a run ask for them', () => {
  const weights = new Map([['weight', { dtype: 'F16', bits: ALL } as const]]);
  expect(asFloats(weights).get('weight')).toBe(asFloats(weights).get('weight'));
});

test.each(['F16', 'BF16'] as const)('%s is not copied out of its file', dtype => {
  const bytes = new Uint8Array(12).subarray(2, 6);
  const numbers = numbersOf({ dtype, shape: [2], bytes });
  expect('bits' in numbers && [numbers.bits.buffer, numbers.bits.byteOffset]).toEqual([bytes.buffer, 2]);
});
