import { expect, test } from 'vitest';
import { fixture } from '../fixture.ts';
import { saidCompletions } from './testing.ts';

const BLOCKS = `
block unit(out, stride=1, groups=1, act=relu, biased=false) {
  conv(out, 3, stride=stride, padding=1, groups=groups, bias=biased) -> act
}

## Hands on what it is given.
block stage(step, width, depth, pace=1) {
  unit(width, stride=pace)
  repeat depth - 1 { step(width) }
}

block fused(other) {
  add(in, other)
}
`;

/** What is offered with what it gives; without operations, snippets and keywords, which are the same everywhere. */
function effects(lines: string): readonly (readonly [label: string, effect: string | undefined])[] {
  const { analysis, offset } = fixture(`model M(n=12) {\n  input(16x32x32)\n  ${lines}\n}\n${BLOCKS}`);
  return saidCompletions({ analysis, offset })
    .filter(({ kind, snippet, label }) => !snippet && !['operation', 'keyword'].includes(kind) && !label.endsWith('='))
    .map(({ label, effect }) => [label, effect]);
}

const labels = (lines: string): readonly string[] => effects(lines).map(([label]) => label);

/** ⌊(32 + 2 − 3)/s⌋ + 1: 32, 16, 8, and for 12 ⌊31/12⌋ + 1 = 3. */
const STRIDES = [
  ['1', '→ 8×32×32'],
  ['2', '→ 8×16×16'],
  ['4', '→ 8×8×8'],
  ['n', '→ 8×3×3'],
];

test.each(['unit(8, stride=$0)', 'unit(8, stride=$0', 'unit(8, stride=$0 2)', 'stage(relu, 8, 1, pace=$0)'])(
  'a value comes with what the block gives for it: %s',
  lines => expect(effects(lines)).toEqual(STRIDES),
);

test('parameters, too, where they differ', () => {
  // Half, as many, twice, four times 16, and n: out · 16 · 9 weights.
  expect(effects('unit($0)')).toEqual([
    ['8', '→ 8×32×32 · 1,152 params'],
    ['16', '→ 16×32×32 · 2,304 params'],
    ['32', '→ 32×32×32 · 4,608 params'],
    ['64', '→ 64×32×32 · 9,216 params'],
    ['n', '→ 12×32×32 · 1,728 params'],
  ]);
});

/** Both sides of the convolution, 16 and 24, are divided by 1, 2, 4 and 8. */
test('what does not fit in the block is not offered', () =>
  expect(labels('unit(24, groups=$0)')).toEqual(['1', '2', '4', '8']));

test('nor what does not fit in another of its turns', () => {
  // 16 channels enter first, then 4.
  expect(labels('repeat 2 { unit(4, groups=$0) }')).toEqual(['1', '2', '4']);
});

/** 16 · 16 · 9 weights a layer, and 12 of them. */
test('a number of repetitions', () => {
  const given = effects('stage(unit, 16, $0)');
  expect(given.map(([label]) => label)).toEqual(['1', '2', '3', '4', 'n']);
  expect(given.map(([, effect]) => effect)).toEqual(
    [1, 2, 3, 4, 12].map(n => `${(n * 2304).toLocaleString('en')} params`),
  );
});

/** A thousand turns are not tried. */
test('a number that is no number of repetitions comes with its value alone', () => {
  const { analysis, offset } = fixture(`model M(many=1000) {\n  input(16x32x32)\n  stage(unit, 16, $0)\n}\n${BLOCKS}`);
  const many = saidCompletions({ analysis, offset }).find(({ label }) => label === 'many');
  expect(many?.effect).toBe('1000');
});

test.each([
  ['unit(8, biased=$0)', ['false', 'true'], ['relu', '1']],
  ['unit(8, act=$0)', ['se'], ['1', 'true']],
  ['stage($0, 8, 2)', ['se'], ['8']],
  ['a = relu\n  fused($0)', ['a', 'se'], []],
  ['aspp($0, 8)', ['[12, 24, 36]'], ['n', 'se']],
])('%s', (lines, some, others) => {
  const offered = labels(lines);
  expect(offered).toEqual(expect.arrayContaining(some));
  expect(offered.filter(label => others.includes(label))).toEqual([]);
});

test('where nothing enters that is known, values are offered all the same', () => {
  const { analysis, offset } = fixture(`block outer {\n  unit(8, stride=$0)\n}\n${BLOCKS}`);
  const offered = saidCompletions({ analysis, offset }).map(({ label }) => label);
  expect(offered).toEqual(expect.arrayContaining(['1', '2', '4']));
});

test('a parameter that holds a layer is offered layers with what they make of what enters there', () => {
  const { analysis, offset } = fixture(`model M {\n  input(16x32x32)\n  unit(8, act=$0)\n}\n${BLOCKS}`);
  const offered = new Map(saidCompletions({ analysis, offset }).map(({ label, effect }) => [label, effect]));
  // The unit's convolution gives 8 channels and keeps the size.
  expect(offered.get('relu')).toBe('→ 8×32×32');
  expect(offered.get('global_avgpool')).toBe('→ 8×1×1');
  expect(offered.get('linear')).toBe('after flatten');
});
