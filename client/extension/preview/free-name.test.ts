import { expect, test } from 'vitest';
import { freeName } from './free-name.ts';

test.each([
  ['a name that is free', 'cat.png', [], 'cat.png'],
  ['a pasted picture, as all are called', 'image.png', ['image.png', 'image-2.png'], 'image-3.png'],
  ['a path', '../../etc/cat.png', [], 'etccat.png'],
  ['no name', '', ['picture'], 'picture-2'],
  ['an ending alone', '.png', [], 'picture.png'],
  ['letters of any script', '小猫 1.jpeg', [], '小猫 1.jpeg'],
  ['more than one dot', 'a.b.png', ['a.b.png'], 'a.b-2.png'],
  ['more than a name may have', `${'x'.repeat(300)}.png`, [], `${'x'.repeat(76)}.png`],
] as const)('%s', (_, name, taken, free) => expect(freeName(name, taken)).toBe(free));
