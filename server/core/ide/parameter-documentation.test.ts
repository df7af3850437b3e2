import { expect, test } from 'vitest';
import { parse } from '../language/parse.ts';
import { library } from '../library/library.ts';
import { parameterDocumentation } from './parameter-documentation.ts';

const blocks = Object.values(library).flatMap(text =>
  parse(text).tree.items.flatMap(item => (item.kind === 'block' ? item : [])),
);

test('every parameter of the library is documented', () => {
  const silent = blocks.flatMap(block =>
    block.parameters.flatMap(({ name }) =>
      parameterDocumentation(block, name.text) ? [] : `${block.name.text}: ${name.text}`,
    ),
  );
  expect(silent).toEqual([]);
});

test.each([
  ['stride', "of the 3x3, which keeps the size at stride 1; `groups=32` is ResNeXt's unit (arXiv 1611.05431)."],
  ['out', 'channels of the result, four times the width unless given.'],
  ['nothing', undefined],
])('%s of a bottleneck', (name, text) => {
  const bottleneck = blocks.find(block => block.name.text === 'bottleneck');
  expect(bottleneck && parameterDocumentation(bottleneck, name)).toBe(text);
});
