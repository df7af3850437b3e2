/** Lines that are pasted from PyTorch, https://docs.pytorch.org/docs/stable/nn.html: one error, and what it becomes. */
import { describe, expect, test } from 'vitest';
import { layerUse } from '../analysis/layer-use.ts';
import { analyze } from '../analyze.ts';
import { applyEdits } from '../edits.ts';
import { operations } from '../ops/registry.ts';
import { operationOfClass } from '../ops/torch-names.ts';

const analysed = (text: string) => analyze('net.cnn', { read: () => ({ text }), exists: () => true });

const inModel = (lines: string, shape = '3x32x32') => `model M {\n  input(${shape})\n  ${lines}\n}\n`;

/** The text after the first fix of its only error. */
function fixed(text: string): string | undefined {
  const [problem, ...others] = analysed(text).problems;
  const [fix] = problem?.fixes ?? [];
  return others.length > 0 || !fix ? undefined : applyEdits(text, fix.edits);
}

test.each([
  ['nn.Conv2d(64, 128, kernel_size=3, padding=1)', 'conv(128, 3, padding=1)'],
  ['nn.Conv2d(in_channels=64, out_channels=128, kernel_size=(1, 7), bias=False)', 'conv(128, 1x7, bias=false)'],
  ['nn.Conv2d(64, 128, 3, 2, 1)', 'conv(128, 3, stride=2, padding=1)'],
  ['nn.Conv1d(8, 16, 3, padding="same")', 'conv(16, 3, padding=same)'],
  ["nn.Conv2d(8, 16, 3, padding_mode='reflect')", 'conv(16, 3, padding_mode=reflect)'],
  ['nn.Conv2d(8, 2 * 8, 3)', 'conv(2 * 8, 3)'],
  ['torch.nn.Conv3d(8, 16, (3, 1, 1))', 'conv(16, 3x1x1)'],
  ['nn.ConvTranspose2d(8, 4, 2, stride=2)', 'conv_transpose(4, 2, stride=2)'],
  ['nn.ConvTranspose2d(8, 4, 3, 2, 1, 1)', 'conv_transpose(4, 3, stride=2, padding=1, output_padding=1)'],
  ['nn.ReLU(inplace=True)', 'relu'],
  ['nn.ReLU(True),', 'relu'],
  ['nn.LeakyReLU(0.2, inplace=True)', 'leaky_relu(negative_slope=0.2)'],
  ['nn.PReLU()', 'prelu'],
  ['nn.Softmax(dim=1)', 'softmax'],
  ['nn.BatchNorm2d(64)', 'bn'],
  ['nn.BatchNorm2d(64, eps=1e-3, momentum=None)', 'bn(eps=1e-3)'],
  ['nn.InstanceNorm2d(64, affine=True)', 'instance_norm(affine=true)'],
  ['nn.GroupNorm(8, 64)', 'gn(8)'],
  ['nn.LayerNorm(64)', 'ln(over=last)'],
  ['nn.LayerNorm([64, 7, 7])', 'ln(over=3)'],
  ['nn.LocalResponseNorm(5, alpha=0.0001)', 'lrn(5, alpha=0.0001)'],
  ['nn.MaxPool2d(kernel_size=3, stride=2, padding=1)', 'maxpool(3, stride=2, padding=1)'],
  ['nn.MaxPool2d(2, 2, ceil_mode=True)', 'maxpool(2, stride=2, ceil_mode=true)'],
  ['nn.AvgPool2d(2)', 'avgpool(2)'],
  ['nn.AdaptiveAvgPool2d((1, 1))', 'adaptive_avgpool(1x1)'],
  ['nn.Linear(in_features=512, out_features=10, bias=False)', 'linear(10, bias=false)'],
  ['nn.Dropout(p=0.2)', 'dropout(p=0.2)'],
  ['nn.Dropout2d(0.2)', 'dropout(p=0.2)'],
  ['nn.Flatten()', 'flatten'],
  ['nn.Flatten(1)', 'flatten'],
  ['nn.Flatten(start_dim=2)', 'flatten(start=1)'],
  ['nn.Identity()', 'identity'],
  ['nn.Upsample(scale_factor=2, mode="bilinear")', 'upsample(scale=2, mode=bilinear)'],
  ['nn.Upsample((14, 14))', 'upsample(size=14x14)'],
  ['nn.PixelShuffle(2)', 'pixel_shuffle(2)'],
  ['nn.ChannelShuffle(2)', 'channel_shuffle(2)'],
  ['nn.ZeroPad2d((1, 2, 3, 4))', 'pad([[3, 4], [1, 2]])'],
  ['nn.ReflectionPad2d(3)', 'pad(3, mode=reflect)'],
  ['nn.ConstantPad1d((1, 0), 0.5)', 'pad([[1, 0]], value=0.5)'],
  ['nn.MultiheadAttention(64, 8, batch_first=True)', 'attention(8)'],
  ['nn.Unfold(3, padding=1)', 'unfold(3, padding=1)'],
  // In the manner of this language, but for the capitals.
  ['Conv2d(64, 3)', 'conv(64, 3)'],
  ['ReLU()', 'relu'],
  ['ReLU', 'relu'],
  // With a name.
  ['self.conv1 = nn.Conv2d(3, 64, 7)', 'conv1 = conv(64, 7)'],
  ['bn1 = nn.BatchNorm2d(64)', 'bn1 = bn'],
  ['nn.Conv2d(3, 6, 5) -> tanh', 'conv(6, 5) -> tanh'],
  // In a sequence.
  [
    'self.features = nn.Sequential(\n    nn.Conv2d(3, 64, 3), nn.ReLU(inplace=True),\n    nn.Sequential(nn.MaxPool2d(2)),\n  )',
    'features = {\n    conv(64, 3)\n    relu\n    {\n      maxpool(2)\n    }\n  }',
  ],
])('%s', (from, to) => {
  expect(fixed(inModel(from))).toBe(inModel(to));
});

describe('the layers below know what was pasted', () => {
  test.each([
    ['nn.Conv2d(3, 8, 3, stride=2)', '8x15x15', '0'],
    ['self.stem = nn.Sequential(nn.Conv2d(3, 8, 3), nn.MaxPool2d(2))', '8x15x15', 'stem.1'],
    ['nn.Hardtanh(0, 6)', '3x32x32', undefined],
  ])('%s', (line, shape, path) => {
    const { models, problems } = analysed(inModel(`${line}\n  relu -> ${shape}`));
    expect(problems).toHaveLength(1);
    expect(models[0]?.network.layers.map(layer => layer.path)).toContain(path ?? '1');
  });
});

test('a fault in a constructor is told, and nothing more of it', () => {
  expect(analysed(inModel('nn.Conv2d(3, 8, 3')).problems.map(({ code }) => code)).toEqual(['unclosed-bracket']);
  expect(analysed(inModel('nn.Conv2d(3, 8 3)')).problems.map(({ code }) => code)).toEqual(['missing-comma']);
});

test('every class of PyTorch that a layer is exported as is known', () => {
  // What is several modules is none.
  const several = new Set(['Sequential']);
  const unknown = [...operations.values()].flatMap(operation => {
    const network = analysed(`model M {\n${operation.example}\n}\n`).models[0]?.network;
    const layer = network?.layers.find(candidate => candidate.operation === operation);
    const use = network && layer && layerUse(network, layer);
    const name = use && /^nn\.(\w+)\(/.exec(operation.torch(use))?.[1];
    return name && !several.has(name) && !operationOfClass(name) ? [name] : [];
  });
  expect(unknown).toEqual([]);
});

/** What Keras, PyTorch's functions and papers say. */
test.each([
  ['BatchNormalization', 'bn'],
  ['MaxPooling2D(2)', 'maxpool(2)'],
  ['max_pool2d(2)', 'maxpool(2)'],
  ['Conv2DTranspose(3, 3)', 'conv_transpose(3, 3)'],
  ['Dense(10)', 'linear(10)'],
  ['swish', 'silu'],
  ['relu(inplace=true)', 'relu()'],
  ['conv(8, 3, strides=2)', 'conv(8, 3, stride=2)'],
  ['conv(filters=8, kernel=3)', 'conv(out=8, kernel=3)'],
  ['conv(8, in_channels=3, kernel=3)', 'conv(8, kernel=3)'],
  ['conv(8, 3, in_channels=3)', 'conv(8, 3)'],
  ['dropout(rate=0.5)', 'dropout(p=0.5)'],
])('%s is %s here', (from, to) => {
  expect(fixed(inModel(from))).toBe(inModel(to));
});
