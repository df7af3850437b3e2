import { describe, expect, test } from 'vitest';
import { analyze } from '#core/analyze.ts';
import { format } from '#core/language/format.ts';
import { sampleFiles, sampleHost, sampleModel, sampleText } from '../test/support/samples.ts';

describe.each(sampleFiles)('%s', file => {
  test('has nothing to report', () => {
    expect(analyze(file, sampleHost).diagnostics).toEqual([]);
  });

  test('is formatted', () => {
    expect(format(sampleText(file))).toBe(sampleText(file));
  });
});

/**
 * Parameters and multiply-accumulates as PyTorch counts them, of what is not in `test/truth/zoo.test.ts`:
 * - LeNet-5: 6·(25 + 1) + 16·(150 + 1) + 120·401 + 84·121 + 10·85 parameters and
 *   28²·6·25 + 10²·16·150 + 400·120 + 120·84 + 84·10 multiply-accumulates.
 * - ResNet-34: torchvision's.
 * - U-Net: Σ 9·(in·out + out²) + 4·out over the nine pairs of convolutions, Σ 8·out² + out over the four transposed ones,
 *   and 2·65 for the last; multiply-accumulates at 128 × 128 by the same sums times the positions.
 */
const figures: readonly (readonly [file: string, model: string, params: number, macs: number])[] = [
  ['lenet.cnn', 'LeNet5', 61_706, 416_520],
  ['resnet.cnn', 'ResNet34', 21_797_672, 3_663_761_408],
  ['unet.cnn', 'UNet', 31_037_698, 12_042_895_360],
  ['unet.cnn', 'UNetMini', 1_941, 438_272],
  ['tutorial.cnn', 'Classification', 83_328, 349_224_960],
  ['tutorial.cnn', 'Detection', 40_652, 135_274_496],
  ['tutorial.cnn', 'Segmentation', 207_361, 2_684_616_704],
  ['tutorial.cnn', 'Dilated', 9_280, 9_437_184],
  ['tutorial.cnn', 'MultiScale', 172_160, 44_040_192],
];

test.each(figures)('%s: %s costs what PyTorch says', (file, name, params, macs) => {
  expect(sampleModel(file, name).totals).toMatchObject({ params, macs });
});

test('the field of the small U-Net depends on the place of its output', () => {
  const { fields: all } = sampleModel('unet.cnn', 'UNetMini');
  const phases = [[[-11, 11]], [[-11, 15]], [[-11, 15]], [[-7, 15]]];
  expect(all.at(-1)).toEqual(Array.from({ length: 2 }, () => ({ period: 4, shift: 4, phases })));
});
