import { expect, test } from 'vitest';
import { fileSymbols, matchesQuery } from './workspace-symbols.ts';

test('a file offers its models, blocks and lets', () => {
  const text = 'let n = 4\nblock basic { relu }\nmodel Net {\n  input(1x8x8)\n  a = basic\n}\nblock { }\n';
  expect(fileSymbols(text).map(({ kind, name, span }) => [kind, name, text.slice(span.start, span.end)])).toEqual([
    ['let', 'n', 'n'],
    ['block', 'basic', 'basic'],
    ['model', 'Net', 'Net'],
  ]);
});

test.each([
  ['ResNet18', '', true],
  ['ResNet18', 'rn18', true],
  ['ResNet18', '18R', false],
  ['basic', 'basics', false],
])('%s is found by %j: %s', (name, query, found) => {
  expect(matchesQuery(name, query)).toBe(found);
});
