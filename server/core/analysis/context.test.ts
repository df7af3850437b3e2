import { expect, test } from 'vitest';
import { sampleModel } from '../../../test/support/samples.ts';
import { analyzeText } from '../../../test/support/annotated.ts';
import { layersWithoutContext } from './context.ts';

const pathsOf = (model: Parameters<typeof layersWithoutContext>[0], paths: 'most' | 'least'): readonly string[] =>
  layersWithoutContext(model, paths).map(({ path }) => path);

/**
 * Stages of ResNet-18 see 43, 99, 211 and 435 of 224 positions: the first convolution of the last one adds 2 · 16 to 211.
 * The shortest path, through the shortcuts, sees 11.
 */
test('a network with shortcuts', () => {
  const model = sampleModel('resnet.cnn', 'ResNet18');
  expect(pathsOf(model, 'most')).toEqual(['layer4.0.conv2', 'layer4.1.conv1', 'layer4.1.conv2']);
  expect(pathsOf(model, 'least')).toEqual([]);
});

/** Richter et al., 2021, on VGG-16 at 32×32: 3, 5; 6; 10, 14; 16; 24, 32: the third convolution of block 3 meets 32. */
test.each(['most', 'least'] as const)('a chain, by the path that sees %s', paths => {
  const blocks = [2, 2, 3, 3, 3].map(count => `repeat ${count} { conv(4, 3, padding=1) -> relu }\nmaxpool(2)`);
  const [model] = analyzeText(`model M {\ninput(3x32x32)\n${blocks.join('\n')}\n}`).models;
  expect(model && pathsOf(model, paths)).toEqual(['14', '17', '19', '21', '24', '26', '28']);
});

test('every axis must be seen', () => {
  const [model] = analyzeText('model M {\ninput(3x3x9)\nrepeat 2 { conv(4, 3, padding=1) }\n}').models;
  expect(model && pathsOf(model, 'most')).toEqual([]);
});

test('a generator starts from a code of one position, which is no picture', () => {
  const [model] = analyzeText('model M {\ninput(8x1x1)\nconv_transpose(4, 4) -> conv(4, 3, padding=1)\n}').models;
  expect(model && pathsOf(model, 'most')).toEqual([]);
});
