import { expect, test } from 'vitest';
import { shortPath } from './short-path.ts';

test.each([
  ['layer1.0.conv1', 20, 'layer1.0.conv1'],
  // 20 characters: 7 of the first name and the gap, 13 of the end.
  ['down4.maxpool_conv.1.double_conv.3', 20, 'down4.…double_conv.3'],
  ['averyveryverylongname.0', 12, 'averyv.…me.0'],
])('%s in %d', (path, most, expected) => expect(shortPath(path, most)).toBe(expected));
