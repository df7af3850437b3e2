import { expect, test } from 'vitest';
import { ENGLISH } from '#core/words.ts';
import { adapterRefusal } from './provider.ts';
import type { AdapterInfo } from './provider.ts';

const adapter = (about: Partial<AdapterInfo>): AdapterInfo => ({
  vendor: '',
  architecture: '',
  device: '',
  description: '',
  ...about,
});

test.each([
  ['none', undefined, 'there is no graphics processor that it could use'],
  [
    'Chromium’s own',
    adapter({ vendor: 'google', architecture: 'swiftshader' }),
    'here it is drawn by software: google swiftshader',
  ],
  [
    'Mesa’s',
    adapter({ vendor: 'mesa', description: 'llvmpipe (LLVM 19)' }),
    'here it is drawn by software: mesa llvmpipe (LLVM 19)',
  ],
  [
    'Windows’s',
    adapter({ description: 'Microsoft Basic Render Driver' }),
    'here it is drawn by software: Microsoft Basic Render Driver',
  ],
  ['one that says so', adapter({ vendor: 'x', isFallbackAdapter: true }), 'here it is drawn by software: x'],
])('an adapter that is refused: %s', (_, info, reason) => {
  const refusal = adapterRefusal(info);
  expect(refusal && ENGLISH(refusal)).toBe(reason);
});

test.each([
  adapter({ vendor: 'nvidia', architecture: 'ampere' }),
  adapter({ vendor: 'apple', architecture: 'metal-3', isFallbackAdapter: false }),
  adapter({ vendor: 'intel', architecture: 'xe' }),
])('an adapter that is used: $vendor', info => {
  expect(adapterRefusal(info)).toBeUndefined();
});
