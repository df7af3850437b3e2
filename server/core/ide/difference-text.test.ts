import { expect, test } from 'vitest';
import { differenceOf } from '../analysis/difference.ts';
import { ENGLISH } from '../words.ts';
import { fixture } from './fixture.ts';
import { differenceTitle } from './difference-text.ts';

const model = (lines: string) => fixture(`model M {\n  input(1x32x32)\n  ${lines}\n}\n`).analysis.models[0];

/**
 * A 3×3 from 1 to 1 channel has 9 weights and 9·30·30 = 8,100 MACs; another after it 9 more, and 9·28·28 = 7,056 MACs
 * (87.1 %); a dilation of 2 in place sees 5×5 at 9·28·28 (−12.9 %).
 */
test.each([
  [
    'conv(1, 3, bias=false)',
    'conv(1, 3, bias=false) -> conv(1, 3, bias=false)',
    '+100 % params, +87.1 % MACs, RF 3 → 5',
  ],
  ['conv(1, 3, bias=false)', 'conv(1, 3, bias=false, dilation=2)', '−12.9 % MACs, RF 3 → 5'],
  ['conv(1, 3, bias=false)', 'conv(1, 3, bias=false) -> relu', 'layers: 1 added'],
  ['relu', 'tanh', 'layers: 1 changed'],
  ['relu', 'relu', undefined],
  ['relu', 'conv(1, 1)', '2 params, 1,024 MACs'],
])('%s, now %s', (before, after, title) => {
  const [old, now] = [model(before), model(after)];
  const said = old && now && differenceTitle(differenceOf(old, now));
  expect(said && ENGLISH(said)).toBe(title);
});
