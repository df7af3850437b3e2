import { expect, test } from 'vitest';
import { fixture } from '../fixture.ts';
import { saidCompletions, type Said } from './testing.ts';

const at = (lines: string, shape = '64x56x56'): readonly Said[] => {
  const { analysis, offset } = fixture(`model M(n=128, flag=true) {\n  input(${shape})\n  ${lines}\n}\n`);
  return saidCompletions({ analysis, offset });
};

/** What is offered with what it gives; without the functions and names of arguments, which are the same everywhere. */
const effects = (lines: string, shape?: string): readonly (readonly [label: string, effect: string | undefined])[] =>
  at(lines, shape)
    .filter(({ label, snippet }) => !label.endsWith('=') && !snippet)
    .map(({ label, effect }) => [label, effect]);

/** ⌊(56 + 2p − 3)/1⌋ + 1, https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html. */
test('a padding comes with the size that it gives', () => {
  expect(effects('conv(64, 3, padding=$0)')).toEqual([
    ['0', '→ 64×54×54'],
    ['1', '→ 64×56×56'],
    ['2', '→ 64×58×58'],
    ['3', '→ 64×60×60'],
    ['same', '→ 64×56×56'],
    ['valid', '→ 64×54×54'],
    ['n', '→ 64×310×310'],
  ]);
  expect(at('conv(64, 3, padding=$0)').find(({ preferred }) => preferred)?.label).toBe('1');
});

test('a call that is being typed has effects, too', () => {
  const typed = effects('conv(64, 3, padding=$0').slice(0, 2);
  expect(typed).toEqual(effects('conv(64, 3, padding=$0)').slice(0, 2));
});

/** Those of 6 and 8 are 1 and 2; a weight is out · 6 / groups · 9, and there are 8 biases. */
test('groups are those that divide both sides', () => {
  expect(effects('conv(8, 3, groups=$0)', '6x9x9')).toEqual([
    ['1', '440 params'],
    ['2', '224 params'],
  ]);
});

test('a pool is padded by half of its window at most', () => {
  const labels = effects('maxpool(3, padding=$0)', '1x9x9').map(([label]) => label);
  expect(labels).toEqual(['0', '1', 'same', 'valid']);
});

/** Strides of 1, 2 and 4 over 56, the kernel 1: 56, ⌊55/2⌋ + 1 = 28, ⌊55/4⌋ + 1 = 14; names that hold none are left out. */
test('strides and names come with their sizes', () => {
  expect(effects('conv(64, 1, stride=$0)')).toEqual([
    ['1', '→ 64×56×56'],
    ['2', '→ 64×28×28'],
    ['4', '→ 64×14×14'],
    ['n', '→ 64×1×1'],
  ]);
});

test.each([
  ['conv(64, 3, padding_mode=$0)', ['zeros', 'reflect', 'replicate', 'circular']],
  ['conv(64, 3, bias=$0)', ['true', 'false', 'flag']],
  ['upsample(2, mode=$0)', ['nearest', 'nearest_exact', 'linear', 'bilinear', 'trilinear', 'bicubic']],
  ['channel_shuffle(groups=$0)', ['1', '2', '4', '8', '16', '32', '64', '128']],
])('%s', (lines, some) => {
  const labels = effects(lines).map(([label]) => label);
  expect(labels).toEqual(some.filter(label => labels.includes(label)));
  expect(labels.length).toBeGreaterThan(1);
});

test('a tensor that is wanted is one of those in scope', () => {
  const found = effects('small = maxpool(4)\n  relu\n  upsample(like=$0)').filter(([label]) => label === 'small');
  expect(found).toEqual([['small', undefined]]);
});

test('what does not fit in one use of a block is not offered in the block', () => {
  const { analysis, offset } = fixture(
    'block b { channel_shuffle(groups=$0) }\nmodel M {\n  input(12x4x4)\n  b\n  conv(9, 1)\n  b\n}\n',
  );
  // What divides 12 and 9.
  const numbers = saidCompletions({ analysis, offset }).flatMap(({ label }) => (/^\d/.test(label) ? label : []));
  expect(numbers).toEqual(['1', '3']);
});

test('the first argument may be given by its place', () => {
  expect(effects('conv($0)').map(([label]) => label)).toEqual(['32', '64', '128', '256', 'n']);
});
