import { expect, test } from 'vitest';
import { analyze, type Analysis } from '../analyze.ts';
import { format } from '../language/format.ts';
import { library } from './library.ts';

const analysisOf = (lines: string): Analysis =>
  analyze('a.cnn', { read: () => ({ text: `model M {\n${lines}\n}\n` }), exists: () => true });

interface Use {
  readonly lines: string;
  readonly output: readonly number[];
  readonly params: number;
  readonly macs: number;
  readonly paths: readonly string[];
}

const uses: readonly Use[] = [
  {
    // 3·3·32 weights and no bias, then 32·64 + 64; both at 28 · 28 places.
    lines: 'input(32x56x56)\nsep = separable(64, 3, stride=2, padding=1)',
    output: [64, 28, 28],
    params: 288 + 2112,
    macs: (288 + 2048) * 28 * 28,
    paths: ['sep.depthwise', 'sep.pointwise'],
  },
  {
    // Two kernels a channel: 2·5·32, then 64·8 without bias; of a sequence.
    lines: 'input(32x100)\nsep = separable(8, 5, multiplier=2, dilation=2, bias=false)',
    output: [8, 92],
    params: 320 + 512,
    macs: (320 + 512) * 92,
    paths: ['sep.depthwise', 'sep.pointwise'],
  },
  {
    // torchvision's SqueezeExcitation(64, 4): 64·4 + 4 and 4·64 + 64.
    lines: 'input(64x14x14)\nse = se',
    output: [64, 14, 14],
    params: 260 + 320,
    macs: 512,
    paths: ['se.avgpool', 'se.fc1', 'se.activation', 'se.fc2', 'se.scale_activation', 'se.5'],
  },
  {
    lines: 'input(64x14x14)\nse = se(16, act=silu, gate=hardsigmoid)',
    output: [64, 14, 14],
    params: 1040 + 1088,
    macs: 2048,
    paths: ['se.avgpool', 'se.fc1', 'se.activation', 'se.fc2', 'se.scale_activation', 'se.5'],
  },
  {
    // 64 · (1 + 4 + 16), whatever the size.
    lines: 'input(64x13x21)\nspp = spp',
    output: [1344],
    params: 0,
    macs: 0,
    paths: ['spp.0', 'spp.1', 'spp.2', 'spp.3', 'spp.4', 'spp.5', 'spp.6'],
  },
];

test.each(uses)('$lines', ({ lines, output, params, macs, paths }) => {
  const { diagnostics, models } = analysisOf(lines);
  const [model] = models;
  expect(diagnostics).toEqual([]);
  expect(model?.network.layers.at(-1)?.output).toEqual(output);
  expect(model?.totals).toMatchObject({ params, macs });
  expect(model?.network.layers.slice(1).map(layer => layer.path)).toEqual(paths);
});

test.each(Object.entries(library))('%s is formatted, and documents its block and every parameter', (file, text) => {
  expect(format(text)).toBe(text);
  const { diagnostics, tree } = analyze(file, { read: () => ({ text }), exists: () => true });
  expect(diagnostics).toEqual([]);
  for (const item of tree.items) {
    if (item.kind !== 'block') continue;
    for (const { name } of item.parameters) expect(item.documentation).toContain(`\`${name.text}\``);
  }
});
