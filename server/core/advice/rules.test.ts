import { describe, expect, test } from 'vitest';
import { analyzeText } from '../../../test/support/annotated.ts';
import { englishLeftIn } from '../../../test/support/chinese.ts';
import { uselessFixes } from '../../../test/support/fixes.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { applyEdits } from '../edits.ts';
import { review } from '../review.ts';
import { adviceCatalogue } from './catalogue.ts';
import { rules } from './rules.ts';
import { ENGLISH } from '../words.ts';

const found = (text: string): readonly Diagnostic[] => review(analyzeText(text));
const model = (...lines: readonly string[]): string => `model Net {\n${lines.join('\n')}\n}\n`;

test('each code of advice has one rule, but for those about comments', () => {
  const codes = Object.keys(adviceCatalogue).filter(code => !code.startsWith('allow-'));
  expect(rules.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
});

describe.each(rules.map(rule => [rule.code, rule.example] as const))('%s', (code, example) => {
  const diagnostics = found(example);

  test('is what its example shows, and alone', () => {
    expect(diagnostics.map(diagnostic => diagnostic.code)).toEqual([code]);
  });

  test('leaves a Chinese reader no English', () => {
    expect(diagnostics.flatMap(englishLeftIn)).toEqual([]);
  });

  test('has no fix that makes an error', () => expect(uselessFixes(example)).toEqual([]));

  const fixes = diagnostics.flatMap(diagnostic => diagnostic.fixes);
  test.each(fixes.map(({ title, edits }) => [ENGLISH(title), edits] as const))(
    '%s: and nothing is left to say',
    (_, edits) => {
      expect(found(applyEdits(example, edits))).toEqual([]);
    },
  );
});

/** What is said, in full: figures by the arithmetic beside them. */
test.each<[string, string, readonly string[]]>([
  // 3 taps of stride 2 fall on 1 or 2 places by turns: 1 to 2, squared 1 to 4.
  [
    'kernel 3, stride 2',
    model('input(8x8x8)', 'conv_transpose(4, 3, stride=2)'),
    ['Outputs sum from 1 to 4 inputs each (4 : 1), a checkerboard: the kernel 3 is not divisible by the stride 2.'],
  ],
  // 5 taps of stride 3: 2, 2, 1.
  [
    'kernel 5, stride 3, one axis',
    model('input(8x8)', 'conv_transpose(4, 5, stride=3)'),
    ['Outputs sum from 1 to 2 inputs each (2 : 1), a checkerboard: the kernel 5 is not divisible by the stride 3.'],
  ],
  [
    'kernel 1, stride 2 leaves zeros',
    model('input(8x8)', 'conv_transpose(4, 1, stride=2)'),
    [
      'Outputs sum from 0 to 1 inputs each (some of none), a checkerboard: the kernel 1 is not divisible by the stride 2.',
    ],
  ],
  // −6 … 6 in steps of 2: 7 of 13; 49 / 169 = 29 %. Wang et al. give the rates 2, 2, 2 as the bad example.
  [
    'dilations 2, 2, 2',
    model('input(3x64x64)', 'repeat 3 { conv(8, 3, padding=2, dilation=2) -> relu }'),
    ['Stacked dilations leave a grid: of the 13×13 input positions around an output, 7×7 are read, 29 %.'],
  ],
  // Positions 1, 3, 5 and 7.
  [
    'a 1×1 of stride 2 on a map that nobody else reads',
    model('input(3x8x8)', 'conv(4, 3, padding=1) -> relu', 'conv(8, 1, stride=2)'),
    ['Of 8 positions along the height and width, 4 are never read: the stride 2 is larger than the kernel.'],
  ],
  // ⌊(12 − 3) / 2⌋ + 1 = 5 windows, the last from 8 to 10.
  [
    'a last position that no window reaches',
    model('input(3x12x11)', 'maxpool(3, stride=2)'),
    ['Of 12 positions along the height, 1 at the end are in no window, and nothing else reads them.'],
  ],
  // 32 · 32 · 49 = 50,176; 3 · 9 · 32 · 32 = 27,648, which is 45 % less.
  [
    'kernel 7',
    model('input(32x32x32)', 'conv(32, 7, padding=3) -> relu'),
    ['3 3×3 in a row see the same 7×7 with 27,648 weights in place of 50,176, 45 % fewer.'],
  ],
  // 16 · 16 · 16 · 10 + 10 = 40,970 of 40,970 + 3 · 9 · 16 + 16 = 41,418: 99 %. Pooled, 16 · 10 + 10.
  [
    'a dense head',
    model('input(3x32x32)', 'conv(16, 3, padding=1) -> maxpool(2) -> relu', 'flatten -> linear(10)'),
    ['The dense layers hold 99 % of the parameters, this one 40,970; after global_avgpool it would have 170.'],
  ],
  // 64 · 10 in place of 64 · 256 + 256 · 10.
  [
    'two dense layers in a row',
    model('input(64)', 'a = linear(256)', 'linear(10)'),
    ['Nothing bends between a and this: away from the border they are one linear of 640 weights in place of 18,944.'],
  ],
  // A pool of 2 looks between two positions, at 0.5; a convolution of stride 2 without padding and kernel 1 at 0.
  [
    'a pool beside a strided 1×1',
    model('input(4x8x8)', 'add(maxpool(2), conv(4, 1, stride=2))'),
    ['Along the height and width, tensor 2 sees places 0.5 input positions before those of tensor 1.'],
  ],
])('%s', (_, text, messages) => expect(found(text).map(({ message }) => ENGLISH(message))).toEqual(messages));

/** Where a rule might be thought to speak, and has no reason to. */
test.each<[string, string]>([
  ['DCGAN with kernel 4', model('input(8x4x4)', 'conv_transpose(4, 4, stride=2, padding=1) -> relu')],
  ['dilations 1, 2, 5', model('input(3x64x64)', 'for d in [1, 2, 5] { conv(8, 3, padding=d, dilation=d) -> relu }')],
  ['a pyramid of rates', model('input(3x64x64)', 'concat(for d in [6, 12] { conv(8, 3, padding=d, dilation=d) })')],
  [
    'a grid that a later layer closes',
    model('input(3x64x64)', 'repeat 2 { conv(8, 3, padding=2, dilation=2) -> relu }', 'conv(8, 3, padding=1)'),
  ],
  [
    'a strided shortcut beside a 3×3',
    model('input(4x8x8)', 'add(conv(4, 3, stride=2, padding=1), conv(4, 1, stride=2))', 'relu'),
  ],
  ['what padding makes whole', model('input(3x11x11)', 'conv(4, 3, stride=2, padding=1)')],
  ['a 5×5 from few channels to many', model('input(16x32x32)', 'conv(32, 5, padding=2) -> relu')],
  ['the factors of a bottleneck', model('input(64)', 'linear(4)', 'linear(64)')],
  ['a bias that two tensors read', model('input(3x8x8)', 'a = conv(4, 3)', 'bn', 'add(a)', 'relu')],
  ['a ReLU that no shortcut passes', model('input(3x8x8)', 'add(conv(4, 1) -> relu, conv(4, 1) -> relu)')],
  [
    'groups that a 1×1 mixes',
    model('input(8x8x8)', 'conv(8, 3, groups=2) -> relu -> conv(8, 1) -> relu -> conv(8, 3, groups=2)'),
  ],
  [
    'a tensor that upsample(like=…) names',
    model('input(3x8x8)', 'x = relu', 'a = x -> conv(4, 1)', 'x -> maxpool(2) -> upsample(like=a)'),
  ],
  ['a file of blocks', 'block f {\n  conv(4, 3) -> bn\n}\n'],
])('silent on %s', (_, text) => expect(found(text)).toEqual([]));

describe('where advice stands', () => {
  const block = 'block f(out) {\n  conv(out, 3, padding=1)\n  if out > 4 { bn }\n  relu\n}\n';
  const lineOf = (text: string): readonly number[] =>
    found(text).map(({ span }) => text.slice(0, span.start).split('\n').length);

  test('in the block, if all its uses call for it', () => {
    expect(lineOf(block + model('input(3x8x8)', 'f(8) -> f(16)'))).toEqual([2]);
  });

  test('at the use that calls for it, if others do not', () => {
    expect(lineOf(block + model('input(3x8x8)', 'f(4)', 'f(16)'))).toEqual([9]);
  });
});

/** What a file is after the only fix that is offered; undefined where there is none. */
test.each<[string, string, string | undefined]>([
  [
    'a ReLU that follows the addition already',
    model('input(4x8x8)', 'add(conv(4, 1) -> relu)', 'relu'),
    model('input(4x8x8)', 'add(conv(4, 1))', 'relu'),
  ],
  [
    'a block with comments and documentation',
    '# old\n## Halves.\nblock f {\n  maxpool(2)\n}\n\nmodel Net {\n  input(3x8x8)\n  relu\n}\n',
    'model Net {\n  input(3x8x8)\n  relu\n}\n',
  ],
  // ⌊7 / 2⌋ = 3, where the convolution gives 4: the shortcut would not fit.
  [
    'a strided 1×1 on an odd size, beside a 3×3',
    model('x = input(4x7x7)', 'add(x -> conv(4, 1, stride=2), x -> conv(4, 1, stride=2))'),
    undefined,
  ],
])('the fix of %s', (_, text, after) => {
  const diagnostics = found(text);
  expect(diagnostics).not.toEqual([]);
  const [fix] = diagnostics.flatMap(({ fixes }) => fixes);
  expect(fix && applyEdits(text, fix.edits)).toBe(after);
});

describe('allow', () => {
  const text = (comment: string): string => model('input(3x8x8)', `conv(4, 3) ${comment}`, 'bn', 'relu');

  test.each<[string, readonly string[]]>([
    ['# allow bias-before-norm: weights from elsewhere', []],
    ['# allow checkerboard: learned', ['bias-before-norm', 'allow-unused']],
    ['# allow bias-before-nrm: a slip', ['bias-before-norm', 'allow-unknown']],
  ])('%s', (comment, codes) => expect(found(text(comment)).map(({ code }) => code)).toEqual(codes));

  test('in the line above', () => {
    expect(found(model('input(3x8x8)', '# allow bias-before-norm: old weights', 'conv(4, 3)', 'bn'))).toEqual([]);
  });

  test('is not idle in a file of blocks, which others use', () => {
    expect(found('block f {\n  conv(4, 3) # allow bias-before-norm: old weights\n  bn\n}\n')).toEqual([]);
  });

  test('says nothing while there is an error', () => {
    expect(found(text('# allow checkerboard: later').replace('relu', 'relo')).map(({ code }) => code)).toEqual([
      'unknown-name',
    ]);
  });
});
