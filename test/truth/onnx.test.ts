/** Models that PyTorch exported, written in the language: the same shapes, parameters, and every layer's output. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ModelAnalysis } from '#core/analyze.ts';
import { hasErrors } from '#core/diagnostics.ts';
import { analyze, parseSetting } from '#core/analyze.ts';
import { lower } from '#core/interchange/lower.ts';
import type { Program } from '#core/interchange/program.ts';
import { readOnnxTensors } from '#core/interchange/onnx-tensors.ts';
import { isProblem, readSafetensors } from '#core/interchange/safetensors.ts';
import { floatsOf } from '#core/interchange/stored-floats.ts';
import type { Shape } from '#core/ops/shape.ts';
import { runExported } from '../support/onnx-exported.ts';
import { withSession } from '../support/onnx-session.ts';

/** Absolute; the outputs are of the size of 1. */
const TOLERANCE = 1e-4;

/** The result is the first of `out`; its shape has the batch in front. */
interface ExportedNode {
  readonly op: string;
  readonly in: readonly string[];
  readonly out: readonly [string];
  readonly shape: readonly [Shape];
}

interface Exported {
  readonly input: Shape;
  readonly torch_params: number;
  readonly nodes: readonly ExportedNode[];
}

const bytesOf = (file: string): Uint8Array => readFileSync(`${import.meta.dirname}/onnx/${file}`);

const textOf = (file: string): string => new TextDecoder().decode(bytesOf(file));

const readExported = (name: string): Exported => JSON.parse(textOf(`${name}.json`)) as Exported;

/** Without `settings`, as it was exported. */
function modelOf(name: string, settings: Readonly<Record<string, string>> = {}): ModelAnalysis {
  const text = textOf(`${name}.cnn`);
  const values = Object.entries(settings).flatMap(([parameter, value]) => {
    const setting = parseSetting(value);
    return setting ? [[parameter, setting] as const] : [];
  });
  const { models, problems } = analyze(name, { read: () => ({ text }), exists: () => false }, new Map(values));
  expect(hasErrors(problems)).toBe(false);
  const [model] = models;
  if (!model) throw new Error(`${name}.cnn has no model.`);
  return model;
}

function programOf(name: string): Program {
  const program = lower(modelOf(name), name);
  if (!program) throw new Error(`${name} can be run.`);
  return program;
}

/** The exporter writes no node for these layers, and these nodes for no layer: it pads before pooling, here by 0. */
const WITHOUT_NODE = new Set(['input', 'dropout']);
const WITHOUT_LAYER = new Set(['Constant', 'Pad']);

/** Each layer with its node. */
function pairs(program: Program, { nodes }: Exported) {
  const layers = program.layers.filter(({ operation }) => !WITHOUT_NODE.has(operation));
  const counterparts = nodes.filter(({ op }) => !WITHOUT_LAYER.has(op));
  expect(layers).toHaveLength(counterparts.length);
  return layers.flatMap((layer, index) => {
    const node = counterparts[index];
    return node ? [{ layer, node }] : [];
  });
}

/** The exported file's weights by our paths. A node takes its own in PyTorch's order, after the tensor that enters. */
function weightsOf(name: string, program: Program): ReadonlyMap<string, Float32Array> {
  const initializers = readOnnxTensors(bytesOf(`${name}.onnx`));
  if (isProblem(initializers)) throw new Error(initializers.problem);
  const named = pairs(program, readExported(name)).flatMap(({ layer, node }) =>
    program.weights
      .filter(({ path }) => path.slice(0, path.lastIndexOf('.')) === layer.path)
      .map(({ path, shape }, index) => {
        const tensor = initializers.get(node.in[index + 1] ?? '');
        expect([path, tensor?.shape]).toEqual([path, shape]);
        const floats = tensor && floatsOf(tensor);
        if (!floats || isProblem(floats)) throw new Error(`${name}.onnx has no floats ${path}.`);
        return [path, floats] as const;
      }),
  );
  expect(named).toHaveLength(initializers.size);
  return new Map(named);
}

/** `input` and `output`. */
function readFloats(name: string, tensor: string): Float32Array {
  const tensors = readSafetensors(bytesOf(`${name}.io.safetensors`));
  const stored = isProblem(tensors) ? undefined : tensors.get(tensor);
  const floats = stored && floatsOf(stored);
  if (!floats || isProblem(floats)) throw new Error(`${name}.io.safetensors has no floats ${tensor}.`);
  return floats;
}

/** Infinite where they are not equally many. */
function largestDifference(found: Float32Array, wanted: Float32Array): number {
  if (found.length !== wanted.length) return Infinity;
  return found.reduce((worst, value, at) => Math.max(worst, Math.abs(value - (wanted[at] ?? NaN))), 0);
}

const names = ['lenet5', 'squeezenet_mini', 'unet_mini', 'resnet18_w8'];

describe.each(names)('%s', name => {
  test('every node has the shape that was exported', () => {
    const found = pairs(programOf(name), readExported(name)).map(({ layer, node }) => [node.out[0], 1, ...layer.shape]);
    const exported = readExported(name).nodes.filter(({ op }) => !WITHOUT_LAYER.has(op));
    expect(found).toEqual(exported.map(({ out, shape }) => [out[0], ...shape[0]]));
  });

  test('every node gives what it gives in the exported file, and the last what it gave in PyTorch', async () => {
    const program = programOf(name);
    const exported = readExported(name);
    const input = { shape: exported.input.slice(1), data: readFloats(name, 'input') };
    const nodes = pairs(program, exported);
    const wanted = await runExported(
      bytesOf(`${name}.onnx`),
      input,
      nodes.map(({ node }) => node.out[0]),
    );
    await withSession(program, weightsOf(name, program), async run => {
      const outputs = await run([input.data]);
      const output = (path: string): Float32Array => outputs.get(path)?.data ?? new Float32Array();
      const differing = nodes.flatMap(({ layer, node }) => {
        const most = largestDifference(output(layer.path), wanted.get(node.out[0])?.data ?? new Float32Array());
        return most < TOLERANCE ? [] : [{ path: layer.path, most }];
      });
      expect(differing).toEqual([]);
      const last = output(program.layers.at(-1)?.path ?? '');
      expect(largestDifference(last, readFloats(name, 'output'))).toBeLessThan(TOLERANCE);
    });
  });
});

// The exporter folded the batch norms of ResNet into its convolutions; PyTorch counted before.
test.each([
  ['lenet5', {}],
  ['squeezenet_mini', {}],
  ['unet_mini', {}],
  ['resnet18_w8', { folded: 'false' }],
])('%s has as many parameters as in PyTorch', (name, settings) => {
  expect(modelOf(name, settings).totals.params).toBe(readExported(name).torch_params);
});
