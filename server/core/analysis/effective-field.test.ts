import { describe, expect, test } from 'vitest';
import { analyzeText, FILE } from '../../../test/support/annotated.ts';
import { sampleModel } from '../../../test/support/samples.ts';
import { withSession } from '../../../test/support/onnx-session.ts';
import type { ModelAnalysis } from '../analyze.ts';
import { lower } from '../interchange/lower.ts';
import { elements } from '../ops/shape.ts';
import { effectiveField, type EffectiveField } from './effective-field.ts';
import { weighings } from './weighing.ts';

/** Of the last layer, at `position` of the axis. */
function lastField({ network }: ModelAnalysis, position: number, axis = 0): EffectiveField {
  const found = effectiveField(weighings(network), { layer: network.layers.length - 1, axis, position });
  if (!found) throw new Error('The field is not known.');
  return found;
}

const ofText = (lines: string, position: number): EffectiveField => {
  const [model] = analyzeText(`model M {\n${lines}\n}`).models;
  if (!model) throw new Error('There is no model.');
  return lastField(model, position);
};

/** `[index, weight]` of what weighs anything. */
const weightsOf = ({ weights }: EffectiveField): readonly (readonly [number, number])[] =>
  [...weights.entries()]
    .filter(([, weight]) => Math.abs(weight) > 1e-12)
    .map(([at, one]) => [at, Number(one.toFixed(9))]);

/** Kernels of k at jump j and dilation d add (k² − 1)/12 · (d · j)²: Luo et al., 2016, section 2.1. */
test.each<[string, string, number, number, number]>([
  ['3', 'input(1x101)\nconv(1, 3, padding=1)', 50, 50, 8 / 12],
  // 20 · 8/12 = 13.3: two deviations to each side are 14.6 of the 41 that are seen.
  ['20 times 3', 'input(1x101)\nrepeat 20 { conv(1, 3, padding=1) }', 50, 50, (20 * 8) / 12],
  ['dilation 4', 'input(1x101)\nconv(1, 3, padding=4, dilation=4)', 50, 50, (16 * 8) / 12],
  // 2 at jump 1 looks at 2i + ½; then 3 at jump 2.
  ['a pool, then 3', 'input(1x100)\nmaxpool(2) -> conv(1, 3, padding=1)', 25, 50.5, 3 / 12 + (4 * 8) / 12],
  // 7, 3 at jump 2.
  [
    'the stem of ResNet',
    'input(1x224)\nconv(1, 7, stride=2, padding=3)\nmaxpool(3, stride=2, padding=1)',
    28,
    112,
    48 / 12 + (4 * 8) / 12,
  ],
  // The mean of 0 and 8/12; both look at the same place.
  ['a shortcut', 'input(1x101)\nadd(conv(1, 3, padding=1))', 50, 50, 4 / 12],
  // Three channels of four are not convolved.
  ['channels that are kept', 'input(3x101)\nconcat(conv(1, 3, padding=1))', 50, 50, 2 / 12],
  // Half looks at 50, half at 52: 1² more than the mean of the variances, 0.
  ['branches that look elsewhere', 'input(1x101)\nadd(pad([[0, 2]]) -> crop([[2, 0]]))', 50, 51, 1],
  // All of 9 positions.
  ['a global mean', 'input(1x9)\nglobal_avgpool', 0, 4, 80 / 12],
  ['what is flattened', 'input(1x9)\nflatten -> linear(3)', 0, 4, 80 / 12],
  // Each output of nearest upsampling is one pooled pair.
  ['what is resized', 'input(1x8)\nmaxpool(2) -> upsample(2)', 5, 4.5, 3 / 12],
  // Norms and gates move every position alike, and are left out.
  ['a norm over all', 'input(4x9)\nconv(4, 3, padding=1) -> gn(2)', 4, 4, 8 / 12],
  ['a gate', 'input(4x9)\nconv(4, 3, padding=1)\nmul(global_avgpool)', 4, 4, 8 / 12],
])('%s', (_, lines, position, centre, variance) => {
  const field = ofText(lines, position);
  expect(field.centre).toBeCloseTo(centre, 9);
  expect(field.deviation ** 2).toBeCloseTo(variance, 9);
  expect(field.padding).toBeCloseTo(0, 9);
});

/** Two uniform kernels of 3 are a triangle. */
test('the weights themselves', () => {
  const field = ofText('input(1x9)\nrepeat 2 { conv(1, 3, padding=1) }', 4);
  const ninths = [1, 2, 3, 2, 1].map((count, index): [number, number] => [2 + index, Number((count / 9).toFixed(9))]);
  expect(weightsOf(field)).toEqual(ninths);
});

test('dilation leaves holes', () => {
  expect(weightsOf(ofText('input(1x9)\nconv(1, 3, padding=2, dilation=2)', 4)).map(([at]) => at)).toEqual([2, 4, 6]);
});

describe('at an edge', () => {
  // Of −1, 0 and 1 two are left: their mean is ½, and 1/3 comes from nowhere.
  const field = ofText('input(1x9)\nconv(1, 3, padding=1)', 0);

  test('what comes from the padding is told, and no part of the field', () => {
    expect(field.padding).toBeCloseTo(1 / 3, 9);
    expect(field.centre).toBeCloseTo(0.5, 9);
  });

  // The inner cells' padding counts, too: of the second layer's −1, 0 and 1, 1/3 is lost, and of 0's a third more.
  test('on the way as well', () => {
    expect(ofText('input(1x9)\nrepeat 2 { conv(1, 3, padding=1) }', 0).padding).toBeCloseTo(1 / 3 + 1 / 9, 9);
  });
});

/**
 * Published: thirteen kernels of 3 at jumps 1, 1, 2, 2, 4 (three times), 8, 16, and five pools of 2.
 * Σ (k² − 1)/12 · j² = 8/12 · (2·1 + 2·4 + 3·16 + 3·64 + 3·256) + 3/12 · (1 + 4 + 16 + 64 + 256) = 678.67 + 85.25.
 */
test('VGG-16 sees 212 pixels, and weighs 111 of them', () => {
  const model = sampleModel('vgg16.cnn', 'VGG16');
  const pool = model.network.layers.findLast(({ operation }) => operation.name === 'maxpool');
  const field = effectiveField(weighings(model.network), { layer: pool?.id ?? -1, axis: 1, position: 3 });
  expect((field?.deviation ?? 0) ** 2).toBeCloseTo((8 * 1018) / 12 + (3 * 341) / 12, 6);
  expect(field?.centre).toBeCloseTo(111.5, 6);
  expect(4 * (field?.deviation ?? 0)).toBeCloseTo(110.6, 1);
});

test('of a tensor whose shape is not known nothing is said', () => {
  const [model] = analyzeText('model M {\ninput(1x9)\nopaque(out=[_, _])\n}').models;
  expect(model && effectiveField(weighings(model.network), { layer: 1, axis: 0, position: 0 })).toBeUndefined();
});

/**
 * A layer whose weights are all 1/k takes means, so that what one bright position gives is the weight of that position:
 * the network is run once with each, by ONNX Runtime.
 */
test('what ONNX Runtime computes with uniform weights has these weights', async () => {
  const lines = [
    'conv(1, 5, stride=2, padding=2, bias=false)',
    'x = conv(1, 3, padding=2, dilation=2, bias=false)',
    'avgpool(2) -> conv(1, 3, padding=1, bias=false) -> upsample(2)',
    'avgpool(1)',
  ];
  const [model] = analyzeText(`model M {\ninput(1x32)\n${lines.join('\n')}\n}`).models;
  const program = model && lower(model, FILE);
  if (!program) throw new Error('The network does not run.');
  const weights = new Map(
    program.weights.map(
      ({ path, shape }) => [path, new Float32Array(elements(shape)).fill(1 / elements(shape))] as const,
    ),
  );
  const last = program.layers.at(-1)?.value ?? '';
  const found = await withSession(program, weights, async session => {
    const rows: Float32Array[] = [];
    for (let bright = 0; bright < 32; bright += 1) {
      const results = await session([Float32Array.from({ length: 32 }, (_, index) => Number(index === bright))]);
      rows.push(results.get(last)?.data ?? new Float32Array());
    }
    return rows;
  });
  for (const position of [0, 7, 15])
    for (const [index, weight] of lastField(model, position).weights.entries())
      expect(weight).toBeCloseTo(found[index]?.[position] ?? NaN, 5);
});
