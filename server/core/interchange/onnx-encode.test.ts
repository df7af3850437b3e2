import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { encodeOnnx } from './onnx-encode.ts';
import type { OnnxGraph } from './onnx-graph.ts';

ort.env.wasm.numThreads = 1;

const external = (name: string, shape: readonly number[]) => ({ name, shape, data: { kind: 'external' } }) as const;

/** Runs a graph in ONNX Runtime, the judge of whether the bytes say what was meant. */
async function run(
  graph: OnnxGraph,
  feeds: Readonly<Record<string, ort.Tensor>>,
  weights: Readonly<Record<string, readonly number[]>> = {},
) {
  const session = await ort.InferenceSession.create(encodeOnnx(graph), {
    externalData: Object.entries(weights).map(([path, values]) => ({
      path,
      data: new Uint8Array(Float32Array.from(values).buffer),
    })),
  });
  try {
    const results = await session.run(feeds);
    return Object.fromEntries(Object.entries(results).map(([name, { dims, data }]) => [name, { dims, data }]));
  } finally {
    await session.release();
  }
}

const oneToNine = new ort.Tensor('float32', [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 3, 3]);

/**
 * A 2×2 kernel [[1, 2], [3, 4]] over [[1, 2, 3], [4, 5, 6], [7, 8, 9]]. At the top left 1·1 + 2·2 + 3·4 + 4·5 = 37; one
 * step to the right or down adds 1 or 3 times the kernel's sum, 10: [[37, 47], [67, 77]], and the bias 0.5.
 */
test('a convolution with external weights gives hand-computed numbers', async () => {
  const graph: OnnxGraph = {
    name: 'one convolution',
    inputs: [{ name: 'x', shape: [1, 1, 3, 3] }],
    outputs: [{ name: 'слой', shape: [1, 1, 2, 2] }],
    nodes: [
      {
        type: 'Conv',
        inputs: ['x', 'conv1.weight', 'conv1.bias'],
        output: 'слой',
        attributes: { kernel_shape: [2, 2], auto_pad: 'NOTSET', group: 1 },
      },
    ],
    initializers: [external('conv1.weight', [1, 1, 2, 2]), external('conv1.bias', [1])],
  };
  expect(await run(graph, { x: oneToNine }, { 'conv1.weight': [1, 2, 3, 4], 'conv1.bias': [0.5] })).toEqual({
    слой: { dims: [1, 1, 2, 2], data: Float32Array.of(37.5, 47.5, 67.5, 77.5) },
  });
});

/** Columns 3 to 1 backwards (a negative step, and an end before the first), then 0.5 and −0.25 for the corners. */
test('negative integers, floats, absent inputs and several outputs are written', async () => {
  const graph: OnnxGraph = {
    name: '',
    inputs: [{ name: 'x', shape: [1, 1, 3, 3] }],
    outputs: [
      { name: 'reversed', shape: [1, 1, 3, 3] },
      { name: 'scaled', shape: [1, 1, 3, 3] },
      { name: 'capped', shape: [1, 1, 3, 3] },
      { name: 'summed', shape: [1, 1, 3] },
    ],
    nodes: [
      { type: 'Slice', inputs: ['x', 'starts', 'ends', 'axes', 'steps'], output: 'reversed', attributes: {} },
      { type: 'Mul', inputs: ['x', 'factors'], output: 'scaled', attributes: {} },
      { type: 'Clip', inputs: ['x', '', 'five'], output: 'capped', attributes: {} },
      { type: 'LeakyRelu', inputs: ['scaled'], output: 'leaky', attributes: { alpha: { float: 0.125 } } },
      { type: 'ReduceSum', inputs: ['leaky', 'axes'], output: 'summed', attributes: { keepdims: 0 } },
    ],
    initializers: [
      { name: 'starts', shape: [1], data: { kind: 'integers', values: [-1] } },
      { name: 'ends', shape: [1], data: { kind: 'integers', values: [-(2 ** 40)] } },
      { name: 'axes', shape: [1], data: { kind: 'integers', values: [3] } },
      { name: 'steps', shape: [1], data: { kind: 'integers', values: [-1] } },
      { name: 'factors', shape: [3], data: { kind: 'floats', values: [0.5, 1, -8] } },
      { name: 'five', shape: [], data: { kind: 'floats', values: [5] } },
    ],
  };
  const results = await run(graph, { x: oneToNine });
  expect(results['reversed']?.data).toEqual(Float32Array.of(3, 2, 1, 6, 5, 4, 9, 8, 7));
  expect(results['scaled']?.data).toEqual(Float32Array.of(0.5, 2, -24, 2, 5, -48, 3.5, 8, -72));
  expect(results['capped']?.data).toEqual(Float32Array.of(1, 2, 3, 4, 5, 5, 5, 5, 5));
  // A leaky ReLU of slope 1/8 makes −24, −48, −72 into −3, −6, −9.
  expect(results['summed']?.data).toEqual(Float32Array.of(-0.5, 1, 2.5));
});

const utf8 = (text: string) => [...new TextEncoder().encode(text)];

/** The wire type and number of each tag are onnx.proto3's, so the whole is written here by hand. */
test('an empty graph is these bytes', () => {
  const irVersion = [0x08, 10];
  const producerName = [0x12, 5, ...utf8('fovea')];
  const graph = [0x3a, 3, 0x12, 1, ...utf8('g')];
  const opsetImport = [0x42, 4, 0x0a, 0, 0x10, 21];
  const empty: OnnxGraph = { name: 'g', inputs: [], outputs: [], nodes: [], initializers: [] };
  expect([...encodeOnnx(empty)]).toEqual([irVersion, producerName, graph, opsetImport].flat());
});
