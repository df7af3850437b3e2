import * as onnx from 'onnxruntime-web/wasm';
import { describe, expect, test } from 'vitest';
import type { Program } from '#core/interchange/program.ts';
import { Results } from './reuse.ts';
import type { Plan } from './reuse.ts';
import { programLayer } from './testing.ts';
import { runProgram } from './worker/runner.ts';
import type { LayerResults, LayerShape } from './worker/messages.ts';
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

/** What a run gives by layer, and what is taken from the plan. */
async function run(wanted: Program, plan?: Plan): Promise<LayerResults & { readonly maps: Plan['maps'] }> {
  const maps = new Map(plan?.maps);
  const shapes: LayerShape[] = [];
  const options = plan ? { part: plan.part } : {};
  for await (const part of runProgram(onnx, wanted, [picture], new WeightStore(), options)) {
    if (part.kind === 'result') continue;
    for (const map of part.layers) maps.set(map.layer, map);
    shapes.push(...part.shapes);
  }
  return { maps, shapes, layers: [...maps.values()] };
}

type IsSeen = (layer: number) => boolean;

const all: IsSeen = () => true;
const none: IsSeen = () => false;

interface About {
  readonly source?: string;
  /** What was seen in the first run, and what is now. */
  readonly before?: IsSeen;
  readonly isSeen?: IsSeen;
}

/** The plan for a program after a run of the unedited one, in which those layers were seen. */
async function planAfter(
  edited: Program,
  { source = 'picture', before = all, isSeen = all }: About = {},
): Promise<Plan> {
  const results = new Results();
  const first = results.plan(program(), 'picture', before);
  results.keep(await run(program(), first));
  return results.plan(edited, source, isSeen);
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
    expect((await planAfter(program(), { source: 'another picture' })).maps.size).toBe(0));
});

test('a part run on what is known gives what the whole gives, bit for bit', async () => {
  const edited = program({ middle: 'Tanh' });
  const { maps: whole } = await run(edited);
  const { maps: part } = await run(edited, await planAfter(edited));
  expect([...part].toSorted().map(([, { data }]) => [...data])).toEqual([...whole].map(([, { data }]) => [...data]));
});

describe('what nobody sees', () => {
  test('is run for its size alone, but the outputs', async () => {
    const results = new Results();
    const { part } = results.plan(program(), 'picture', none);
    expect([part.graph.nodes.length, part.wanted]).toEqual([4, [3]]);
    const { shapes, layers } = await run(program(), { maps: new Map(), shapes: new Map(), part });
    expect(shapes.map(({ shape }) => shape)).toEqual(Array.from({ length: 4 }, () => [1, 2, 2]));
    expect(layers.map(({ layer }) => layer)).toEqual([3]);
  });

  test('is run again for its map, from the nearest map that is there, when it comes into view', async () => {
    const { part, maps } = await planAfter(program(), {
      before: layer => layer === 1,
      isSeen: layer => layer === 2,
    });
    expect([...maps.keys()]).toEqual([1, 3]);
    expect(part.wanted).toEqual([2]);
    expect(part.graph.nodes.map(({ output }) => output)).toEqual(['middle']);
    const { maps: whole } = await run(program());
    const { maps: now } = await run(program(), { maps, shapes: new Map(), part });
    expect(now.get(2)?.data).toEqual(whole.get(2)?.data);
  });
});

test('the layers just above an edit are brought along, so that the next edit there begins below them', async () => {
  const { part } = await planAfter(program({ middle: 'Tanh' }), { before: none, isSeen: none });
  expect(part.graph.nodes.map(({ output }) => output)).toEqual(['input', 'conv', 'middle', 'add']);
  expect(part.wanted).toEqual([3, 1]);
});

test('a result that differs from the analysis is not taken for one', () => {
  const results = new Results();
  const map = { layer: 0, shape: [2, 2], data: new Float32Array(4) };
  results.plan(program(), 'picture', all);
  results.keep({ shapes: [map], layers: [map] });
  expect(results.plan(program(), 'picture', all).maps.size).toBe(0);
});
