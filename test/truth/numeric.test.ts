/** Networks with their weights run as PyTorch runs them: `numeric/` has every node's output. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lower } from '#core/interchange/lower.ts';
import type { Program } from '#core/interchange/program.ts';
import { isProblem, readSafetensors } from '#core/interchange/safetensors.ts';
import { floatsOf } from '#core/interchange/stored-floats.ts';
import { elements } from '#core/ops/shape.ts';
import { withSession } from '../support/onnx-session.ts';
import type { Tensor } from '../support/onnx-session.ts';
import type { TorchNode } from '../support/torch-to-cnn.ts';
import { analyzeText, writeNet } from '../support/truth-nets.ts';

/** Absolute; the outputs are of the size of 1. */
const TOLERANCE = 1e-4;

interface Net {
  /** With the batch in front. */
  readonly input: readonly number[];
  readonly nodes: readonly TorchNode[];
}

const pathOf = (name: string): string => `${import.meta.dirname}/numeric/${name}`;

const readNet = (name: string): Net =>
  (JSON.parse(readFileSync(pathOf(`${name}.json`), 'utf8')) as { readonly net: Net }).net;

/** `input`, `w.<node>.<parameter>` and `out.<node>`. */
function readTensors(name: string): (tensor: string) => Float32Array {
  const tensors = readSafetensors(readFileSync(pathOf(`${name}.safetensors`)));
  if (isProblem(tensors)) throw new Error(tensors.problem);
  return tensor => {
    const stored = tensors.get(tensor);
    const floats = stored && floatsOf(stored);
    if (!floats || isProblem(floats)) throw new Error(`${name}.safetensors has no floats ${tensor}.`);
    return floats;
  };
}

/** Every node is a layer, and a program has the value of each: no outputs need to be named. */
function programOf(net: Net): Program {
  const { model, errors } = analyzeText(writeNet({ ...net, outputs: [] }));
  expect(errors).toEqual([]);
  const program = lower(model, 'net.cnn');
  if (!program) throw new Error('The model can be run.');
  return program;
}

/** Element `index` of a batch whose elements have `size` numbers. */
const batchElement = (batch: Float32Array, index: number, size: number): Float32Array =>
  batch.subarray(index * size, (index + 1) * size);

/** The nodes whose output is not PyTorch's, with the largest difference. */
function differing(outputs: ReadonlyMap<string, Tensor>, wanted: (id: string, size: number) => Float32Array) {
  return [...outputs].flatMap(([id, { data }]) => {
    const expected = wanted(id, data.length);
    const most = data.reduce((worst, value, at) => Math.max(worst, Math.abs(value - (expected[at] ?? NaN))), 0);
    return expected.length === data.length && most < TOLERANCE ? [] : [{ id, most }];
  });
}

test.each(['convs', 'convT', 'pools', 'acts', 'lenet5', 'resnet_mini', 'unet_mini'])(
  '%s: every node gives what it gives in PyTorch',
  async name => {
    const net = readNet(name);
    const tensor = readTensors(name);
    const program = programOf(net);
    const [batch = 1, ...shape] = net.input;
    const weights = new Map(program.weights.map(({ path }) => [path, tensor(`w.${path}`)]));
    await withSession(program, weights, async run => {
      for (let index = 0; index < batch; index++) {
        const outputs = await run([batchElement(tensor('input'), index, elements(shape))]);
        const wanted = (id: string, size: number) =>
          batchElement(tensor(id === 'x' ? 'input' : `out.${id}`), index, size);
        expect([...outputs.keys()]).toEqual(['x', ...net.nodes.map(({ id }) => id)]);
        expect(differing(outputs, wanted)).toEqual([]);
      }
    });
  },
);
