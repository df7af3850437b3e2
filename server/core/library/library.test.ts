import { expect, test } from 'vitest';
import { analyze, type Analysis } from '../analyze.ts';
import { format } from '../language/format.ts';
import { review } from '../review.ts';
import { library } from './library.ts';

const analysisOf = (lines: string): Analysis =>
  analyze('a.cnn', { read: () => ({ text: `model M {\n${lines}\n}\n` }), exists: () => true });

/** One call of a block, labelled `x`; `paths` are those of its layers below `x`. */
interface Use {
  readonly lines: string;
  readonly output: readonly number[];
  readonly params: number;
  readonly macs: number;
  readonly paths: string;
}

const uses: readonly Use[] = [
  {
    // 3·3·32 weights and no bias, then 32·64 + 64; both at 28 · 28 places.
    lines: 'input(32x56x56)\nx = separable(64, 3, stride=2, padding=1)',
    output: [64, 28, 28],
    params: 288 + 2112,
    macs: (288 + 2048) * 28 * 28,
    paths: 'depthwise pointwise',
  },
  {
    // Two kernels a channel: 2·5·32, then 64·8 without bias; of a sequence.
    lines: 'input(32x100)\nx = separable(8, 5, multiplier=2, dilation=2, bias=false)',
    output: [8, 92],
    params: 320 + 512,
    macs: (320 + 512) * 92,
    paths: 'depthwise pointwise',
  },
  {
    // torchvision's SqueezeExcitation(64, 4): 64·4 + 4 and 4·64 + 64.
    lines: 'input(64x14x14)\nx = se',
    output: [64, 14, 14],
    params: 260 + 320,
    macs: 512,
    paths: 'avgpool fc1 activation fc2 scale_activation 5',
  },
  {
    lines: 'input(64x14x14)\nx = se(16, act=silu, gate=hardsigmoid)',
    output: [64, 14, 14],
    params: 1040 + 1088,
    macs: 2048,
    paths: 'avgpool fc1 activation fc2 scale_activation 5',
  },
  {
    // 64 · (1 + 4 + 16), whatever the size.
    lines: 'input(64x13x21)\nx = spp',
    output: [1344],
    params: 0,
    macs: 0,
    paths: '0 1 2 3 4 5 6',
  },
  {
    lines: 'input(16x14x14)\nx = dense_layer(4, narrow=8)',
    output: [20, 14, 14],
    // 2·16 of the first norm, 16·8, 2·8 of the second, 3·3·8·4; at each of 14 · 14 places.
    params: 32 + 128 + 16 + 288,
    macs: (128 + 288) * 196,
    paths: 'norm1 relu1 conv1 norm2 relu2 conv2 6',
  },
  {
    // 3·3·16·32 + 3·3·32·32 + 16·32 weights, and 2·32 for each of three norms; ⌊(14 + 2·1 − 3) / 2⌋ + 1 = 7.
    lines: 'input(16x14x14)\nx = basic_block(32, stride=2)',
    output: [32, 7, 7],
    params: 4608 + 9216 + 512 + 3 * 64,
    macs: (4608 + 9216 + 512) * 49,
    paths: 'conv1 bn1 2 conv2 bn2 downsample.0 downsample.1 5 6',
  },
  {
    // Nothing is projected where the shape stays.
    lines: 'input(16x14x14)\nx = basic_block(16)',
    output: [16, 14, 14],
    params: 2 * 2304 + 2 * 32,
    macs: 2 * 2304 * 196,
    paths: 'conv1 bn1 2 conv2 bn2 5 6',
  },
  {
    // SqueezeNet's fire2, by table 1: 96·16 + 16, 16·64 + 64, 9·16·64 + 64.
    lines: 'input(96x54x54)\nx = fire(16, 64)',
    output: [128, 54, 54],
    params: 1552 + 1088 + 9280,
    macs: (1536 + 1024 + 9216) * 2916,
    paths: 'squeeze squeeze_activation expand1x1 expand1x1_activation expand3x3 expand3x3_activation 6',
  },
  {
    // Half of 116 channels: 58·58, 9·58, 58·58 weights, and 2·58 for each of three norms.
    lines: 'input(116x28x28)\nx = shuffle_unit(116)',
    output: [116, 28, 28],
    params: 2 * 3364 + 522 + 3 * 116,
    macs: (2 * 3364 + 522) * 784,
    paths: '0 1 branch2.0 branch2.1 branch2.2 branch2.3 branch2.4 branch2.5 branch2.6 branch2.7 2 3',
  },
  {
    // 3·3·16·32 weights and no bias, 2·32 of the norm; ⌊(29 + 2·1 − 3) / 2⌋ + 1 = 15.
    lines: 'input(16x29x29)\nx = conv_norm_act(32, stride=2)',
    output: [32, 15, 15],
    params: 4608 + 64,
    macs: 4608 * 15 * 15,
    paths: '0 1 2',
  },
  {
    // A 5x5 that reaches 9 is padded by 4; of 8 channels each has one kernel.
    lines: 'input(8x20x20)\nx = conv_norm_act(8, 5, dilation=2, groups=8, norm=gn(2), act=silu)',
    output: [8, 20, 20],
    params: 200 + 16,
    macs: 200 * 20 * 20,
    paths: '0 1 2',
  },
  {
    // torchvision's Bottleneck(256, 128, stride=2) and its projection: weights, and two numbers a normalised channel.
    lines: 'input(256x56x56)\nx = bottleneck(128, stride=2)',
    output: [512, 28, 28],
    params: 256 * 128 + 9 * 128 * 128 + 128 * 512 + 256 * 512 + 2 * (128 + 128 + 512 + 512),
    macs: 256 * 128 * 56 * 56 + (9 * 128 * 128 + 128 * 512 + 256 * 512) * 28 * 28,
    paths: 'conv1 bn1 2 conv2 bn2 5 conv3 bn3 downsample.0 downsample.1 8 9',
  },
  {
    // ResNeXt's unit, 32 groups of 4: 128·9·4 weights in the 3x3, and what entered is added as it is.
    lines: 'input(256x56x56)\nx = bottleneck(128, groups=32, out=256)',
    output: [256, 56, 56],
    params: 256 * 128 + 9 * 128 * 4 + 128 * 256 + 2 * (128 + 128 + 256),
    macs: (256 * 128 + 9 * 128 * 4 + 128 * 256) * 56 * 56,
    paths: 'conv1 bn1 2 conv2 bn2 5 conv3 bn3 8 9',
  },
  {
    // In the third row of MobileNetV2's table 2: 24·144, 9·144 and 144·24.
    lines: 'input(24x56x56)\nx = inverted_residual(24)',
    output: [24, 56, 56],
    params: 3456 + 1296 + 3456 + 2 * (144 + 144 + 24),
    macs: (3456 + 1296 + 3456) * 56 * 56,
    paths: 'conv.0.0 conv.0.1 conv.0.2 conv.1.0 conv.1.1 conv.1.2 conv.2 conv.3 0',
  },
  {
    // The second row: nothing to widen, and nothing is added where the channels differ.
    lines: 'input(32x112x112)\nx = inverted_residual(16, expand=1)',
    output: [16, 112, 112],
    params: 288 + 512 + 2 * (32 + 16),
    macs: (288 + 512) * 112 * 112,
    paths: 'conv.0.0 conv.0.1 conv.0.2 conv.1 conv.2',
  },
  {
    // torchvision's EfficientNet-B0, features.2.1: squeezed to a quarter of the 24 that enter, the 1x1 of one position.
    lines: 'input(24x56x56)\nx = mbconv(24)',
    output: [24, 56, 56],
    params: 3456 + 1296 + (144 * 6 + 6) + (6 * 144 + 144) + 3456 + 2 * (144 + 144 + 24),
    macs: (3456 + 1296 + 3456) * 56 * 56 + 2 * 144 * 6,
    paths:
      'block.0.0 block.0.1 block.0.2 block.1.0 block.1.1 block.1.2 block.2.avgpool block.2.fc1 block.2.activation ' +
      'block.2.fc2 block.2.scale_activation block.2.5 block.3.0 block.3.1 block.3.2 stochastic_depth 1',
  },
  {
    // torchvision's ASPP(2048, [12, 24, 36]): a 1x1, three 3x3, a 1x1 of the mean, and 1280·256 to mix them.
    lines: 'input(2048x28x28)\nx = aspp',
    output: [256, 28, 28],
    params: 2048 * 256 * (1 + 3 * 9 + 1) + 1280 * 256 + 2 * 256 * 6,
    macs: (2048 * 256 * (1 + 3 * 9) + 1280 * 256) * 28 * 28 + 2048 * 256,
    paths:
      'convs.0.0 convs.0.1 convs.0.2 convs.1.0 convs.1.1 convs.1.2 convs.2.0 convs.2.1 convs.2.2 convs.3.0 convs.3.1 ' +
      'convs.3.2 convs.4.0 convs.4.1 convs.4.2 convs.4.3 convs.4.4 convs project.0 project.1 project.2 project.3',
  },
  {
    // A branch of PSPNet's pyramid: 2048·512 weights at 3 · 3 bins.
    lines: 'input(2048x60x60)\nx = image_pooling(512, bins=3)',
    output: [512, 60, 60],
    params: 2048 * 512 + 2 * 512,
    macs: 2048 * 512 * 9,
    paths: '0 1 2 3 4',
  },
];

test.each(uses)('$lines', ({ lines, output, params, macs, paths }) => {
  const analysis = analysisOf(lines);
  const [model] = analysis.models;
  expect(review(analysis)).toEqual([]);
  expect(model?.network.layers.at(-1)?.output).toEqual(output);
  expect(model?.totals).toMatchObject({ params, macs });
  expect(model?.network.layers.slice(1).map(layer => layer.path)).toEqual(paths.split(' ').map(path => `x.${path}`));
});

test.each(Object.entries(library))('%s is formatted, and documents its block and every parameter', (file, text) => {
  expect(format(text)).toBe(text);
  const analysis = analyze(file, { read: () => ({ text }), exists: () => true });
  expect(review(analysis)).toEqual([]);
  for (const item of analysis.tree.items) {
    if (item.kind !== 'block') continue;
    for (const { name } of item.parameters) expect(item.documentation).toContain(`\`${name.text}\``);
  }
});
