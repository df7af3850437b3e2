import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import type { Layer, Network, Origin } from '../network/network.ts';
import type { Operation } from '../ops/operation.ts';
import type { Shape } from '../ops/shape.ts';
import { lower } from './lower.ts';
import { encodeOnnx } from './onnx-encode.ts';

/** The parts of an operation that lowering has no use for. */
const unused = {
  family: 'activation',
  summary: '',
  documentation: '',
  sources: [],
  example: '',
  parameters: {},
  shape: () => [],
  torch: () => '',
} as const;

const input: Operation = { ...unused, name: 'input', arity: 'none', onnx: (_, graph) => graph.input(0) };
const identity: Operation = { ...unused, name: 'identity', arity: 'one', onnx: (_, graph) => graph.input(0) };

/** x + 1 by two nodes, x − 1 and + 2, so that there is a value between. */
const increment: Operation = {
  ...unused,
  name: 'increment',
  arity: 'one',
  onnx: (_, graph) => {
    const less = graph.node('Sub', [graph.input(0), graph.floats([1], [1])]);
    return graph.node('Add', [less, graph.floats([2], [])]);
  },
};

/** x · scale, whose one tensor is the layer's path, beside a buffer that only training uses. */
const scale: Operation = {
  ...unused,
  name: 'scale',
  arity: 'one',
  weights: () => [
    { name: '', shape: [2], role: 'parameter', initial: { kind: 'constant', value: 1 } },
    { name: 'batches', shape: [], role: 'buffer', initial: { kind: 'constant', value: 0 } },
  ],
  onnx: (_, graph) => graph.node('Mul', [graph.input(0), graph.weight('')]),
};

const difference: Operation = {
  ...unused,
  name: 'difference',
  arity: 'many',
  onnx: (_, graph) => graph.node('Sub', [graph.input(0), graph.input(1)]),
};

const origin: Origin = { file: 'a.cnn', span: { start: 0, end: 1 }, name: { start: 0, end: 1 } };

const layer = (id: number, path: string, operation: Operation, inputs: readonly number[]): Layer => ({
  id,
  path,
  operation,
  values: {},
  inputs,
  output: [2],
  weightsPath: path,
  shared: false,
  origin,
});

/** A model of these layers whose output is the last one. Costs are the layer's id, to be found again. */
const modelOf = (layers: readonly Layer[], extra: Partial<Network> = {}) => ({
  network: { model: 'M', layers, outputs: [{ name: 'out', layer: layers.length - 1 }], ...extra },
  costs: layers.map(({ id }) => ({ params: id, buffers: 0, macs: 10 * id, activationBytes: 8 })),
  // Along one axis, output i sees input 2·i − 1 and the next two.
  fields: layers.map(() => [{ period: 1, shift: 2, phases: [[[-1, 2] as const]] }]),
  weighings: layers.map(() => [{ size: 2, sources: [] }]),
});

function lowered(layers: readonly Layer[]) {
  const program = lower(modelOf(layers), 'a.cnn');
  if (!program) throw new Error('The model is known, and so there is a program.');
  return program;
}

/** By layer path: what ONNX Runtime gives for [5, 7] and scales of [2, 3]. */
async function runLayers(layers: readonly Layer[]): Promise<Readonly<Record<string, readonly number[]>>> {
  const program = lowered(layers);
  const data = new Uint8Array(Float32Array.of(2, 3).buffer);
  const session = await ort.InferenceSession.create(encodeOnnx(program.graph), {
    externalData: program.weights.map(weight => ({ path: weight.path, data })),
  });
  const feeds = program.inputs.map(({ value }) => [value, new ort.Tensor('float32', [5, 7], [1, 2])]);
  const results = await session.run(Object.fromEntries(feeds));
  await session.release();
  return Object.fromEntries(
    program.layers.map(({ path, value }) => [path, Array.from(results[value]?.data as Float32Array)]),
  );
}

test('every layer has a value of its own, whatever its nodes', async () => {
  const layers = [
    layer(0, 'input', input, []),
    layer(1, '0', identity, [0]),
    layer(2, '1', identity, [1]),
    layer(3, 'features.scale', scale, [2]),
    layer(4, '3', increment, [3]),
    layer(5, '4', difference, [4, 0]),
  ];
  expect(await runLayers(layers)).toEqual({
    input: [5, 7],
    0: [5, 7],
    1: [5, 7],
    'features.scale': [10, 21],
    3: [11, 22],
    4: [6, 15],
  });
});

test('a reused layer reads the weights of the first, and only weights that a node reads are asked for', async () => {
  const again = { ...layer(2, 'again', scale, [1]), weightsPath: 'first', shared: true };
  const layers = [layer(0, 'input', input, []), layer(1, 'first', scale, [0]), again];
  expect(await runLayers(layers)).toEqual({ input: [5, 7], first: [10, 21], again: [20, 63] });
  expect(lowered(layers).weights).toEqual([{ path: 'first', shape: [2], initial: { kind: 'constant', value: 1 } }]);
});

test('names that meet are told apart', async () => {
  // Layers may be called as a value or a weight of another one is.
  const layers = [
    layer(0, 'input', input, []),
    layer(1, 'a', increment, [0]),
    layer(2, 'a/Sub', scale, [1]),
    layer(3, 'input/feed', increment, [2]),
  ];
  expect(await runLayers(layers)).toEqual({ input: [5, 7], a: [6, 8], 'a/Sub': [12, 24], 'input/feed': [13, 25] });
});

test('a program says what each layer is, costs and gives', () => {
  const values = { mean: [0.5], std: [0.25] };
  const layers = [{ ...layer(0, 'input', input, []), values }, layer(1, 'up', increment, [0])];
  const program = lower(modelOf(layers, { weights: { file: 'w.safetensors', span: origin.span } }), 'a.cnn');
  expect(program?.inputs).toEqual([{ value: 'input/feed', shape: [2], mean: [0.5], std: [0.25] }]);
  expect(program?.layers[1]).toEqual({
    path: 'up',
    operation: 'increment',
    value: 'up',
    shape: [2],
    params: 1,
    macs: 10,
    inputs: [0],
    activationBytes: 8,
    // Its input and its output, of two numbers each.
    aliveBytes: 16,
    receptiveField: {
      described: [{ size: 3, jump: 2, start: -1 }],
      exact: [{ period: 1, shift: 2, phases: [[[-1, 2]]] }],
    },
    weighing: [{ size: 2, sources: [] }],
    span: origin.span,
  });
  expect(program?.outputs).toEqual([{ name: 'out', value: 'up' }]);
  expect(program?.weightsFile).toBe('w.safetensors');
  expect(program?.graph.outputs).toEqual([
    { name: 'input', shape: [1, 2] },
    { name: 'up', shape: [1, 2] },
  ]);
});

test('the first input says how weights are drawn', () => {
  const drawn: Operation = {
    ...scale,
    weights: () => [{ name: 'weight', shape: [2], role: 'parameter', initial: { kind: 'kaiming', fanIn: 8 } }],
    onnx: (_, graph) => graph.node('Mul', [graph.input(0), graph.weight('weight')]),
  };
  const first = { ...layer(0, 'first', input, []), values: { init: 'lecun', seed: 7 } };
  const second = { ...layer(1, 'second', input, []), values: { init: 'kaiming', seed: 8 } };
  const program = lowered([first, second, layer(2, 'drawn', drawn, [1])]);
  expect(program.seed).toBe(7);
  expect(program.weights[0]?.initial).toEqual({ kind: 'lecun', fanIn: 8 });
});

test('a layer stands at the innermost call in the file', () => {
  const at = (file: string, start: number, caller?: Origin): Origin => {
    const span = { start, end: start + 1 };
    return { file, span, name: span, ...(caller && { caller }) };
  };
  const origins = [
    at('a.cnn', 1, at('a.cnn', 2)),
    at('library', 3, at('library', 4, at('a.cnn', 5, at('a.cnn', 6)))),
    at('library', 7, at('b.cnn', 8)),
  ];
  const layers = origins.map((place, id) => ({ ...layer(id, `${id}`, input, []), origin: place }));
  expect(lowered(layers).layers.map(({ span }) => span.start)).toEqual([1, 5, 8]);
});

test.each<[what: string, output: Shape | undefined, values: Layer['values']]>([
  ['a layer of no known shape', undefined, {}],
  ['a layer of an unknown size', [2, NaN], {}],
  ['an argument that could not be read', [2], { padding: [[NaN, NaN]] }],
])('%s cannot be run', (_, output, values) => {
  const layers = [layer(0, 'input', input, []), { ...layer(1, 'up', increment, [0]), output, values }];
  expect(lower(modelOf(layers), 'a.cnn')).toBeUndefined();
});

test('a model without an output cannot be run', () => {
  expect(lower(modelOf([], { outputs: [] }), 'a.cnn')).toBeUndefined();
});
