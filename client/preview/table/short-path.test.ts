import { expect, test } from 'vitest';
import { shortPath, shortUnnamed } from './short-path.ts';

test.each([
  ['layer1.0.conv1', 20, 'layer1.0.conv1'],
  // 20 characters: 7 of the first name and the gap, 13 of the end.
  ['down4.maxpool_conv.1.double_conv.3', 20, 'down4.…double_conv.3'],
  ['averyveryverylongname.0', 12, 'averyv.…me.0'],
])('%s in %d', (path, most, expected) => expect(shortPath(path, most)).toBe(expected));

test('what a layer without a name does is told where that takes no more room than the longest path', () => {
  const layers = [
    ['conv1', 'conv'],
    ['2', 'relu'],
    ['layer1.0.2', 'relu'],
    ['layer4.0.downsample.0', 'conv'],
    ['layer4.0.downsample.10', 'global_avgpool'],
  ].map(([path = '', operation = '']) => ({ path, operation }));
  expect(shortUnnamed(layers, 28)).toEqual([1, 2]);
  expect(shortUnnamed([{ path: 'features.10', operation: 'conv_transpose' }], 28)).toEqual([]);
});
