import * as onnx from 'onnxruntime-web/wasm';
import { describe, expect, test } from 'vitest';
import type { Program } from '#core/interchange/program.ts';
import { Results } from './reuse.ts';
import type { Plan } from './reuse.ts';
import { programLayer } from './testing.ts';
import { runProgram } from './worker/runner.ts';
import type { LayerMap } from './worker/messages.ts';
import { WeightStore } from './worker/weights.ts';

onnx.env.wasm.numThreads = 1;

interface Edit {
  /** What the middle layer does. */
  readonly middle?: string;
  /** What the last layer is called. */
  readonly last?: string;
  readonly seed?: number;
  readonly mean?: readonly number[];
}

/** input → conv of one seeded filter → middle → last, which adds the conv's output to the middle's. */
function program({ middle = 'Relu', last = 'add', seed = 0, mean = [] }: Edit = {}): Program {
  const paths = ['input', 'conv', 'middle', last];
  return {
    model: 'M',
    graph: {
      name: 'M',
      inputs: [{ name: 'feed', shape: [1, 1, 2, 2] }],
      outputs: paths.map(name => ({ name, shape: [1, 1, 2, 2] })),
      nodes: [
        { type: 'Identity', inputs: ['feed'], output: 'input', attributes: {} },
        { type: 'Conv', inputs: ['input', 'conv.weight'], output: 'conv', attributes: {} },
        { type: middle, inputs: ['conv'], output: 'middle', attributes: {} },
        { type: 'Add', inputs: ['conv', 'middle'], output: last, attributes: {} },
      ],
      initializers: [{ name: 'conv.weight', shape: [1, 1, 1, 1], data: { kind: 'external' } }],
    },
    inputs: [{ value: 'feed', shape: [1, 2, 2], mean, std: [] }],
    layers: paths.map(path => programLayer(path, { shape: [1, 2, 2], macs: 1 })),
    weights: [{ path: 'conv.weight', shape: [1, 1, 1, 1], initial: { kind: 'kaiming', fanIn: 1 } }],
    outputs: [{ name: last, value: last }],
    seed,
  };
}

const picture = {
  data: new Uint8ClampedArray([0, 51, 102, 255].flatMap(grey => [grey, grey, grey, 255])),
  width: 2,
  height: 2,
};

/** By path, what a run gives, and what it takes from the plan. */
async function run(wanted: Program, plan?: Plan): Promise<ReadonlyMap<number, LayerMap>> {
  const maps = new Map(plan?.maps);
  const options = plan ? { part: plan.part } : {};
  for await (const part of runProgram(onnx, wanted, [picture], new WeightStore(), options))
    if (part.kind === 'layers') for (const map of part.layers) maps.set(map.layer, map);
  return maps;
}

/** The plan for a program after a whole run of the unedited one. */
async function planAfter(edited: Program, source = 'picture'): Promise<Plan> {
  const results = new Results();
  results.plan(program(), 'picture');
  results.keep([...(await run(program())).values()]);
  return results.plan(edited, source);
}

describe('what is known after an edit', () => {
  test.each<[string, Program, readonly number[], readonly string[], readonly string[]]>([
    ['of nothing: all', program(), [0, 1, 2, 3], [], ['add']],
    ['of the middle: what stands above it', program({ middle: 'Tanh' }), [0, 1], ['middle', 'add'], ['conv']],
    ['of a name: all the same', program({ last: 'sum' }), [0, 1, 2, 3], [], ['sum']],
    ['of the seed: nothing', program({ seed: 1 }), [], ['input', 'conv', 'middle', 'add'], []],
    ['of the normalisation: nothing', program({ mean: [0.5] }), [], ['input', 'conv', 'middle', 'add'], []],
  ])('%s', async (_, edited, layers, nodes, known) => {
    const { maps, part } = await planAfter(edited);
    expect([...maps.keys()]).toEqual(layers);
    expect(part.graph.nodes.map(({ output }) => output)).toEqual(nodes);
    expect([...part.known.keys()]).toEqual(known);
  });

  test('with another picture: nothing', async () =>
    expect((await planAfter(program(), 'another picture')).maps.size).toBe(0));
});

test('a part run on what is known gives what the whole gives, bit for bit', async () => {
  const edited = program({ middle: 'Tanh' });
  const whole = await run(edited);
  const part = await run(edited, await planAfter(edited));
  expect([...part].toSorted().map(([, { data }]) => [...data])).toEqual([...whole].map(([, { data }]) => [...data]));
});

test('a result that differs from the analysis is not taken for one', async () => {
  const results = new Results();
  results.plan(program(), 'picture');
  results.keep([{ layer: 0, shape: [2, 2], data: new Float32Array(4) }]);
  expect(results.plan(program(), 'picture').maps.size).toBe(0);
});
