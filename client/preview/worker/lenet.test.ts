/** The whole way from a text to logits: the sample LeNet-5 against PyTorch, digit by digit. */
import { existsSync, readFileSync } from 'node:fs';
import * as onnx from 'onnxruntime-web/wasm';
import { expect, test } from 'vitest';
import { analyze } from '#core/analyze.ts';
import type { Host } from '#core/host.ts';
import { lower } from '#core/interchange/lower.ts';
import type { Program } from '#core/interchange/program.ts';
import { readGreyPng } from '../../../test/support/png.ts';
import type { LayerMap, Pixels, RunResult } from './messages.ts';
import { runProgram } from './runner.ts';
import { WeightStore } from './weights.ts';

onnx.env.wasm.numThreads = 1;

interface Digit {
  readonly file: string;
  readonly label: number;
  /** PyTorch's. */
  readonly logits: readonly number[];
}

const bytesOf = (path: string): Uint8Array => readFileSync(new URL(`../../../samples/${path}`, import.meta.url));

const host: Host = {
  read: file => ({ text: new TextDecoder().decode(bytesOf(file)) }),
  exists: file => existsSync(new URL(`../../../samples/${file}`, import.meta.url)),
};

const { images } = JSON.parse(new TextDecoder().decode(bytesOf('lenet/manifest.json'))) as {
  readonly images: readonly Digit[];
};

function lenet(): Program {
  const [model] = analyze('lenet.cnn', host).models;
  const program = model && lower(model, 'lenet.cnn');
  if (!program) throw new Error('The sample cannot be run.');
  return program;
}

function pixelsOf(file: string): Pixels {
  const { width, height, grey } = readGreyPng(bytesOf(`lenet/${file}`));
  return { width, height, data: Uint8ClampedArray.from([...grey].flatMap(value => [value, value, value, 255])) };
}

const program = lenet();
const store = new WeightStore();
store.setFile(program.weightsFile ?? '', bytesOf('weights/lenet5.safetensors'));

async function run(picture: Pixels): Promise<{ readonly logits: readonly number[]; readonly result: RunResult }> {
  const maps = new Map<number, LayerMap>();
  for await (const part of runProgram(onnx, program, [picture], store)) {
    if (part.kind === 'result')
      return { logits: [...(maps.get(program.layers.length - 1)?.data ?? [])], result: part.result };
    for (const map of part.layers) maps.set(map.layer, map);
  }
  throw new Error('No result.');
}

test('there are twenty digits', () => expect(images).toHaveLength(20));

test.each(images)('$file has PyTorch’s logits', async ({ file, logits: expected }) => {
  const { logits, result } = await run(pixelsOf(file));
  expect(result.problems).toEqual([]);
  expect(result.weights.seeded).toBe(0);
  expect(logits).toHaveLength(10);
  for (const [index, logit] of logits.entries())
    expect(Math.abs(logit - (expected[index] ?? Infinity))).toBeLessThan(1e-3);
  expect(result.top?.values[0]?.index).toBe(expected.indexOf(Math.max(...expected)));
});
