import { expect, test } from 'vitest';
import { analyzeText } from '../../../test/support/annotated.ts';
import { sampleModel } from '../../../test/support/samples.ts';
import { hasErrors } from '../diagnostics.ts';
import { fits, ruleText } from './size-rule.ts';
import { ENGLISH } from '../words.ts';

/** Of each group of axes: `0, 1: multiples of 16, at least 16`. */
const sizesOf = (body: string, parameters = ''): readonly string[] | undefined =>
  analyzeText(`model M${parameters} {\n${body}\n}`).models[0]?.validSizes?.map(
    ({ axes, rule }) => `${axes.join(', ')}: ${rule ? ENGLISH(ruleText(rule)) : 'unknown'}`,
  );

const both = (text: string): readonly string[] => [`0: ${text}`, `1: ${text}`];

/** Two levels of a U-Net without padding: n − 4 − 4, half of it, − 4, doubled. */
const unet = (up: string): string => `
  a = conv(4, 3, padding=1)
  maxpool(2)
  b = conv(4, 3, padding=1)
  maxpool(2) -> conv(4, 3, padding=1)
  ${up} -> concat(b)
  ${up} -> concat(a)`;

test.each<[string, string, readonly string[] | undefined]>([
  ['what keeps every size', 'input(3x8x8)\nconv(4, 3, padding=1)', both('at least 1')],
  ['a kernel of 5', 'input(3x8x8)\nconv(4, 5)', both('at least 5')],
  ['axes apart', 'input(3x8x8)\nconv(4, 5x1)', ['0: at least 5', '1: at least 1']],
  ['one axis', 'input(3x800)\nconv(4, 9, stride=4)', ['0: at least 9']],
  // VGG-16: five halvings, each of at least 2.
  ['five halvings', 'input(3x64x64)\nrepeat 5 { maxpool(2) }\nflatten -> linear(3)', both('at least 32')],
  // 2 · 2 = 4.
  ['two halvings that are doubled again', `input(3x8x8)${unet('upsample(2)')}`, both('multiples of 4, at least 4')],
  [
    'the same at a size that fails',
    `input(3x10x14)${unet('conv_transpose(4, 2, stride=2)')}`,
    both('multiples of 4, at least 4'),
  ],
  [
    'doubled to the size of the other',
    'input(3x8x8)\na = relu\nmaxpool(2) -> upsample(like=a) -> concat(a)',
    both('at least 2'),
  ],
  // ⌊(n + 2 − 3)/2⌋ + 1 = ⌈n/2⌉ and ⌊n/2⌋ are equal where n is even.
  ['two ways to halve', 'input(3x8x8)\nadd(conv(3, 3, stride=2, padding=1), maxpool(2))', both('even, at least 2')],
  // ⌊n/4⌋ = 2.
  ['a size that is written', 'input(3x8x8)\nadd(avgpool(4), upsample(size=2))', both('only 8, 9, 10 or 11')],
  // n − 4 = 2·⌊(n − 2)/2⌋ − 2 for even n.
  [
    'convolutions without padding',
    'x = input(3x16x16)\na = conv(4, 5)\nx -> conv(4, 3) -> maxpool(2) -> conv(4, 2) -> conv_transpose(4, 2, stride=2)\nconcat(a)',
    both('even, at least 6'),
  ],
  ['an assertion does not count', 'input(3x8x8)\nmaxpool(2) -> 3x4x4', both('at least 2')],
  ['another error stands in the way', 'input(3x8x8)\nmaxpol(2)', undefined],
  ['a flat input has none', 'input(10)\nlinear(3)', undefined],
  ['inputs that differ', 'a = input(3x8x8)\nb = input(3x4x4)\nmaxpool(2)', undefined],
  [
    'two inputs alike',
    'a = input(3x8x8)\nb = input(3x8x8)\nmaxpool(2) -> add(a -> maxpool(2, ceil_mode=true))',
    both('even, at least 2'),
  ],
])('%s', (_, body, expected) => expect(sizesOf(body)).toEqual(expected));

test('a parameter that gives both sizes, and a size below', () => {
  expect(
    sizesOf('input([3, size, size])\na = relu\nmaxpool(4) -> upsample(size=size) -> concat(a)', '(size=8)'),
  ).toEqual(['0, 1: at least 4']);
});

test('sizes that arguments ask for', () => {
  const body = 'input(3x8x8)\na = relu\nmaxpool(2) -> upsample(size=[a.height, a.width]) -> concat(a)';
  expect(sizesOf(body)).toEqual(both('at least 2'));
});

/**
 * The least sizes that torchvision says its networks take: `min_size` of the weights' metadata,
 * https://docs.pytorch.org/vision/stable/models.html.
 */
test.each([
  ['zoo/alexnet.cnn', 'AlexNet', 63],
  ['zoo/convnext.cnn', 'ConvNeXtTiny', 32],
  ['zoo/densenet.cnn', 'DenseNet121', 29],
  ['zoo/efficientnet.cnn', 'EfficientNetB0', 1],
  ['inception.cnn', 'GoogLeNet', 15],
  ['zoo/inception_v3.cnn', 'InceptionV3', 75],
  ['mobilenet_v2.cnn', 'MobileNetV2', 1],
  ['resnet.cnn', 'ResNet50', 1],
  ['zoo/squeezenet.cnn', 'SqueezeNet', 21],
  ['vgg16.cnn', 'VGG16', 32],
])('%s: %s takes what torchvision says', (file, name, least) => {
  const rules = sampleModel(file, name).validSizes?.map(({ rule }) => rule && ENGLISH(ruleText(rule)));
  expect(rules).toEqual([`at least ${least}`, `at least ${least}`]);
});

/** The law behind all: what the rule says of a size is what an analysis at that size says. */
test.each([
  ['rounding', 'maxpool(2)\nadd(x -> conv(3, 3, stride=2, padding=1))'],
  ['rounding up', 'maxpool(3, stride=2, ceil_mode=true)\nadd(x -> conv(3, 1, stride=2))'],
  ['two levels', unet('upsample(2)')],
  ['no padding', 'conv(3, 5) -> maxpool(3, stride=3) -> upsample(3)\nadd(x -> conv(3, 3) -> conv(3, 3))'],
  ['a size from a tensor', 'maxpool(2) -> upsample(like=x)\nadd(x)'],
])('%s: the rule agrees with an analysis at every size', (_, body) => {
  const at = (size: number) => analyzeText(`model M {\ninput(3x${size}x${size})\nx = relu\n${body}\n}`);
  const rules = at(16).models[0]?.validSizes?.map(({ rule }) => rule) ?? [];
  const sizes = Array.from({ length: 40 }, (__, index) => index + 1);
  const builds = sizes.filter(size => !hasErrors(at(size).problems));
  expect(sizes.filter(size => rules.every(rule => rule && fits(rule, size)))).toEqual(builds);
});
