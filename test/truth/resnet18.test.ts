import { expect, test } from 'vitest';
import { layerFields } from '#core/analysis/layer-fields.ts';
import { analyzeText } from '../support/truth-nets.ts';

/** ResNet-18 (He et al., 2015, arXiv 1512.03385), named as torchvision names it. */
const RESNET_18 = `
block basic(out, stride=1) {
  add(
    {
      conv1 = conv(out, 3, stride=stride, padding=1, bias=false)
      bn1 = bn
      relu
      conv2 = conv(out, 3, padding=1, bias=false)
      bn2 = bn
    },
    downsample = if stride != 1 or in.channels != out { conv(out, 1, stride=stride, bias=false) -> bn }
  )
  relu
}

block stage(unit, out, depth, stride=1) {
  unit(out, stride=stride)
  repeat depth - 1 { unit(out) }
}

model ResNet18(classes=1000) {
  input(3x224x224)
  conv1 = conv(64, 7, stride=2, padding=3, bias=false)
  bn1 = bn
  relu -> maxpool(3, stride=2, padding=1)
  layer1 = stage(basic, 64, 2)
  layer2 = stage(basic, 128, 2, stride=2)
  layer3 = stage(basic, 256, 2, stride=2)
  layer4 = stage(basic, 512, 2, stride=2)
  global_avgpool -> flatten
  fc = linear(classes)
}
`;

const { model, errors } = analyzeText(RESNET_18);

test('has no error', () => expect(errors).toEqual([]));

// torchvision 0.14: state dict, torch.fx. Activations: 8,230,888 numbers; most are alive while bn1 runs, 2 · 64 · 112².
test('totals are torchvision’s', () => {
  expect(model.totals).toEqual({
    params: 11_689_512,
    buffers: 9620,
    macs: 1_814_073_344,
    activationBytes: 4 * 8_230_888,
    peakActivationBytes: 4 * 2 * 64 * 112 ** 2,
  });
});

// Measured on torchvision's model by following which pixels reach an output.
test.each([
  ['conv1', 7, 2, -3],
  ['layer1.1.bn2', 43, 4, -21],
  ['layer2.0.downsample.0', 43, 8, -21],
  ['layer2.1.bn2', 99, 8, -49],
  ['layer3.1.bn2', 211, 16, -105],
  ['layer4.0.downsample.1', 211, 32, -105],
  ['layer4.1.bn2', 435, 32, -217],
])('%s sees %i pixels, every %i, from %i on', (path, size, jump, start) => {
  const layer = model.network.layers.find(candidate => candidate.path === path);
  const field = layer && layerFields(model, layer.id)?.[0];
  expect(field).toMatchObject({ size, jump, start });
});

test('the classifier sees everything', () => {
  const fc = model.network.layers.at(-1);
  expect(fc && layerFields(model, fc.id)).toMatchObject([{ global: true }, { global: true }]);
});
