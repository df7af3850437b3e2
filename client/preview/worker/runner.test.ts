import { ENGLISH } from '#core/words.ts';
import * as onnx from 'onnxruntime-web/wasm';
import { describe, expect, test } from 'vitest';
import type { Program } from '#core/interchange/program.ts';
import { writeSafetensors } from '../../../test/support/safetensors.ts';
import { programLayer } from '../testing.ts';
import { CannotRun } from './failure.ts';
import type { LayerMap, Pixels, RunResult } from './messages.ts';
import { runProgram } from './runner.ts';
import { segmentsOf } from './segments.ts';
import { WeightStore } from './weights.ts';

onnx.env.wasm.numThreads = 1;

const layer = (path: string, operation: string, shape: readonly number[]) =>
  programLayer(path, { operation, shape, macs: 1 });

/** 1×2×2 → conv of two 1×1 filters → ReLU → global average → flat. */
const program: Program = {
  model: 'Tiny',
  graph: {
    name: 'Tiny',
    inputs: [{ name: 'feed', shape: [1, 1, 2, 2] }],
    outputs: [{ name: 'flatten', shape: [1, 2] }],
    nodes: [
      { type: 'Identity', inputs: ['feed'], output: 'input', attributes: {} },
      { type: 'Conv', inputs: ['input', 'conv.weight', 'conv.bias'], output: 'conv', attributes: {} },
      { type: 'Relu', inputs: ['conv'], output: 'relu', attributes: {} },
      { type: 'GlobalAveragePool', inputs: ['relu'], output: 'pool', attributes: {} },
      { type: 'Flatten', inputs: ['pool'], output: 'flatten', attributes: {} },
    ],
    initializers: [
      { name: 'conv.weight', shape: [2, 1, 1, 1], data: { kind: 'external' } },
      { name: 'conv.bias', shape: [2], data: { kind: 'external' } },
    ],
  },
  inputs: [{ value: 'feed', shape: [1, 2, 2], mean: [], std: [] }],
  layers: [
    layer('input', 'input', [1, 2, 2]),
    layer('conv', 'conv', [2, 2, 2]),
    layer('relu', 'relu', [2, 2, 2]),
    layer('pool', 'global_avgpool', [2, 1, 1]),
    layer('flatten', 'flatten', [2]),
  ],
  weights: [
    { path: 'conv.weight', shape: [2, 1, 1, 1], initial: { kind: 'kaiming', fanIn: 1 } },
    { path: 'conv.bias', shape: [2], initial: { kind: 'constant', value: 0.5 } },
  ],
  outputs: [{ name: 'flatten', value: 'flatten' }],
  weightsFile: 'tiny.safetensors',
};

/** Grey 0, 51, 102, 255: 0, 0.2, 0.4 and 1. */
const picture: Pixels = {
  data: new Uint8ClampedArray([0, 51, 102, 255].flatMap(grey => [grey, grey, grey, 255])),
  width: 2,
  height: 2,
};

const trained = writeSafetensors([
  ['conv.weight', [2, 1, 1, 1], [2, -1]],
  ['conv.bias', [2], [0.5, 0.5]],
]);

async function run(
  wanted: Program,
  store: WeightStore,
  pictures: readonly (Pixels | undefined)[] = [picture],
): Promise<{ readonly maps: ReadonlyMap<string, LayerMap>; readonly result: RunResult }> {
  const maps = new Map<string, LayerMap>();
  for await (const part of runProgram(onnx, wanted, pictures, store)) {
    if (part.kind === 'result') return { maps, result: part.result };
    for (const map of part.layers) maps.set(wanted.layers[map.layer]?.path ?? '', map);
  }
  throw new Error('No result.');
}

function storeOf(bytes: Uint8Array): WeightStore {
  const store = new WeightStore();
  store.setFile('tiny.safetensors', bytes);
  return store;
}

const numbers = (map: LayerMap | undefined): readonly number[] =>
  Array.from(map?.data ?? [], value => Number(value.toFixed(6)));

describe('a small network with trained weights', () => {
  test('gives every layer what arithmetic gives', async () => {
    const { maps, result } = await run(program, storeOf(trained));
    expect(numbers(maps.get('input'))).toEqual([0, 0.2, 0.4, 1]);
    expect(numbers(maps.get('conv'))).toEqual([0.5, 0.9, 1.3, 2.5, 0.5, 0.3, 0.1, -0.5]);
    expect(numbers(maps.get('relu'))).toEqual([0.5, 0.9, 1.3, 2.5, 0.5, 0.3, 0.1, 0]);
    expect(numbers(maps.get('flatten'))).toEqual([1.3, 0.225]);
    expect(maps.get('conv')?.shape).toEqual([2, 2, 2]);
    expect(result.problems).toEqual([]);
    expect(result.weights).toEqual({ file: 'tiny.safetensors', trained: 2, seeded: 0 });
    // e^0.225 / (e^0.225 + e^1.3) = 1 / (1 + e^1.075) = 0.2545.
    expect(result.top?.values.map(({ index, share }) => [index, Number(share.toFixed(4))])).toEqual([
      [0, 0.7455],
      [1, 0.2545],
    ]);
  });

  test('hands the layers out in their order', async () => {
    const order: number[] = [];
    for await (const part of runProgram(onnx, program, [picture], storeOf(trained)))
      if (part.kind === 'layers') order.push(...part.layers.map(({ layer: index }) => index));
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  test('takes noise where there is no picture, the same every time', async () => {
    const first = await run(program, storeOf(trained), [undefined]);
    const second = await run(program, storeOf(trained), [undefined]);
    expect(ENGLISH(first.result.inputs[0]?.made ?? '')).toBe('seeded noise');
    expect(numbers(first.maps.get('flatten'))).toEqual(numbers(second.maps.get('flatten')));
  });
});

describe('weights', () => {
  test('that are not the size of the model are named, and drawn from the seed', async () => {
    const file = writeSafetensors([['conv.weight', [2, 1, 3, 3], new Float32Array(18)]]);
    const { result, maps } = await run(program, storeOf(file));
    expect(result.problems).toHaveLength(2);
    expect(ENGLISH(result.problems[0] ?? '')).toMatch(/^conv\.weight: .*2×1×3×3.*2×1×1×1.*seed/);
    expect(ENGLISH(result.problems[1] ?? '')).toMatch(/^conv\.bias: .*seed/);
    expect(result.weights).toEqual({ file: 'tiny.safetensors', trained: 0, seeded: 2 });
    expect(maps.get('flatten')?.data).toHaveLength(2);
  });

  test('of a file that is none are all drawn', async () => {
    const { result } = await run(program, storeOf(new Uint8Array([1, 2, 3])));
    expect(result.problems.map(ENGLISH)).toEqual([expect.stringMatching(/^The weights cannot be read\./)]);
    expect(result.weights.seeded).toBe(2);
  });

  test('of another file are not taken', async () => {
    const { result } = await run({ ...program, weightsFile: 'other.safetensors' }, storeOf(trained));
    expect(result.weights).toEqual({ file: 'other.safetensors', trained: 0, seeded: 2 });
  });
});

test('a shape that differs from the analysis is a defect of Fovea', async () => {
  const layers = program.layers.map(entry => (entry.path === 'pool' ? { ...entry, shape: [2, 3, 3] } : entry));
  const { result } = await run({ ...program, layers }, storeOf(trained));
  expect(result.problems.map(ENGLISH)).toEqual([
    'pool: the run gave 2×1×1, the analysis says 2×3×3. This is a defect of Fovea; please report it.',
  ]);
});

test('a network that memory cannot hold is refused before it runs', async () => {
  // 1024 · 1024 · 1024 float32 are 4 GiB.
  const layers = program.layers.map(entry => (entry.path === 'conv' ? { ...entry, shape: [1024, 1024, 1024] } : entry));
  await expect(run({ ...program, layers }, storeOf(trained))).rejects.toThrow(CannotRun);
  await expect(run({ ...program, layers }, storeOf(trained))).rejects.toThrow('4.3 GB of feature maps');
});

test('shares of a softmax layer are its own values', async () => {
  const nodes = [
    ...program.graph.nodes,
    { type: 'Softmax', inputs: ['flatten'], output: 'softmax', attributes: { axis: 1 } },
  ];
  const softmax: Program = {
    ...program,
    graph: { ...program.graph, nodes },
    layers: [...program.layers, layer('softmax', 'softmax', [2])],
    outputs: [{ name: 'softmax', value: 'softmax' }],
  };
  const { result } = await run(softmax, storeOf(trained));
  expect(result.top?.values.map(({ value, share }) => value === share)).toEqual([true, true]);
  expect(result.top?.values[0]?.share).toBeCloseTo(0.7455, 4);
});

describe('segments', () => {
  /** conv → relu, and the conv again beside it: `add` reads across every cut. */
  const branched: Program = {
    ...program,
    graph: {
      ...program.graph,
      nodes: [
        ...program.graph.nodes.slice(0, 3),
        { type: 'Add', inputs: ['relu', 'conv'], output: 'add', attributes: {} },
      ],
    },
    layers: [...program.layers.slice(0, 3), layer('add', 'add', [2, 2, 2])],
    outputs: [{ name: 'add', value: 'add' }],
  };

  test('of enough work are one', () => {
    expect(segmentsOf(branched, 100).map(segment => segment.layers)).toEqual([[0, 1, 2, 3]]);
  });

  test('leave no little rest', () => {
    // One multiply-accumulate a layer, of four.
    expect(segmentsOf(branched, 2).map(segment => segment.layers)).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(segmentsOf(branched, 3).map(segment => segment.layers)).toEqual([[0, 1, 2, 3]]);
  });

  test('of little work are one a layer, and carry what later ones read', () => {
    const segments = segmentsOf(branched, 1);
    expect(segments.map(segment => segment.layers)).toEqual([[0], [1], [2], [3]]);
    expect(segments.map(segment => segment.graph.inputs.map(input => input.name))).toEqual([
      ['feed'],
      ['input'],
      ['conv'],
      ['relu', 'conv'],
    ]);
    expect(segments.map(segment => segment.graph.initializers.length)).toEqual([0, 2, 0, 0]);
  });

  test('are not cut where a tensor that is no layer crosses', () => {
    const hidden: Program = { ...branched, layers: branched.layers.filter(({ path }) => path !== 'conv') };
    expect(segmentsOf(hidden, 1).map(segment => segment.layers)).toEqual([[0], [1, 2]]);
  });

  test('give the numbers of the whole', async () => {
    const whole = await run(branched, storeOf(trained));
    // A thousand million multiply-accumulates a layer put each in its own segment.
    const heavy = { ...branched, layers: branched.layers.map(entry => ({ ...entry, macs: 1e9 })) };
    const parts = await run(heavy, storeOf(trained));
    expect(numbers(parts.maps.get('add'))).toEqual(numbers(whole.maps.get('add')));
    expect(numbers(parts.maps.get('add'))).toEqual([1, 1.8, 2.6, 5, 1, 0.6, 0.2, -0.5]);
  });
});
