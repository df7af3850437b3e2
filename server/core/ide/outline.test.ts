import { expect, test } from 'vitest';
import { fixture } from './fixture.ts';
import { outlineOf } from './outline.ts';

/** For each fault its layer's path, and how the message begins. */
function faultsOf(text: string): readonly string[] {
  const { analysis } = fixture(text);
  const [model] = analysis.models;
  if (!model) throw new Error('There is no model.');
  const { layers, faults } = outlineOf(analysis, model);
  return faults.map(({ layer, message }) => `${layers[layer]?.path}: ${message.split(' ').slice(0, 4).join(' ')}`);
}

test.each<[string, string, readonly string[]]>([
  ['nothing wrong', 'model M {\n  input(1x8x8)\n  relu\n}\n', []],
  ['an argument', 'model M {\n  input(1x8x8)\n  relu\n  conv(4, 3, groups=3)\n  relu\n}\n', ['1: 3 groups do not']],
  [
    'a shape that is asserted',
    'model M {\n  input(1x8x8)\n  relu; maxpool(2) -> 1x3x3\n}\n',
    ['1: The shape is 1×4×4,'],
  ],
  ['a merge', 'model M {\n  input(1x8x8)\n  a = relu\n  maxpool(2)\n  add(a)\n}\n', ['2: add needs equal shapes:']],
  ['no layer', 'model M {\n  input(1x8x8)\n  relux\n}\n', []],
  // The window fits the first time, 8 → 4, and not the second: 4 − 5 + 1 = 0.
  [
    'one of a block’s uses',
    'model M {\n  input(1x8x8)\n  b\n  b\n  b\n}\nblock b {\n  conv(1, 5)\n  relu\n}\n',
    ['1.0: The kernel covers 5'],
  ],
])('%s', (_, text, expected) => expect(faultsOf(text)).toEqual(expected));

test('what is not known is left open, and the layers go on', () => {
  const { analysis } = fixture('model M {\n  input(1x8x8)\n  conv(4, 9)\n  relu\n}\n');
  const [model] = analysis.models;
  expect(model && outlineOf(analysis, model)).toMatchObject({
    model: 'M',
    layers: [
      { path: 'input', operation: 'input', shape: '1×8×8', inputs: [], params: 0 },
      // 4 · (9 · 9 + 1).
      { path: '0', operation: 'conv', shape: '4×?×?', inputs: [0], params: 328 },
      { path: '1', operation: 'relu', shape: '4×?×?', inputs: [1], params: 0 },
    ],
  });
});
