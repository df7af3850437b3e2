/** PyTorch's networks with their weights, and every node's output: test/truth/numeric. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lower } from '#core/interchange/lower.ts';
import type { Program } from '#core/interchange/program.ts';
import { isProblem, readSafetensors } from '#core/interchange/safetensors.ts';
import { floatsOf } from '#core/interchange/stored-floats.ts';
import type { TorchNode } from './torch-to-cnn.ts';
import { analyzeText, writeNet } from './truth-nets.ts';

export const numericNets = ['convs', 'convT', 'pools', 'acts', 'lenet5', 'resnet_mini', 'unet_mini'];

/** Absolute; the outputs are of the size of 1. */
const TOLERANCE = 1e-4;

export interface NumericNet {
  /** With the batch in front. */
  readonly input: readonly number[];
  readonly nodes: readonly TorchNode[];
  /** The network in the language. Every node is a layer, and a program has the value of each: no outputs are named. */
  readonly text: string;
  readonly program: Program;
  /** `input`, `w.<node>.<parameter>` and `out.<node>`. */
  readonly tensor: (name: string) => Float32Array;
}

/** Throws when a network has errors, or a file is not as it should be. */
export function readNumeric(name: string): NumericNet {
  const { net } = JSON.parse(readFileSync(pathOf(`${name}.json`), 'utf8')) as {
    readonly net: Pick<NumericNet, 'input' | 'nodes'>;
  };
  const text = writeNet({ ...net, outputs: [] });
  const { model, errors } = analyzeText(text);
  const program = lower(model, 'net.cnn');
  if (errors.length > 0 || !program) throw new Error(`${name} cannot be run: ${JSON.stringify(errors)}`);
  return { ...net, text, program, tensor: tensorsOf(name) };
}

const pathOf = (file: string): string => join(import.meta.dirname, '../truth/numeric', file);

function tensorsOf(name: string): (tensor: string) => Float32Array {
  const tensors = readSafetensors(readFileSync(pathOf(`${name}.safetensors`)));
  if (isProblem(tensors)) throw new Error(tensors.problem);
  return tensor => {
    const stored = tensors.get(tensor);
    const floats = stored && floatsOf(stored);
    if (!floats || isProblem(floats)) throw new Error(`${name}.safetensors has no floats ${tensor}.`);
    return floats;
  };
}

/** Element `index` of a batch whose elements have `size` numbers. */
export const batchElement = (batch: Float32Array, index: number, size: number): Float32Array =>
  batch.subarray(index * size, (index + 1) * size);

/** The nodes whose output is not PyTorch's, with the largest difference. */
export function differing(
  outputs: ReadonlyMap<string, { readonly data: Float32Array }>,
  wanted: (id: string, size: number) => Float32Array,
) {
  return [...outputs].flatMap(([id, { data }]) => {
    const expected = wanted(id, data.length);
    const most = data.reduce((worst, value, at) => Math.max(worst, Math.abs(value - (expected[at] ?? NaN))), 0);
    return expected.length === data.length && most < TOLERANCE ? [] : [{ id, most }];
  });
}
