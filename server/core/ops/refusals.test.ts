/** Every code of the catalogue: what is refused, where it stands, and what it says. */
import { expect, test } from 'vitest';
import { englishLeft } from '../../../test/support/chinese.ts';
import { applyOperation } from './apply.ts';
import { operationCatalogue } from './catalogue.ts';
import { isRefusal } from './operation.ts';
import type { Plain } from './parameters.ts';
import { operations } from './registry.ts';
import type { Shape } from './shape.ts';
import { ENGLISH } from '../words.ts';

type Given = Readonly<Record<string, Plain>>;

/** The operation, what enters, its arguments; the code, the guilty parameter, and a part of the message. */
type Row = readonly [
  name: string,
  inputs: readonly Shape[],
  given: Given,
  code: keyof typeof operationCatalogue,
  parameter: string | undefined,
  message: string,
];

const MAP: Shape = [6, 8, 5];

const TABLE: readonly Row[] = [
  ['conv', [MAP], { out: true, kernel: 3 }, 'wrong-type', 'out', 'a whole number, at least 1, found true'],
  ['conv', [MAP], { out: 4, kernel: 'same' }, 'wrong-type', 'kernel', 'found the word same'],
  ['conv', [MAP], { out: 4, kernel: 3, bias: 0 }, 'wrong-type', 'bias', 'Expected true or false, found 0.'],
  ['conv', [MAP], { out: 4, kernel: [3, null] }, 'wrong-type', 'kernel', 'found _'],
  ['upsample', [MAP], { like: 2 }, 'wrong-type', 'like', 'Expected a tensor, found 2.'],
  ['pad', [MAP], { padding: 1, mode: 'same' }, 'wrong-type', 'mode', 'constant or zeros or reflect'],
  ['bn', [MAP], { eps: { tensor: [2, 3] } }, 'wrong-type', 'eps', 'found a tensor of 2×3'],
  ['input', [], { shape: 'x' }, 'wrong-type', 'shape', 'sizes such as 3x224x224'],
  ['conv', [MAP], { out: 0, kernel: 3 }, 'out-of-range', 'out', 'at least 1, found 0'],
  ['conv', [MAP], { out: 2.5, kernel: 3 }, 'out-of-range', 'out', 'a whole number, at least 1, found 2.5'],
  ['conv', [MAP], { out: 4, kernel: 3, padding: -1 }, 'out-of-range', 'padding', 'at least 0, found -1'],
  ['dropout', [MAP], { p: 1.5 }, 'out-of-range', 'p', 'a number from 0 to 1, found 1.5'],
  ['input', [], { shape: [3, 0, 4] }, 'out-of-range', 'shape', 'found 0'],
  ['input', [], { shape: 3, std: 0 }, 'out-of-range', 'std', 'greater than 0, found 0'],
  ['conv', [MAP], { out: 4, kernel: [3, 3, 3] }, 'wrong-count', 'kernel', 'or 2, one for each axis, found 3'],
  ['conv', [MAP], { out: 4, kernel: 3, padding: [[1, 2, 3], 0] }, 'wrong-count', 'padding', 'found 3 values'],
  ['input', [], { shape: 3, mean: [] }, 'wrong-count', 'mean', 'found 0 values'],
  ['input', [], { shape: [1, 2, 3, 4, 5] }, 'input-dimensions', 'shape', '1 to 4 dimensions'],
  ['input', [], { shape: 3, mean: [1, 2] }, 'values-per-channel', 'mean', 'Expected 1 value or 3'],
  ['prelu', [MAP], { num_parameters: 5 }, 'values-per-channel', 'num_parameters', 'Expected 1 value or 6'],
  ['conv', [MAP], { out: 1e16, kernel: 3 }, 'number-too-large', 'out', 'at most 9007199254740991'],
  ['linear', [[1e9]], { out: 1e9 }, 'number-too-large', undefined, 'number of weights would be 1000000001000000000'],
  ['pad', [MAP], { padding: 3_000_000 }, 'number-too-large', undefined, 'height would be 6000008'],
  [
    'conv',
    [MAP],
    { out: 8, kernel: 3, groups: 4 },
    'groups-divide',
    'groups',
    '4 groups do not divide 6 input channels; use a divisor of 6: 1, 2, 3, 6.',
  ],
  ['conv_transpose', [MAP], { out: 8, kernel: 3, groups: 3 }, 'groups-divide', 'groups', '8 output channels'],
  ['gn', [MAP], { groups: 4 }, 'groups-divide', 'groups', '1, 2, 3, 6'],
  // 1 · 2 + 5 = 7 < 3 · (4 − 1) + 1 = 10, and 10 − 2 = 8.
  [
    'conv',
    [MAP],
    { out: 8, kernel: 4, dilation: [1, 3], padding: 1 },
    'kernel-too-large',
    'kernel',
    'covers 10 positions of the width, and the padded input has 7 (5 and 2 of padding); the width must be at least 8.',
  ],
  // ⌈(5 − 9) / 4⌉ + 1 = 0; with a width of 6, ⌈(6 − 9) / 4⌉ + 1 = 1.
  [
    'maxpool',
    [MAP],
    { kernel: [1, 9], stride: 4, ceil_mode: true },
    'kernel-too-large',
    'kernel',
    'the width must be at least 6.',
  ],
  ['maxpool', [MAP], { kernel: 3, padding: 2 }, 'padding-over-half', 'padding', 'at most 1 fits'],
  ['pad', [MAP], { padding: 5, mode: 'reflect' }, 'padding-over-input', 'padding', 'the width, which has 5'],
  [
    'conv',
    [MAP],
    { out: 2, kernel: 3, padding: 6, padding_mode: 'circular' },
    'padding-over-input',
    'padding',
    '5 fits',
  ],
  ['pad', [[2, 4, 4]], { padding: [0, [3, -1]], mode: 'reflect' }, 'padding-over-input', 'padding', '2 fits'],
  ['pad', [MAP], { padding: 1, mode: 'zeros', value: 2 }, 'value-unused', 'value', 'the mode is zeros'],
  [
    'conv_transpose',
    [MAP],
    { out: 2, kernel: 3, stride: 2, output_padding: [0, 2] },
    'output-padding-too-large',
    'output_padding',
    'Output padding 2 of the width must be less than its stride 2 or its dilation 1; at most 1 fits.',
  ],
  // (5 − 1) · 1 − 2 · 3 + 0 + 0 + 1 = −1.
  ['conv_transpose', [MAP], { out: 2, kernel: 1, padding: [0, 3] }, 'output-too-small', 'padding', '-1 positions'],
  ['pad', [MAP], { padding: [-4, 0] }, 'output-too-small', 'padding', '0 positions along the height, from 8'],
  ['upsample', [MAP], { scale: [1, 0.1] }, 'output-too-small', 'scale', 'along the width, from 5'],
  ['conv', [[10]], { out: 2, kernel: [3, 3] }, 'wrong-axes', undefined, 'A convolution needs 1 to 3 spatial axes'],
  ['global_avgpool', [[10]], {}, 'wrong-axes', undefined, 'shape 10 has none'],
  ['upsample', [[3, 9]], { scale: 2, mode: 'bilinear' }, 'wrong-axes', 'mode', 'bilinear needs 2 spatial axes'],
  ['avgpool', [[3, 9]], { kernel: 2, divisor_override: 3 }, 'wrong-axes', 'divisor_override', 'has 1'],
  ['split', [MAP], { parts: 4, index: 0 }, 'parts-divide', 'parts', '4 parts do not divide 6 channels'],
  [
    'attention',
    [MAP],
    { heads: 4 },
    'parts-divide',
    'heads',
    '4 heads do not divide 6 channels; use a divisor of 6: 1,',
  ],
  ['pixel_shuffle', [MAP], { factor: 2 }, 'channels-multiple', 'factor', 'a multiple of 4, found 6; 4 or 8 would fit.'],
  ['fold', [[6, 4]], { output_size: 3, kernel: 2 }, 'channels-multiple', 'kernel', '4 or 8 would fit.'],
  [
    'pixel_unshuffle',
    [MAP],
    { factor: 2 },
    'size-divide',
    'factor',
    'The factor 2 does not divide the width, which is 5; use a divisor of 5: 1, 5.',
  ],
  ['slice', [MAP], { from: 2, to: 9 }, 'slice-range', 'to', 'no channels from 2 up to 9 in 6'],
  ['slice', [MAP], { from: -7 }, 'slice-range', 'from', 'no channels from -7 up to 6 in 6'],
  ['slice', [MAP], { from: 4, to: -2 }, 'slice-range', 'to', 'from 4 up to -2 in 6'],
  ['split', [MAP], { parts: 3, index: 3 }, 'index-range', 'index', 'no part 3 of 3: they are counted from 0 to 2.'],
  ['crop', [MAP], {}, 'crop-target', undefined, 'found none'],
  ['crop', [MAP], { amount: 1, size: 4 }, 'crop-target', 'size', 'found amount and size'],
  ['crop', [MAP], { size: [8, 6] }, 'crop-too-large', 'size', '6, is larger than the width, which is 5.'],
  ['crop', [MAP], { like: { tensor: [1, 9, 5] } }, 'crop-too-large', 'like', '9, is larger than the height'],
  ['crop', [MAP], { amount: [0, [2, 3]] }, 'output-too-small', 'amount', '0 positions along the width, from 5'],
  ['reshape', [MAP], { shape: [4, 50] }, 'reshape-size', 'shape', '6×8×5 holds 240 numbers, and 4×50 needs 200.'],
  ['reshape', [MAP], { shape: [null, 9] }, 'reshape-size', 'shape', '240 numbers, and _×9 needs a multiple of 9.'],
  ['reshape', [MAP], { shape: [null, 8, null] }, 'reshape-rest', 'shape', 'found 2 of them'],
  ['permute', [MAP], { dims: [0, 2, 3, 1] }, 'permute-dims', 'dims', 'once, from 0, the channels, to 2'],
  ['permute', [MAP], { dims: [0, 1, 1] }, 'permute-dims', 'dims', 'found [0, 1, 1]'],
  // (4 − 2 + 1) · (5 − 2 + 1) = 12.
  [
    'fold',
    [[8, 10]],
    { output_size: [4, 5], kernel: 2 },
    'fold-columns',
    'output_size',
    '12 places of the window (3×4)',
  ],
  ['unfold', [[3, 9]], { kernel: 2 }, 'wrong-axes', undefined, 'unfold needs 2 spatial axes'],
  ['instance_norm', [[3, 1]], {}, 'one-value-per-channel', 'track_running_stats', '3×1'],
  ['bn', [[3, 1, 1]], { track_running_stats: false }, 'one-value-per-channel', 'track_running_stats', '3×1×1'],
  ['upsample', [MAP], {}, 'upsample-target', undefined, 'found none'],
  ['upsample', [MAP], { scale: 2, size: 8 }, 'upsample-target', 'size', 'found scale and size'],
  ['upsample', [MAP], { like: { tensor: [3, 9] } }, 'like-axes', 'like', 'like needs as many: 2'],
  ['upsample', [MAP], { scale: 2, align_corners: false }, 'align-corners-mode', 'align_corners', 'mode is nearest'],
  ['linear', [MAP], { out: 2 }, 'linear-not-flat', undefined, 'this one is 6×8×5: flatten it first (to 240)'],
  ['ln', [MAP], { over: 4 }, 'wrong-axes', 'over', 'over=4 needs 4 axes, and a tensor of shape 6×8×5 has 3.'],
  ['ln', [MAP], { over: 'rows' }, 'wrong-type', 'over', 'all or channels or last, or a whole number, at least 1'],
  ['flatten', [MAP], { start: 3 }, 'flatten-range', 'start', 'from 3 to -1 in 6×8×5'],
  [
    'flatten',
    [MAP],
    { end: -4 },
    'flatten-range',
    'end',
    'from 0 to -4 in 6×8×5: they are counted from 0, the channels, to 2',
  ],
  ['flatten', [MAP], { start: 2, end: 1 }, 'flatten-range', 'end', 'from 2 to 1'],
  ['sub', [MAP, MAP, MAP], {}, 'merge-count', undefined, 'sub takes 2 tensors, found 3.'],
  ['concat', [], {}, 'merge-count', undefined, 'at least 1 tensor, found 0'],
  [
    'add',
    [MAP, MAP, [6, 8, 4]],
    {},
    'shapes-differ',
    undefined,
    'tensor 1 is 6×8×5, tensor 3 is 6×8×4; the width differs, 5 and 4.',
  ],
  ['average', [MAP, [6, 1, 1]], {}, 'shapes-differ', undefined, 'the height differs, 8 and 1.'],
  ['add', [MAP, [240]], {}, 'dimensions-differ', undefined, 'tensor 1 is 6×8×5, tensor 2 is 240'],
  ['mul', [MAP, [3, 1, 1]], {}, 'gate-shape', undefined, 'gates (6×8×5, 6×1×1 or 1×8×5); tensor 2 is 3×1×1'],
  [
    'mul',
    [
      [6, 1, 1],
      [1, 8, 5],
    ],
    {},
    'gate-shape',
    undefined,
    'one tensor of the full shape, 6×8×5',
  ],
  ['mul', [[6], [1]], {}, 'gate-shape', undefined, 'tensor 2 is 1'],
  ['concat', [MAP, [2, 8, 4]], {}, 'concat-sizes-differ', undefined, 'the width differs, 5 and 4.'],
];

test.each(TABLE)('%s of %j with %j', (name, inputs, given, code, parameter, message) => {
  const operation = operations.get(name);
  if (operation === undefined) throw new Error(`There is no operation ${name}.`);
  const refusal = applyOperation(operation, inputs, given);
  if (!isRefusal(refusal)) throw new Error(`${name} is accepted.`);
  expect([refusal.finding.code, refusal.parameter]).toEqual([code, parameter]);
  expect(ENGLISH(refusal.finding.message)).toContain(message);
  expect(englishLeft(refusal.finding.message)).toEqual([]);
});

test('every code is refused somewhere', () => {
  const refused = new Set(TABLE.map(([, , , code]) => code));
  expect([...refused].toSorted()).toEqual(Object.keys(operationCatalogue).toSorted());
});
