import { expect, test } from 'vitest';
import { layersAt } from './layer-at.ts';
import { programLayer } from './testing.ts';

//            0         1         2         3         4
//            01234567890123456789012345678901234567890123456
const TEXT = '  conv1 = conv(6, 5)\n  tanh -> avgpool(2)\n\n  add';

/** Layers by the text of their calls; `add` stands for two, a block's. */
const layers = ['conv(6, 5)', 'tanh', 'avgpool(2)', 'add', 'add'].map(call => {
  const start = TEXT.indexOf(call);
  return programLayer(call, { span: { start, end: start + call.length } });
});

const at = (offset: number) => {
  const start = TEXT.lastIndexOf('\n', offset - 1) + 1;
  const end = TEXT.indexOf('\n', offset);
  return layersAt(layers, offset, { start, end: end < 0 ? TEXT.length : end });
};

test.each([
  ['in a call', TEXT.indexOf('6, 5'), [0]],
  ['at a call’s end', TEXT.indexOf('tanh') + 4, [1]],
  ['in the second call of a line', TEXT.indexOf('pool'), [2]],
  ['on a label: the call of its line', TEXT.indexOf('conv1'), [0]],
  ['on an arrow: the first call of its line', TEXT.indexOf('->') + 1, [1]],
  ['on an empty line', TEXT.indexOf('\n\n') + 1, []],
  ['in a call that made two layers', TEXT.length, [3, 4]],
])('%s', (_, offset, expected) => expect(at(offset)).toEqual(expected));

test('of calls within each other the innermost', () => {
  const outer = layers.map(layer => ({ ...layer, span: { start: 0, end: TEXT.length } }));
  expect(layersAt([...outer, ...layers], TEXT.indexOf('avgpool'), { start: 0, end: TEXT.length })).toEqual([7]);
});
