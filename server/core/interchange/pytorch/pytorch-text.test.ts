import { describe, expect, test } from 'vitest';
import { layerUse } from '../../analysis/layer-use.ts';
import { analyze, type ModelAnalysis } from '../../analyze.ts';
import { operations } from '../../ops/registry.ts';
import { ENGLISH } from '../../words.ts';
import { sampleFiles, sampleHost } from '../../../../test/support/samples.ts';
import { pytorchText } from './pytorch-text.ts';
import { argumentsIn } from './python-text.ts';

function modelsOf(text: string): readonly ModelAnalysis[] {
  return analyze('net.cnn', { read: () => ({ text }), exists: () => true }).models;
}

function exported(lines: string): string {
  const [model] = modelsOf(`model M {\n  ${lines}\n}\n`);
  const made = model && pytorchText(model.network, 'net.cnn');
  return made === undefined ? '' : 'text' in made ? made.text : ENGLISH(made.problem);
}

/** The paths at which the text keeps something: `self.a["b"] = …`, `self.a.register_parameter("b", …)`. */
function keptPaths(text: string): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  const pathOf = (place: string) =>
    [...place.matchAll(/"([^"]+)"|\.(?!register_parameter|add_module|_modules)([\p{L}\w]+)/gu)]
      .map(([, a, b]) => a ?? b)
      .join('.');
  for (const line of text.split('\n')) {
    const [, place, module] = /^ {8}(self[^ ]*) = (.*)$/.exec(line) ?? [];
    const [, level = '', , name = '', made] =
      /^ {8}(self[^ ]*)\.(add_module|register_parameter)\("([^"]+)", (.*)\)$/.exec(line) ?? [];
    if (place && module) kept.set(pathOf(place), module);
    if (made) kept.set([pathOf(level), name].filter(Boolean).join('.'), made);
  }
  return kept;
}

/** Every weight's path with the constructor that keeps it. */
function weightKeepers({ network }: ModelAnalysis): ReadonlyMap<string, string | undefined> {
  const made = pytorchText(network, 'net.cnn');
  if ('problem' in made) throw new Error(ENGLISH(made.problem));
  const kept = keptPaths(made.text);
  return new Map(
    network.layers.flatMap(layer => {
      const use = layerUse(network, layer);
      return ((use && layer.operation.weights?.(use)) ?? []).map(({ name }) => {
        const path = name === '' ? layer.weightsPath : `${layer.weightsPath}.${name}`;
        return [path, kept.get(layer.weightsPath) ?? kept.get(path)] as const;
      });
    }),
  );
}

const samples = sampleFiles.map(file => [file, analyze(file, sampleHost).models] as const);

describe('every parameter has a module of its path', () => {
  const examples = [...operations.values()]
    .filter(({ name }) => name !== 'opaque')
    .map(({ name, example }) => [name, modelsOf(`model M {\n${example}\n}\n`)] as const);

  test.each([...samples, ...examples])('%s', (_, models) => {
    for (const model of models)
      for (const [path, keeper] of weightKeepers(model))
        expect([path, keeper]).toEqual([path, expect.stringMatching(/^nn\./)]);
  });
});

/** What PyTorch's constructors keep: https://docs.pytorch.org/docs/stable/nn.html. Undefined for others. */
function paramsOf(constructor: string): number | undefined {
  const [, name = ''] = /^nn\.(\w+)\(/.exec(constructor) ?? [];
  const given = argumentsIn(constructor);
  const option = (key: string) => given.find(argument => argument.startsWith(`${key}=`))?.slice(key.length + 1);
  const [first = 0, second = 0] = given.map(Number);
  const bias = option('bias') === 'False' ? 0 : 1;
  const axes = Number(/(\d)d$/.exec(name)?.[1] ?? 0);
  const sizes = (given[2] ?? '').replace(/[()]/g, '').split(',').map(Number);
  const kernel = (sizes.length === axes ? sizes : Array.from({ length: axes }, () => sizes[0] ?? 0)).reduce(
    (a, b) => a * b,
    1,
  );
  if (/^Conv\dd$/.test(name)) return (first / Number(option('groups') ?? 1)) * second * kernel + bias * second;
  if (/^ConvTranspose\dd$/.test(name)) return first * (second / Number(option('groups') ?? 1)) * kernel + bias * second;
  if (name === 'Linear') return first * second + bias * second;
  return /^BatchNorm\dd$/.test(name) ? 2 * first : undefined;
}

test.each(samples)('the modules of %s hold as many parameters as the analysis says', (file, models) => {
  const counts = models.flatMap(({ network, costs }) => {
    const made = pytorchText(network, file);
    const kept = 'text' in made ? keptPaths(made.text) : new Map<string, string>();
    return network.layers.flatMap(({ id, path, shared }) => {
      const params = shared ? undefined : paramsOf(kept.get(path) ?? '');
      return params === undefined ? [] : [{ path, params, said: costs[id]?.params }];
    });
  });
  expect(counts.filter(({ params, said }) => params !== said)).toEqual([]);
});

test('reads as somebody would write it', () => {
  expect(
    exported('input(1x8x8)\n  conv1 = conv(4, 3)\n  relu\n  down = conv(4, 1) -> bn\n  flatten\n  fc = linear(2)'),
  ).toBe(
    `# M, exported from net.cnn by Fovea. Its state dict has the paths that Fovea shows.

import torch
from torch import nn


class M(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 4, 3)
        self.relu_1 = nn.ReLU()
        self.down = nn.ModuleDict()
        self.down["0"] = nn.Conv2d(4, 4, 1)
        self.down["1"] = nn.BatchNorm2d(4)
        self.flatten_2 = nn.Flatten()
        self.fc = nn.Linear(144, 2)

    def forward(self, x):
        x = self.conv1(x)  # 4×6×6
        x = self.relu_1(x)  # 4×6×6
        x = self.down["0"](x)  # 4×6×6
        x = self.down["1"](x)  # 4×6×6
        x = self.flatten_2(x)  # 144
        x = self.fc(x)  # 2
        return x
`,
  );
});

test.each([
  // What is read twice has a name; a merge is no module.
  ['input(2x8x8)\n  a = relu\n  add(a, tanh)', ['x_a = self.a(x)  # 2×8×8', 'x = x_a + x  # 2×8×8']],
  // Shared layers are kept once, and called twice.
  ['input(2x8x8)\n  a = conv(2, 1)\n  reuse(a)', ['self.a = nn.Conv2d(2, 2, 1)', 'x = self.a(x)  # 2×8×8']],
  // Uneven padding stands before a module, so that its weights keep their path.
  ['input(2x8x8)\n  c = conv(2, 2, padding=[[0, 1], [0, 1]])', ['x = self.c(nn.ZeroPad2d((0, 1, 0, 1))(x))  # 2×8×8']],
  // A layer of one tensor is its path.
  ['input(2x8x8)\n  s = layer_scale', ['self.register_parameter("s", nn.Parameter(torch.full([2, 1, 1], 0.000001)))']],
  ['input(2x8x8)\n  output a = conv(1, 1), b = conv(2, 1)', ['return {"a": x_a, "b": x}']],
  ['input(8x4x4)\n  attention(2)', ['need_weights=False)[0].transpose(1, 2).reshape(-1, 8, 4, 4)  # 8×4×4']],
])('%s', (lines, parts) => {
  const text = exported(lines);
  for (const part of parts) expect(text).toContain(part);
});

test.each([
  ['input(2x8x8)\n  forward = conv(2, 1)', 'PyTorch keeps no module called forward'],
  ['input(2x8x8)\n  x = opaque(out=2x8x8)', 'x is opaque'],
  ['input(2x8x8)\n  "a" = conv(2, 1)\n  "a.b" = conv(2, 1)', 'a is a layer and a level'],
  ['input(2x8x8)\n  conv(2, 9)', 'M has errors.'],
])('%s is refused', (lines, problem) => {
  expect(exported(lines)).toContain(problem);
});
