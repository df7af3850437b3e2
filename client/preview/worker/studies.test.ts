/** The longer looks at a network, run by ONNX Runtime. */
import * as onnx from 'onnxruntime-web/wasm';
import { expect, test } from 'vitest';
import { analyze } from '#core/analyze.ts';
import { lower } from '#core/interchange/lower.ts';
import type { Program } from '#core/interchange/program.ts';
import type { Pixels } from './messages.ts';
import { occlude } from './occlude.ts';
import { layerTimes } from './times.ts';
import { WeightStore } from './weights.ts';

onnx.env.wasm.numThreads = 1;

function programOf(text: string): Program {
  const [model] = analyze('m.cnn', { read: () => ({ text }), exists: () => false }).models;
  const program = model && lower(model, 'm.cnn');
  if (!program) throw new Error('It cannot be run.');
  return program;
}

const program = programOf('model M {\n  input(1x4x4)\n  relu\n  conv(2, 3)\n  bn\n  global_avgpool\n}\n');

/** 0, 16, …, 240: of pixel `i`, 16 i / 255. */
const pixels: Pixels = {
  width: 4,
  height: 4,
  data: Uint8ClampedArray.from({ length: 64 }, (_, at) => (at % 4 === 3 ? 255 : 16 * Math.floor(at / 4))),
};

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test('a value falls by what a patch takes from it', async () => {
  const mean = programOf('model M {\n  input(1x4x4)\n  global_avgpool\n  relu\n}\n');
  const target = { value: mean.layers[1]?.value ?? '', index: 0 };
  const results = await all(occlude(onnx, { program: mean, given: [pixels] }, new WeightStore(), target));
  expect(results.map(({ done }) => done)).toEqual(Array.from({ length: 17 }, (_, done) => done));
  const { base = 0, drops = [], grid } = results.at(-1) ?? {};
  // Patches of one pixel, as 4 / 7 is less than 1; 16 · 120 / 255 / 16 in all.
  expect(grid).toMatchObject({ patch: 1, stride: 1, rows: 4, columns: 4 });
  expect(base).toBeCloseTo(120 / 255, 6);
  for (const [at, drop] of drops.entries()) expect(drop).toBeCloseTo(((16 * at) / 255 - 0.5) / 16, 6);
});

test('without a picture there is nothing to hide', async () => {
  const flat = programOf('model M {\n  input(4)\n  relu\n}\n');
  const target = { value: flat.layers[1]?.value ?? '', index: 0 };
  expect(await all(occlude(onnx, { program: flat, given: [undefined] }, new WeightStore(), target))).toEqual([]);
});

test('every layer has a time', async () => {
  const times = await all(layerTimes(onnx, { program, given: [pixels] }, new WeightStore()));
  expect(times.map(({ layer }) => layer)).toEqual([0, 1, 2, 3, 4]);
  expect(times.every(({ milliseconds }) => milliseconds >= 0 && milliseconds < Infinity)).toBe(true);
});
