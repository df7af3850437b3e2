/** `fovea run` as it is shipped: the demo's digits, and PyTorch's networks layer by layer. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeNpy, readNpy } from '#core/interchange/npy.ts';
import { isProblem, readSafetensors } from '#core/interchange/safetensors.ts';
import { floatsOf } from '#core/interchange/stored-floats.ts';
import { elements } from '#core/ops/shape.ts';
import { nodeModule } from '../../scripts/support/node-module.mjs';
import { writeTranslations } from '../support/chinese.ts';
import { batchElement, differing, numericNets, readNumeric } from '../support/numeric.ts';
import { writeSafetensors } from '../support/safetensors.ts';

const folder = mkdtempSync(join(tmpdir(), 'fovea-run-'));
const root = join(import.meta.dirname, '../..');
const runtime = 'ort-wasm-simd-threaded.wasm';

beforeAll(async () => {
  const options = { bundle: true, platform: 'node', format: 'cjs', loader: { '.cnn': 'text' } } as const;
  const outfile = join(folder, 'fovea.js');
  await build({ ...options, ...nodeModule(), entryPoints: [join(root, 'server/cli/main.ts')], outfile });
  mkdirSync(join(folder, 'preview'));
  cpSync(join(root, 'node_modules/onnxruntime-web/dist', runtime), join(folder, 'preview', runtime));
  cpSync(join(root, 'samples'), join(folder, 'samples'), { recursive: true });
  writeTranslations(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

function fovea(
  ...args: readonly string[]
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise(resolve => {
    const program = spawn(process.execPath, ['fovea.js', 'run', ...args], { cwd: folder });
    let [stdout, stderr] = ['', ''];
    program.stdout.setEncoding('utf8').on('data', text => (stdout += text));
    program.stderr.setEncoding('utf8').on('data', text => (stderr += text));
    program.on('close', status => resolve({ status, stdout, stderr }));
  });
}

describe('the demo’s digits', () => {
  const { images } = JSON.parse(readFileSync(join(root, 'samples/lenet/manifest.json'), 'utf8')) as {
    readonly images: readonly { readonly file: string; readonly label: number; readonly logits: readonly number[] }[];
  };
  // The engine's own test has all twenty; a process a digit takes its time.
  test.each(images.slice(0, 3))('$file has PyTorch’s logits', async ({ file, label, logits }) => {
    const { status, stdout, stderr } = await fovea(
      'samples/lenet.cnn',
      '--input',
      `samples/lenet/${file}`,
      '--format',
      'json',
    );
    expect([status, stderr]).toEqual([0, '']);
    const { outputs, top, weights } = JSON.parse(stdout);
    expect(weights).toEqual({ file: 'samples/weights/lenet5.safetensors', trained: 10, seeded: 0 });
    expect(outputs[0].shape).toEqual([10]);
    for (const [index, logit] of logits.entries()) expect(outputs[0].values[index]).toBeCloseTo(logit, 3);
    const digits = 'zero one two three four five six seven eight nine'.split(' ');
    expect(top.values[0]).toMatchObject({ index: label, name: digits[label] });
  });
});

describe('PyTorch’s networks', () => {
  test.each(numericNets)('%s: every layer’s map is PyTorch’s', async name => {
    const net = readNumeric(name);
    const [, ...shape] = net.input;
    writeFileSync(join(folder, `${name}.cnn`), net.text.replace(/\}\s*$/, `  weights "${name}.safetensors"\n}\n`));
    const weights = net.program.weights.map(({ path, shape: size }) => [path, size, net.tensor(`w.${path}`)] as const);
    writeFileSync(join(folder, `${name}.safetensors`), writeSafetensors(weights));
    // The batch's first is enough here: numeric.test.ts has all of them.
    const size = elements(shape);
    writeFileSync(join(folder, 'input.npy'), encodeNpy(shape, batchElement(net.tensor('input'), 0, size)));
    const { status, stderr } = await fovea(`${name}.cnn`, '--input', 'input.npy', '--output', name);
    expect([status, stderr]).toEqual([0, '']);
    const outputs = new Map(net.program.layers.map(({ path }) => [path, readMap(join(folder, name, `${path}.npy`))]));
    const wanted = (id: string, length: number) =>
      batchElement(net.tensor(id === 'x' ? 'input' : `out.${id}`), 0, length);
    expect(differing(outputs, wanted)).toEqual([]);
  });
});

test('an exported model’s file gives the weights', async () => {
  const exported = (file: string) => readFileSync(join(import.meta.dirname, 'onnx', file));
  const io = readSafetensors(exported('lenet5.io.safetensors'));
  const [input, output] = ['input', 'output'].map(name => {
    const stored = isProblem(io) ? undefined : io.get(name);
    const floats = stored && floatsOf(stored);
    return { shape: stored?.shape ?? [], data: !floats || isProblem(floats) ? new Float32Array() : floats };
  });
  const text = exported('lenet5.cnn')
    .toString()
    .replace(/\}\s*$/, '  weights "lenet5.onnx"\n}\n');
  writeFileSync(join(folder, 'exported.cnn'), text);
  writeFileSync(join(folder, 'lenet5.onnx'), exported('lenet5.onnx'));
  writeFileSync(join(folder, 'exported.npy'), encodeNpy(input?.shape ?? [], input?.data ?? new Float32Array()));
  const { status, stdout } = await fovea('exported.cnn', '--input', 'exported.npy', '--format', 'json');
  const { weights, outputs } = JSON.parse(stdout);
  expect([status, weights]).toEqual([0, { file: 'lenet5.onnx', trained: 10, seeded: 0 }]);
  expect(output?.data).toHaveLength(10);
  for (const [index, value] of [...(output?.data ?? [])].entries())
    expect(outputs[0].values[index]).toBeCloseTo(value, 4);
});

function readMap(file: string): { readonly data: Float32Array } {
  const array = readNpy(new Uint8Array(readFileSync(file)));
  const floats = isProblem(array) ? array : floatsOf(array);
  if (isProblem(floats)) throw new Error(floats.problem);
  return { data: floats };
}

describe('what cannot be run', () => {
  beforeAll(() => {
    writeFileSync(join(folder, 'bad.cnn'), 'model M {\n  input(3x8x8)\n  conv(4, 9)\n}\n');
    writeFileSync(join(folder, 'flat.cnn'), 'model M {\n  input(4)\n  linear(2)\n}\n');
    writeFileSync(join(folder, 'opaque.cnn'), 'model M {\n  input(4)\n  opaque(out=[2])\n}\n');
    mkdirSync(join(folder, 'inside'));
    writeFileSync(
      join(folder, 'inside/out.cnn'),
      'model M {\n  input(4)\n  linear(2)\n  weights "../../w.safetensors"\n}\n',
    );
    writeFileSync(join(tmpdir(), 'w.safetensors'), '');
    writeFileSync(join(folder, 'text.png'), 'no picture');
    writeFileSync(join(folder, 'five.npy'), encodeNpy([5], new Float32Array(5)));
  });
  afterAll(() => rmSync(join(tmpdir(), 'w.safetensors')));

  test.each([
    [1, ['bad.cnn'], 'bad.cnn cannot be run. '],
    [1, ['opaque.cnn'], 'opaque.cnn cannot be run. '],
    [2, ['none.cnn'], 'none.cnn cannot be read'],
    [2, ['inside/out.cnn'], 'is outside the workspace'],
    [2, ['samples/lenet.cnn', '--input', 'none.png'], 'none.png cannot be read'],
    [
      2,
      ['samples/lenet.cnn', '--input', 'text.png'],
      'text.png cannot be read as a picture. It is neither a PNG nor a JPEG.',
    ],
    [2, ['flat.cnn', '--input', 'text.png'], '4 is no picture'],
    [2, ['flat.cnn', '--input', 'five.npy'], 'five.npy has 5; the input takes 4.'],
    [2, ['flat.cnn', '--input', 'noise', '--input', 'noise'], 'the model has 1 input'],
    [2, ['flat.cnn', '--format', 'npy'], '--format npy needs --output DIR.'],
    [2, ['flat.cnn', '--output', 'bad.cnn'], 'bad.cnn cannot be written'],
  ] as const)('status %i: %j', async (status, args, message) =>
    expect(await fovea(...args)).toMatchObject({ status, stderr: expect.stringContaining(message) }),
  );
});

test('without an input, noise goes in, and the weights are said to be drawn', async () => {
  const { status, stdout } = await fovea('flat.cnn');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^M\ninput 4: seeded noise\nweights drawn from the seed: the network is untrained\n/);
});

test('in Chinese all words are Chinese but the network’s own', async () => {
  const { status, stdout } = await fovea('flat.cnn', '--lang', 'zh-cn');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^M\n输入 4：/);
  const words = stdout.match(/[a-z]{3,}/gi) ?? [];
  expect(words.filter(word => !['input', 'linear', 'output'].includes(word))).toEqual([]);
});
