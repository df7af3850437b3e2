import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { describe, expect, test } from 'vitest';
import { runExported } from '../../../../test/support/onnx-exported.ts';
import { tensorOf } from '../../../../test/support/onnx-session.ts';
import { sampleFiles, sampleHost, sampleModel } from '../../../../test/support/samples.ts';
import { analyze, type ModelAnalysis } from '../../analyze.ts';
import type { Attributes } from '../../ops/operation.ts';
import { elements, type Shape } from '../../ops/shape.ts';
import { initialise } from '../initialise.ts';
import { lower } from '../lower.ts';
import { encodeOnnx } from '../onnx-encode.ts';
import { onnxFile } from '../onnx-file.ts';
import type { Program } from '../program.ts';
import { isProblem } from '../safetensors.ts';
import { importOnnx, type Imported } from './import-onnx.ts';

function imported(file: Uint8Array): Imported {
  const made = importOnnx(file, { name: 'model' });
  if (isProblem(made)) throw new Error(made.problem);
  return made;
}

/** Of a text without errors. */
function modelOf(text: string): ModelAnalysis {
  const { models, problems } = analyze('net.cnn', { read: () => ({ text }), exists: () => true });
  const [model] = models;
  if (!model || problems.length > 0) throw new Error(text);
  return model;
}

function programOf(model: ModelAnalysis): Program {
  const program = lower(model, 'net.cnn');
  if (!program) throw new Error(`${model.name} can be run.`);
  return program;
}

/** Of layers that do something: neither inputs, nor what gives on what entered. */
const shapesOf = ({ network }: ModelAnalysis) =>
  network.layers
    .filter(({ operation: { name } }) => !['input', 'identity', 'dropout', 'drop_path'].includes(name))
    .map(({ output }) => output?.join('x'));

const samples = sampleFiles.flatMap(file =>
  analyze(file, sampleHost).models.flatMap(model => (lower(model, file) ? [[file, model.name, model] as const] : [])),
);

/** Without the weights' numbers, which are of no matter here. */
test.each(samples)('%s, %s comes back from its ONNX file: layers, shapes, parameters, MACs', (_, __, model) => {
  const { text, messages } = imported(onnxFile(programOf(model), new Map()));
  expect(messages).toEqual([]);
  const back = modelOf(text);
  expect(shapesOf(back)).toEqual(shapesOf(model));
  const { params, macs, buffers } = model.totals;
  expect(back.totals).toMatchObject({ params, macs, buffers });
});

/** Numbers between −1 and 1 that do not repeat soon. */
const numbers = (count: number) => Float32Array.from({ length: count }, (_, index) => Math.sin(index));

/** What the imported text gives with the imported weights. */
async function runImported({ text, weights }: Imported, feed: Float32Array, shape: Shape): Promise<Float32Array> {
  const program = programOf(modelOf(text));
  const values = new Map([...weights].map(([path, { data }]) => [path, data] as const));
  expect(program.weights.map(({ path }) => path).filter(path => !values.has(path))).toEqual([]);
  const session = await ort.InferenceSession.create(onnxFile(program, values));
  try {
    const [input] = session.inputNames;
    const results = await session.run({ [input ?? '']: new ort.Tensor('float32', feed, [1, ...shape]) });
    const [output = ''] = session.outputNames;
    return tensorOf(output, results[output]).data;
  } finally {
    await session.release();
  }
}

const farthest = (a: Float32Array, b: Float32Array): number =>
  a.length === b.length ? a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? NaN))), 0) : NaN;

test.each([
  ['lenet.cnn', 'LeNet5'],
  ['unet.cnn', 'UNetMini'],
  ['tutorial.cnn', 'Classification'],
])('%s, %s gives the same after it', async (file, name) => {
  const program = programOf(sampleModel(file, name));
  const weights = new Map(program.weights.map(one => [one.path, initialise(one, 1)] as const));
  const bytes = onnxFile(program, weights);
  const [input] = program.inputs;
  const shape = input?.shape ?? [];
  const feed = numbers(elements(shape));
  const value = program.outputs.at(-1)?.value ?? '';
  const wanted = (await runExported(bytes, { shape, data: feed }, [value])).get(value)?.data ?? new Float32Array();
  expect(farthest(await runImported(imported(bytes), feed, shape), wanted)).toBeLessThan(1e-3);
});

/** `test/truth/onnx`: by PyTorch 1.13's exporter, with batch norms folded in or not. */
test.each(['lenet5', 'resnet18_w8', 'squeezenet_mini', 'unet_mini'])(
  'what PyTorch exported, %s, gives what it gave',
  async name => {
    const file = (ending: string) =>
      readFileSync(new URL(`../../../../test/truth/onnx/${name}.${ending}`, import.meta.url));
    const { input, nodes } = JSON.parse(file('json').toString()) as {
      readonly input: Shape;
      readonly nodes: readonly { readonly out: readonly string[] }[];
    };
    const shape = input.slice(1);
    const feed = numbers(elements(shape));
    const bytes = new Uint8Array(file('onnx'));
    const output = nodes.at(-1)?.out[0] ?? '';
    const wanted = (await runExported(bytes, { shape, data: feed }, [output])).get(output)?.data ?? new Float32Array();
    expect(farthest(await runImported(imported(bytes), feed, shape), wanted)).toBeLessThan(1e-4);
  },
);

test('reads as somebody would write it, weights by the paths of the file', () => {
  const text = `model M {
  input(3x8x8)
  conv1 = conv(4, 3, padding=1, bias=false)
  "layer1.0.bn1" = bn
  relu1 = relu
  "layer1.0.conv2" = conv(4, 3, padding=1)
  add(relu1)
  global_avgpool
  flatten
  fc = linear(2)
}
`;
  const program = programOf(modelOf(text));
  expect(imported(onnxFile(program, new Map())).text).toBe(text);
});

describe('a single node', () => {
  interface Node {
    readonly type: string;
    readonly attributes?: Attributes;
    readonly told?: boolean;
  }

  const graphOf = ({ type, attributes = {}, told = true }: Node): Uint8Array =>
    encodeOnnx({
      name: 'M',
      inputs: [{ name: 'x', shape: [1, 4, 6, 6] }],
      outputs: [{ name: 'z', shape: [1, 4, 6, 6] }],
      nodes: [
        { type, inputs: ['x'], output: 'y', attributes },
        { type: 'Relu', inputs: ['y'], output: 'z', attributes: {} },
      ],
      initializers: [],
      values: told ? [{ name: 'y', shape: [1, 4, 6, 6] }] : [],
    });

  test('that the language has not is opaque, and says so', () => {
    const { text, messages } = imported(graphOf({ type: 'Erf' }));
    expect(text).toBe('model M {\n  input(4x6x6)\n  opaque(out=[4, 6, 6])\n  relu\n}\n');
    expect(messages).toEqual(['y, of type Erf, is opaque: the language has no such layer.']);
  });

  test('that is used as the language does not is opaque, too', () => {
    const { messages } = imported(graphOf({ type: 'Softmax', attributes: { axis: 2 } }));
    expect(messages).toEqual(['y, of type Softmax (axis=2), is opaque: the language has no such layer.']);
  });

  test('whose shape nobody tells is a problem', () => {
    expect(importOnnx(graphOf({ type: 'Erf', told: false }), { name: 'M' })).toEqual({
      problem:
        'The language has no layer for the node that makes y, of type Erf, and the file does not tell its shape.',
    });
  });
});

test.each([
  ['nothing', new Uint8Array(), 'The file holds no ONNX graph.'],
  ['something else', new TextEncoder().encode('model M { input(3x8x8) }'), 'It is no ONNX model, or cut off.'],
  ['a file cut off', onnxFile(programOf(sampleModel('lenet.cnn', 'LeNet5')), new Map()).subarray(0, 200), 'cut off'],
])('%s is no model', (_, file, problem) => {
  expect(importOnnx(file, { name: 'M' })).toEqual({ problem: expect.stringContaining(problem) });
});

test('an open input takes the shape that is given', () => {
  const open = encodeOnnx({
    name: 'M',
    inputs: [{ name: 'x', shape: [NaN, 3, NaN, NaN] }],
    outputs: [{ name: 'y', shape: [NaN, 3, NaN, NaN] }],
    nodes: [{ type: 'Relu', inputs: ['x'], output: 'y', attributes: {} }],
    initializers: [],
  });
  expect(importOnnx(open, { name: 'M' })).toMatchObject({
    problem: expect.stringContaining('leaves the shape of x open'),
  });
  expect(importOnnx(open, { name: 'M', shape: [3, 8, 8] })).toMatchObject({
    text: 'model M {\n  input(3x8x8)\n  relu\n}\n',
  });
});
