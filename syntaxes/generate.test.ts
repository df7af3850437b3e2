import { expect, test } from 'vitest';
import { RESERVED_WORDS } from '#core/language/token.ts';
import { operations } from '#core/ops/registry.ts';
import { grammar, markdownGrammar, type Grammar } from './generate.ts';

const json = (value: Grammar): string => `${JSON.stringify(value, undefined, 2)}\n`;

test('the committed grammars are those the registry gives', async () => {
  await expect(json(grammar)).toMatchFileSnapshot('cnn.tmLanguage.json');
  await expect(json(markdownGrammar)).toMatchFileSnapshot('cnn.markdown.tmLanguage.json');
});

const rules = Object.entries(grammar.repository ?? {}).map(
  ([name, { match = '' }]) => [name, new RegExp(match, 'uy')] as const,
);

/** The rule that colours each piece of a line, as TextMate picks it: the first in order that matches at a place. */
function coloured(line: string): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < line.length;) {
    const [name, end] = firstMatch(line, at);
    if (name) pieces.push(`${name} ${line.slice(at, end).trim()}`);
    at = end;
  }
  return pieces;
}

function firstMatch(line: string, at: number): readonly [string | undefined, number] {
  for (const [name, pattern] of rules) {
    pattern.lastIndex = at;
    if (pattern.test(line) && pattern.lastIndex > at) return [name, pattern.lastIndex];
  }
  return [undefined, at + 1];
}

const lines: readonly (readonly [line: string, ...pieces: string[]])[] = [
  ['## A block', 'documentation ## A block'],
  ['  relu # why', 'layer relu', 'comment # why'],
  ['block se(squeeze) {', 'definition block se', 'variable squeeze'],
  ['block = { relu }', 'label block', 'assignment =', 'layer relu'],
  ['bn1 = bn', 'label bn1', 'assignment =', 'layer bn'],
  ['denselayer$i = relu', 'label denselayer$i', 'assignment =', 'layer relu'],
  [
    'conv(64, 3, padding=same) -> 64x_x56',
    'layer conv',
    'number 64',
    'number 3',
    'parameter padding',
    'assignment =',
    'word same',
    'chain ->',
    'size 64x_x56',
  ],
  ['for c, n in [[64, 2]] {', 'loop for c, n in', 'number 64', 'number 2'],
  ['for i in 0..n', 'loop for i in', 'number 0', 'range ..', 'variable n'],
  [
    'if in.channels != out { add(in) }',
    'control if',
    'entering in',
    'attribute channels',
    'comparison !=',
    'variable out',
    'merge add',
    'entering in',
  ],
  ['output heat = se', 'statement output', 'label heat', 'assignment =', 'library se'],
  ['output = relu', 'label output', 'assignment =', 'layer relu'],
  ['budget params <= 1.2M', 'statement budget', 'variable params', 'comparison <=', 'number 1.2M'],
  [
    'import a as b from "c.cnn"',
    'statement import',
    'variable a',
    'statement as',
    'variable b',
    'statement from',
    'string "c.cnn"',
  ],
  [
    '"fpn.$i.0" = unit(max(1, 2))',
    'string "fpn.$i.0"',
    'assignment =',
    'call unit',
    'function max',
    'number 1',
    'number 2',
  ],
  ['weights "half', 'statement weights', 'string "half'],
  ['größe1 = -x ** 2', 'label größe1', 'assignment =', 'arithmetic -', 'variable x', 'arithmetic **', 'number 2'],
];

test.each(lines)('%s', (line, ...pieces) => {
  expect(coloured(line)).toEqual(pieces);
});

test.each(RESERVED_WORDS)('the reserved word %s is no name', word => {
  expect(coloured(word)).toEqual([expect.stringMatching(/^(control|logic|truth|entering) /)]);
});

test.each([...operations.keys()])('the operation %s is coloured as one', name => {
  expect(coloured(`${name}(64)`)[0]).toMatch(new RegExp(`^(layer|merge) ${name}$`));
});
