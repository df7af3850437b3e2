import { expect, test } from 'vitest';
import { wrapped } from './wrapped.ts';

test.each([
  ['', ['']],
  ['one two', ['one two']],
  ['one two three', ['one two', 'three']],
  ['a incomprehensibilities b', ['a', 'incomprehensibilities', 'b']],
])('%j', (text, lines) => expect(wrapped(text, 8)).toEqual(lines));
