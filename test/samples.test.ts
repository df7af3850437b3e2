import { describe, expect, test } from 'vitest';
import { analyze } from '#core/analyze.ts';
import { lower } from '#core/interchange/lower.ts';
import { format } from '#core/language/format.ts';
import { review } from '#core/review.ts';
import { sampleFiles, sampleHost, sampleModel, sampleText } from './support/samples.ts';

describe.each(sampleFiles)('%s', file => {
  test('has neither errors nor warnings', () => {
    expect(
      review(analyze(file, sampleHost)).filter(({ severity }) => severity === 'error' || severity === 'warning'),
    ).toEqual([]);
  });

  test('can be run', () => {
    const { models } = analyze(file, sampleHost);
    expect(models.filter(model => !lower(model, file)).map(({ name }) => name)).toEqual([]);
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
 * - VGG-11: torchvision's.
 * - AlexNet of TensorFlow's slim: the sum of kernel · in · out + out over its eight layers, their maps 54, 26 and 12 a side.
 * - MobileNet v1: 864 and Σ 9·in + in·out over the thirteen units, 2 for each normalised channel, and 1025·1000.
 * - ResNet v1: torchvision's parameters, and its multiply-accumulates less 3/4 · 21·64² · 56² for each of the three strides
 *   that come a unit earlier: a 3x3 and a widening of the one row, and a narrowing of the next, run on the smaller map.
 * - DeepLab v3: torchvision publishes 42,004,074 parameters with an auxiliary head of 2,365,205. The backbone is that of
 *   FCN, whose head has 2048·512·9 and 512·21 weights; then come the pyramid, 256·256·9 and 256·21, all on 28².
 */
const figures: readonly (readonly [file: string, model: string, params: number, macs: number])[] = [
  ['lenet.cnn', 'LeNet5', 61_706, 416_520],
  ['resnet.cnn', 'ResNet34', 21_797_672, 3_663_761_408],
  ['unet.cnn', 'UNet', 31_037_698, 12_042_895_360],
  ['unet.cnn', 'UNetMini', 1_941, 438_272],
  ['zoo/vgg.cnn', 'VGG11', 132_863_336, 7_609_090_048],
  ['zoo/alexnet.cnn', 'AlexNetSlim', 50_303_912, 736_555_776],
  ['zoo/mobilenet_v1.cnn', 'MobileNetV1', 4_231_976, 568_740_352],
  ['zoo/resnet_v1.cnn', 'ResNetV1_50', 25_557_032, 4_089_184_256 - 606_928_896],
  ['zoo/resnet_v1.cnn', 'ResNetV1_101', 44_549_160, 7_801_405_440 - 606_928_896],
  ['zoo/resnet_v1.cnn', 'ResNetV1_152', 60_192_808, 11_513_626_624 - 606_928_896],
  [
    'zoo/deeplab.cnn',
    'DeepLabV3',
    42_004_074 - 2_365_205,
    26_484_498_432 +
      (2048 * 256 * 28 + 1280 * 256 + 256 * 256 * 9 + 256 * 21 - 2048 * 512 * 9 - 512 * 21) * 784 +
      524_288,
  ],
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

/** `| [file](file) | `Model`, a remark | paper | parameters | MACs |`; an empty first cell is that of the row above. */
const ROW = /^\| (?:\[(?<file>[\w.]+)\].*?)?\| `(?<model>\w+)`.*?\| (?<params>[\d,]+) \| (?<macs>[\d,]+) \|/;

const described = ['', 'zoo/'].flatMap(folder => {
  let file = '';
  return sampleText(`${folder}README.md`)
    .split('\n')
    .flatMap(line => {
      const { model, params = '', macs = '', ...row } = ROW.exec(line)?.groups ?? {};
      file = row['file'] ?? file;
      return model ? [{ file: folder + file, model, params, macs }] : [];
    });
});

test.each(described)('the figures of $model in its README are right', ({ file, model, params, macs }) => {
  const { totals } = sampleModel(file, model);
  expect([totals.params, totals.macs].map(figure => figure.toLocaleString('en'))).toEqual([params, macs]);
});
