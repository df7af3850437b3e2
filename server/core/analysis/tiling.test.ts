import { describe, expect, test } from 'vitest';
import { analyzeText, FILE } from '../../../test/support/annotated.ts';
import { withSession } from '../../../test/support/onnx-session.ts';
import { sampleModel } from '../../../test/support/samples.ts';
import type { ModelAnalysis } from '../analyze.ts';
import { lower } from '../interchange/lower.ts';
import { elements } from '../ops/shape.ts';
import { tilingOf, type Tiling } from './tiling.ts';

function modelOf(lines: string): ModelAnalysis {
  const [model] = analyzeText(`model M {\n${lines}\n}`).models;
  if (!model) throw new Error('There is no model.');
  return model;
}

const tilingOfLast = (model: ModelAnalysis): Tiling | undefined =>
  tilingOf(model, model.network.outputs[0]?.layer ?? -1);

const axis = (before: number, after: number, multiple: number, least: number) => ({ before, after, multiple, least });

/** Ronneberger, Fischer and Brox, 2015, figure 1: no padding, 572 in, 388 out, so 92 are lost on either side. */
const UNET_2015 = `
  input(1x572x572)
  a = conv(4, 3) -> relu -> conv(4, 3) -> relu
  maxpool(2)
  b = conv(4, 3) -> relu -> conv(4, 3) -> relu
  maxpool(2)
  c = conv(4, 3) -> relu -> conv(4, 3) -> relu
  maxpool(2)
  d = conv(4, 3) -> relu -> conv(4, 3) -> relu
  maxpool(2) -> conv(4, 3) -> relu -> conv(4, 3) -> relu
  conv_transpose(4, 2, stride=2) -> concat(d -> crop(4)) -> conv(4, 3) -> relu -> conv(4, 3) -> relu
  conv_transpose(4, 2, stride=2) -> concat(c -> crop(16)) -> conv(4, 3) -> relu -> conv(4, 3) -> relu
  conv_transpose(4, 2, stride=2) -> concat(b -> crop(40)) -> conv(4, 3) -> relu -> conv(4, 3) -> relu
  conv_transpose(4, 2, stride=2) -> concat(a -> crop(88)) -> conv(4, 3) -> relu -> conv(4, 3) -> relu
  conv(2, 1) -> 2x388x388`;

test.each<[string, string, readonly ReturnType<typeof axis>[]]>([
  ['nothing is needed beside a pixel', 'input(1x32)\nconv(1, 1)', [axis(0, 0, 1, 1)]],
  ['3', 'input(1x32)\nconv(1, 3, padding=1)', [axis(1, 1, 1, 3)]],
  // Output i sees 2i − 1 to 2i + 1: the first lies before the tile, the last at its end.
  ['3 of stride 2', 'input(1x32)\nconv(1, 3, stride=2, padding=1)', [axis(2, 0, 2, 4)]],
  // 17, 8 on either side; halved.
  ['dilation 8', 'input(1x64)\nconv(1, 3, padding=8, dilation=8)\nmaxpool(2)', [axis(8, 8, 2, 18)]],
  ['before and after differ', 'input(1x32)\nconv(1, 4, padding=[[1, 2]])', [axis(1, 2, 1, 4)]],
  // 200 are needed: 16 positions and twice 92. The sizes are 12 more than a multiple of 16.
  ['the U-Net of 2015', UNET_2015, [axis(92, 92, 16, 204), axis(92, 92, 16, 204)]],
])('%s', (_, lines, axes) => expect(tilingOfLast(modelOf(lines))).toEqual({ kind: 'tiles', axes }));

test('a classifier gives no tiles: its pooling takes the whole map', () => {
  const model = sampleModel('resnet.cnn', 'ResNet18');
  expect(tilingOfLast(model)).toMatchObject({ kind: 'whole', layer: { operation: { name: 'global_avgpool' } } });
});

test.each([
  // 10 to 3 by windows that depend on the 10: of a tile they would be others.
  ['an adaptive pool', 'input(1x10)\nadaptive_avgpool(3) -> conv(1, 3, padding=1)', 'given'],
  ['a size that is written', 'input(1x16)\nmaxpool(4) -> upsample(size=16)', 'given'],
  ['a size like another tensor’s', 'input(1x16)\nx = relu\nmaxpool(2) -> upsample(like=x) -> add(x)', 'tiles'],
])('%s', (_, lines, kind) => expect(tilingOfLast(modelOf(lines))?.kind).toBe(kind));

/** With weights of some numbers, by ONNX Runtime. */
async function run(model: ModelAnalysis, input: Float32Array): Promise<Float32Array> {
  const program = lower(model, FILE);
  if (!program) throw new Error('The network does not run.');
  const weights = new Map(
    program.weights.map(({ path, shape }) => [
      path,
      Float32Array.from({ length: elements(shape) }, (_, index) => Math.sin(index + path.length)),
    ]),
  );
  const results = await withSession(program, weights, session => session([input]));
  return results.get(program.outputs[0]?.value ?? '')?.data ?? new Float32Array();
}

describe.each([
  ['strides, dilation', 'conv(2, 5, stride=2, padding=2) -> conv(2, 3, padding=2, dilation=2)', 2],
  ['down and up', 'x = conv(2, 3, padding=1)\navgpool(2) -> conv(2, 3, padding=1) -> upsample(2) -> concat(x)', 1],
  [
    'two levels',
    'x = conv(2, 3, padding=1)\navgpool(4) -> conv(2, 3, padding=1) -> conv_transpose(2, 4, stride=4) -> add(x)',
    1,
  ],
])('%s', (_, lines, jump) => {
  const at = (size: number) => modelOf(`input(1x${size})\n${lines}\nconv(1, 1)`);
  const tiling = tilingOfLast(at(64));
  const [found] = tiling?.kind === 'tiles' ? tiling.axes : [];
  const { before, after, multiple, least = 0 } = found ?? axis(0, 0, 0, 0);

  /** A tile in the middle of 64 positions, its outputs less its halo. */
  test('a tile gives what the whole gives', async () => {
    const input = Float32Array.from({ length: 64 }, (__, index) => Math.cos(index * index));
    const start = multiple * Math.ceil((32 - least / 2) / multiple);
    const whole = await run(at(64), input);
    const tile = await run(at(least), input.slice(start, start + least));
    const [first, last] = [before / jump, (least - after) / jump];
    const wanted = whole.slice(start / jump + first, start / jump + last);
    expect(wanted.length).toBeGreaterThanOrEqual(multiple / jump);
    for (const [index, value] of tile.slice(first, last).entries()) expect(value).toBeCloseTo(wanted[index] ?? NaN, 4);
    // One position more of the halo would not do.
    expect(tile[first - 1]).not.toBeCloseTo(whole[start / jump + first - 1] ?? NaN, 4);
    expect(tile[last]).not.toBeCloseTo(whole[start / jump + last] ?? NaN, 4);
  });
});
