import { expect, test } from 'vitest';
import type { Program } from '#core/interchange/program.ts';
import { Runs } from './runs.ts';
import { programLayer } from './testing.ts';
import type { LayerResults } from './worker/messages.ts';

const paths = Array.from({ length: 12 }, (_, index) => `layer${index}`);

/** A chain of twelve, each of whose maps has a megabyte: too many to bring all. */
const program: Program = {
  model: 'M',
  graph: {
    name: 'M',
    inputs: [{ name: 'feed', shape: [1, 2] }],
    outputs: [],
    nodes: paths.map((path, index) => ({
      type: 'Relu',
      inputs: [paths[index - 1] ?? 'feed'],
      output: path,
      attributes: {},
    })),
    initializers: [],
  },
  inputs: [{ value: 'feed', shape: [2], mean: [], std: [] }],
  layers: paths.map(path => programLayer(path, { activationBytes: 1e6 })),
  weights: [],
  outputs: [{ name: 'result', value: 'layer11' }],
};

const little: Program = {
  ...program,
  layers: program.layers.map(layer => ({ ...layer, activationBytes: 8 })),
};

/** What a worker answers to a part: the sizes of all, and the maps that are wanted. */
const answer = (wanted: readonly number[]): LayerResults => ({
  shapes: paths.map((_, layer) => ({ layer, shape: [2] })),
  layers: wanted.map(layer => ({ layer, shape: [2], data: new Float32Array(2) })),
});

/** After a whole run of the program. */
function afterRun(): Runs {
  const runs = new Runs();
  const { id, part } = runs.begin(program, '');
  runs.take(id, answer(part.wanted));
  runs.end(id);
  return runs;
}

test('of a little network all maps are wanted', () =>
  expect(new Runs().begin(little, '').part.wanted).toHaveLength(12));

test('of a large one the first and the output, as long as nobody says what is in view', () =>
  expect(new Runs().begin(program, '').part.wanted).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 11]));

test('then those in view, and the output', () => {
  const runs = new Runs();
  runs.see('layer9', true);
  runs.see('layer4', true);
  runs.see('layer4', false);
  expect(runs.begin(program, '').part.wanted).toEqual([9, 11]);
});

test('what comes into view is brought by a run of its own, from the nearest map', () => {
  const runs = afterRun();
  expect(runs.more()).toBeUndefined();
  runs.see('layer9', true);
  const more = runs.more();
  expect([more?.id, more?.part.wanted]).toEqual([2, [9]]);
  expect(more?.part.graph.nodes.map(({ output }) => output)).toEqual(['layer8', 'layer9']);
  expect(runs.more()).toBeUndefined();
  // It is shown in the run that it belongs to.
  expect(runs.take(2, answer([9]))).toBe(1);
  expect(runs.end(2)).toBe('more');
  expect(runs.more()).toBeUndefined();
});

test('nothing is brought while the newest run goes on', () => {
  const runs = new Runs();
  runs.begin(program, '');
  runs.see('layer9', true);
  expect(runs.more()).toBeUndefined();
});

test('what comes of overtaken runs is not taken', () => {
  const runs = afterRun();
  runs.see('layer9', true);
  runs.more();
  const { id } = runs.begin(program, 'another picture');
  expect([1, 2, id].map(one => runs.take(one, answer([])))).toEqual([undefined, undefined, id]);
  expect([1, 2, id].map(one => runs.end(one))).toEqual(['overtaken', 'overtaken', 'newest']);
});

test('after a failure nothing more is brought', () => {
  const runs = afterRun();
  runs.see('layer9', true);
  runs.halt();
  expect(runs.more()).toBeUndefined();
});
