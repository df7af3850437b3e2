import { expect, test } from 'vitest';
import { analyze } from '../../analyze.ts';
import { ENGLISH } from '../../words.ts';
import { kerasText } from './keras-text.ts';

function exported(lines: string): string {
  const text = `model M {\n  ${lines}\n}\n`;
  const [model] = analyze('net.cnn', { read: () => ({ text }), exists: () => true }).models;
  const made = model && kerasText(model.network, 'net.cnn');
  return made === undefined ? '' : 'text' in made ? made.text : ENGLISH(made.problem);
}

test('reads as somebody would write it', () => {
  expect(
    exported(
      'input(3x8x8)\n  conv1 = conv(4, 3, padding=1)\n  relu\n  maxpool(2)\n  flatten\n  fc = linear(2, bias=false)',
    ),
  ).toBe(
    `# M, exported from net.cnn by Fovea, for Keras 3, channels last.

import keras
from keras import layers


def M():
    x = in_input = keras.Input((8, 8, 3,))
    x = layers.Conv2D(4, 3, name="conv1")(layers.ZeroPadding2D(((1, 1), (1, 1)))(x))  # 4×8×8
    x = layers.ReLU(name="1")(x)  # 4×8×8
    x = layers.MaxPooling2D(2, name="2")(x)  # 4×4×4
    x = layers.Flatten(name="3")(layers.Permute((3, 1, 2))(x))  # 64
    x = layers.Dense(2, use_bias=False, name="fc")(x)  # 2
    return keras.Model(in_input, x, name="M")
`,
  );
});

/** https://keras.io/api/layers/: each with what its pages say. */
test.each([
  ['conv(4, 3, padding=same, stride=2)', 'layers.Conv2D(4, 3, strides=2, padding=\'same\', name="0")(x)'],
  ['depthwise(3, bias=false)', 'layers.DepthwiseConv2D(3, use_bias=False, name="0")(x)'],
  ['conv(4, 3, dilation=2, groups=2)', 'layers.Conv2D(4, 3, dilation_rate=2, groups=2, name="0")(x)'],
  // Keras gives (8 − 1) · 2 + 3 = 17: one off at each side is 15, with one left of the end 16.
  [
    'conv_transpose(2, 3, stride=2, padding=1, output_padding=1)',
    'layers.Cropping2D(((1, 0), (1, 0)))(layers.Conv2DTranspose(2, 3, strides=2, name="0")(x))  # 2×16×16',
  ],
  // What is never the largest: zeros would be among negative numbers.
  [
    'maxpool(3, stride=2, padding=1)',
    'layers.MaxPooling2D(3, strides=2, name="0")(ops.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)), constant_values=float("-inf")))',
  ],
  ['avgpool(3, padding=1)', 'layers.AveragePooling2D(3, name="0")(layers.ZeroPadding2D(((1, 1), (1, 1)))(x))'],
  // Keras's momentum is what stays of the old, PyTorch's what comes of the new.
  ['bn', 'layers.BatchNormalization(momentum=0.9, epsilon=0.00001, name="0")(x)'],
  ['ln(over=channels)', 'layers.LayerNormalization(epsilon=0.00001, name="0")(x)'],
  ['gn(2)', 'layers.GroupNormalization(2, epsilon=0.00001, name="0")(x)'],
  ['prelu(4)', 'layers.PReLU(shared_axes=[1, 2], name="0")(x)'],
  ['global_avgpool', 'layers.GlobalAveragePooling2D(keepdims=True, name="0")(x)'],
  ['upsample(2, mode=bilinear)', 'layers.UpSampling2D(2, interpolation=\'bilinear\', name="0")(x)'],
  ['add({ relu })', 'layers.Add(name="1")([x_input, x])'],
])('%s', (line, text) => {
  expect(exported(`input(4x8x8)\n  ${line}`)).toContain(text);
});

test.each([
  ['conv(4, 3, stride=2, dilation=2)', '0, conv,'],
  ['pixel_shuffle(2)', '0, pixel_shuffle,'],
  ['maxpool(3, stride=2, ceil_mode=true)', '0, maxpool,'],
  ['upsample(2, mode=bilinear, align_corners=true)', '0, upsample,'],
  ['a = conv(4, 1)\n  reuse(a)', '1.0, conv,'],
])('%s has no counterpart', (line, what) => {
  expect(exported(`input(4x8x8)\n  ${line}`)).toContain('Keras has no layer that does what');
  expect(exported(`input(4x8x8)\n  ${line}`)).toContain(what.slice(-6));
});
