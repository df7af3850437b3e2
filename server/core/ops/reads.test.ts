import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyOperation } from './apply.ts';
import { isRefusal } from './operation.ts';
import type { Plain } from './parameters.ts';
import { BROADCAST, POINTWISE, wholeAxis, type Reads } from './reads.ts';
import { operations } from './registry.ts';
import type { Shape } from './shape.ts';
import { ENGLISH } from '../words.ts';

type Arguments = Readonly<Record<string, Plain>>;

function readsOf(name: string, inputs: readonly Shape[], given: Arguments, axis = 0, input = 0): Reads {
  const operation = operations.get(name);
  if (operation === undefined) throw new Error(`There is no operation ${name}.`);
  const use = applyOperation(operation, inputs, given);
  if (isRefusal(use)) throw new Error(ENGLISH(use.finding.message));
  return operation.reads?.(use, axis, input) ?? POINTWISE;
}

/** The box of indices that output `i` reads, and how many there are in it; null where it reads nothing. */
type Box = readonly [size: number, start: number, seen: number] | null;

function boxAt({ period, shift, phases }: Reads, i: number): Box {
  const run = phases[i % period];
  if (run === undefined || run.count === 0) return null;
  return [(run.count - 1) * run.step + 1, run.from + Math.floor(i / period) * shift, run.count];
}

/** Truth of one axis of a node, as `README.md` beside it says. */
interface Truth {
  readonly kind: string;
  readonly period: number;
  readonly shift: number;
  readonly size: number;
  readonly start: number;
  readonly jump: number;
  readonly nonzero?: number;
  readonly phases: readonly ({ readonly size: number; readonly start: number; readonly nonzero: number } | null)[];
  readonly rows: readonly (readonly [index: number, first: number, last: number, seen: number])[];
}

interface Net {
  readonly net: { readonly id: string; readonly input: Shape };
  readonly rf: Readonly<Record<'h' | 'w', Readonly<Record<string, Truth>>>>;
}

const nets = JSON.parse(
  readFileSync(new URL('../../../test/truth/rf_hand_nets.json', import.meta.url), 'utf8'),
) as readonly Net[];

function trueBox(truth: Truth, i: number): Box {
  if (truth.kind === 'affine') return [truth.size, truth.start + i * truth.jump, truth.nonzero ?? truth.size];
  const phase = truth.phases[i % truth.period];
  if (phase === undefined || phase === null) return null;
  return [phase.size, phase.start + Math.floor(i / truth.period) * truth.shift, phase.nonzero];
}

const OUTPUTS = Array.from({ length: 12 }, (_, i) => i);

/** The first layers of the networks made to break receptive-field rules: measured with PyTorch. */
const FIRST_LAYERS: readonly (readonly [net: string, node: string, name: string, given: Arguments])[] = [
  ['dil_1248', 'c1', 'conv', { out: 2, kernel: 3, padding: 1 }],
  ['stride_gt_kernel', 'c1', 'conv', { out: 2, kernel: 1, stride: 2 }],
  ['even_kernels', 'c1', 'conv', { out: 2, kernel: 2 }],
  ['same_dil', 'c1', 'conv', { out: 2, kernel: 3, padding: 'same', dilation: 3 }],
  ['big_pad', 'c1', 'conv', { out: 2, kernel: 3, padding: 3 }],
  ['asym_1x7_7x1', 'c1', 'conv', { out: 2, kernel: [1, 7], padding: [0, 3] }],
  ['depthwise_sep', 'd1', 'depthwise', { kernel: 3, stride: 2, padding: 1 }],
  ['pool_ceil', 'p1', 'maxpool', { kernel: 3, stride: 2, ceil_mode: true }],
  ['pool_overlap', 'p1', 'maxpool', { kernel: 3, stride: 2 }],
  ['convT_k4s2', 't', 'conv_transpose', { out: 2, kernel: 4, stride: 2, padding: 1 }],
  ['convT_k2s2', 't', 'conv_transpose', { out: 2, kernel: 2, stride: 2 }],
  ['convT_k3s1', 't', 'conv_transpose', { out: 2, kernel: 3, padding: 1 }],
  ['convT_dil', 't', 'conv_transpose', { out: 2, kernel: 3, stride: 2, padding: 1, output_padding: 1, dilation: 2 }],
  ['up_nearest3', 'u', 'upsample', { scale: 3 }],
  ['up_bilinear4', 'u', 'upsample', { scale: 4, mode: 'bilinear' }],
  ['up_nearest_1_5', 'u', 'upsample', { scale: 1.5 }],
  [
    'distill_net1',
    'z',
    'pad',
    {
      padding: [
        [1, 0],
        [1, 0],
      ],
    },
  ],
  ['reflect', 'z', 'pad', { padding: 3, mode: 'reflect' }],
  ['conv_reflect_mode', 'c', 'conv', { out: 2, kernel: 5, padding: 2, padding_mode: 'reflect' }],
  [
    'crop',
    'z',
    'pad',
    {
      padding: [
        [-2, -2],
        [-1, -1],
      ],
    },
  ],
];

describe('what the first layers of networks read', () => {
  test.each(FIRST_LAYERS)('%s %s', (id, node, name, given) => {
    const found = nets.find(({ net }) => net.id === id);
    if (found === undefined) throw new Error(`There is no net ${id}.`);
    for (const [axis, letter] of (['h', 'w'] as const).entries()) {
      const truth = found.rf[letter][node];
      if (truth === undefined) throw new Error(`Nothing is known of ${node}.`);
      const reads = readsOf(name, [found.net.input.slice(1)], given, axis);
      expect(OUTPUTS.map(i => boxAt(reads, i))).toEqual(OUTPUTS.map(i => trueBox(truth, i)));
    }
  });

  test('adaptive_up', () => {
    const truth = nets.find(({ net }) => net.id === 'adaptive_up')?.rf.h['a'];
    const reads = readsOf('adaptive_avgpool', [[2, 5, 5]], { size: 8 });
    const rows = truth?.rows.map(([, first, last, seen]) => [last - first + 1, first, seen]);
    expect(Array.from({ length: 8 }, (_, i) => boxAt(reads, i))).toEqual(rows);
  });
});

const run = (from: number, length: number, step = 1): Reads['phases'][number] => ({ from, step, count: length });
const reads = (period: number, shift: number, ...phases: Reads['phases']): Reads => ({ period, shift, phases });

const MAP: Shape = [4, 12, 10];

/** Worked out by hand from the formula that each operation's documentation gives. */
const TABLE: readonly (readonly [name: string, inputs: readonly Shape[], given: Arguments, reads: Reads])[] = [
  ['conv', [MAP], { out: 2, kernel: 4, padding: 'same' }, reads(1, 1, run(-1, 4))],
  ['conv', [MAP], { out: 2, kernel: 3, stride: 5, padding: 'same' }, reads(1, 5, run(0, 3))],
  [
    'conv',
    [MAP],
    {
      out: 2,
      kernel: 3,
      padding: [
        [4, 0],
        [0, 0],
      ],
      dilation: 2,
    },
    reads(1, 1, run(-4, 3, 2)),
  ],
  ['avgpool', [MAP], { kernel: 3, padding: 1 }, reads(1, 3, run(-1, 3))],
  // o = 3i + 2t − 1: output 0 reads t = 2 of input −1, output 1 t = 1 of input 0, output 2 t = 0 of 1 and t = 3 of −1.
  [
    'conv_transpose',
    [MAP],
    { out: 2, kernel: 4, stride: 3, dilation: 2, padding: 1 },
    reads(3, 1, run(-1, 1, 2), run(0, 1, 2), run(-1, 2, 2)),
  ],
  // A kernel shorter than the stride leaves outputs that read nothing.
  ['conv_transpose', [MAP], { out: 2, kernel: 1, stride: 2 }, reads(2, 1, run(0, 1), run(0, 0))],
  ['adaptive_avgpool', [[2, 28, 28]], { size: 7 }, reads(1, 4, run(0, 4))],
  ['adaptive_maxpool', [[2, 5, 5]], { size: 3 }, reads(3, 5, run(0, 2), run(1, 3), run(3, 2))],
  ['adaptive_avgpool', [MAP], { size: [null, 1] }, POINTWISE],
  ['adaptive_avgpool', [MAP], { size: 1 }, wholeAxis(12)],
  ['global_maxpool', [MAP], {}, wholeAxis(12)],
  // (i + ½) / 3 − ½ is −⅓, 0, ⅓: the middle one is on a position.
  ['upsample', [MAP], { scale: 3, mode: 'bilinear' }, reads(3, 1, run(-1, 2), run(0, 1), run(0, 2))],
  ['upsample', [MAP], { scale: 3, mode: 'bicubic' }, reads(3, 1, run(-2, 4), run(0, 1), run(-1, 4))],
  // 11 steps of input over 22 of output.
  ['upsample', [MAP], { size: [23, 10], mode: 'bilinear', align_corners: true }, reads(2, 1, run(0, 1), run(0, 2))],
  ['upsample', [MAP], { size: 1, mode: 'bilinear', align_corners: true }, reads(1, 0, run(0, 1))],
  ['upsample', [MAP], { like: { tensor: [9, 18, 4] } }, reads(3, 2, run(0, 1), run(0, 1), run(1, 1))],
  // ⌊(i + ½) · ⅔⌋ is 0, 1, 1.
  ['upsample', [MAP], { scale: 1.5, mode: 'nearest_exact' }, reads(3, 2, run(0, 1), run(1, 1), run(1, 1))],
  // Four outputs of fifths: no more phases than outputs.
  ['upsample', [[1, 3, 3]], { scale: 1.4 }, reads(4, 5, run(0, 1), run(0, 1), run(1, 1), run(2, 1))],
  ['lppool', [MAP], { norm_type: 2, kernel: 3, stride: 2 }, reads(1, 2, run(0, 3))],
  ['stochastic_pool', [MAP], { kernel: 3, stride: 2, padding: 1 }, reads(1, 2, run(-1, 3))],
  ['learned_pool', [MAP], { kernel: 2 }, reads(1, 2, run(0, 2))],
  // The two axes become one, every place of which reads what all windows do: 11 places of 4 rows, from −1 to 12.
  ['unfold', [MAP], { kernel: 4, padding: 1, stride: 1 }, reads(1, 0, run(-1, 14))],
  // Rows 0, 5 and 10; then 0 and 2, 4 and 6, 8 and 10.
  ['unfold', [MAP], { kernel: 1, stride: 5 }, reads(1, 0, run(0, 3, 5))],
  ['unfold', [MAP], { kernel: 2, stride: 4, dilation: 2 }, reads(1, 0, run(0, 6, 2))],
  ['fold', [[8, 30]], { output_size: [6, 7], kernel: 2 }, wholeAxis(30)],
  ['crop', [MAP], { amount: [[2, 1], 0] }, reads(1, 1, run(2, 1))],
  // (12 − 7) / 2 is 2.5, and rounds to 2; (12 − 5) / 2 is 3.5, and rounds to 4.
  ['crop', [MAP], { size: [7, 3] }, reads(1, 1, run(2, 1))],
  ['crop', [MAP], { like: { tensor: [9, 5, 10] } }, reads(1, 1, run(4, 1))],
  ['pixel_shuffle', [MAP], { factor: 2 }, reads(2, 1, run(0, 1), run(0, 1))],
  ['pixel_unshuffle', [MAP], { factor: 2 }, reads(1, 2, run(0, 2))],
  ['slice', [MAP], { from: 1 }, POINTWISE],
  ['split', [MAP], { parts: 2, index: 1 }, POINTWISE],
  ['channel_shuffle', [MAP], { groups: 2 }, POINTWISE],
  ['reshape', [MAP], { shape: null }, wholeAxis(12)],
  ['reshape', [MAP], { shape: [4, 120] }, wholeAxis(12)],
  ['reshape', [MAP], { shape: [2, 24, 10] }, wholeAxis(12)],
  ['reshape', [MAP], { shape: [null, 12, 10] }, POINTWISE],
  ['permute', [MAP], { dims: [1, 2, 0] }, wholeAxis(12)],
  ['permute', [[4, 5, 6, 7]], { dims: [0, 1, 3, 2] }, POINTWISE],
  ['opaque', [MAP], { out: [8, 6, 5] }, wholeAxis(12)],
  ['attention', [MAP], { heads: 2 }, wholeAxis(12)],
  ['instance_norm', [MAP], {}, wholeAxis(12)],
  ['instance_norm', [MAP], { track_running_stats: true }, POINTWISE],
  ['lrn', [MAP], { size: 3 }, POINTWISE],
  ['bn', [MAP], {}, POINTWISE],
  ['bn', [MAP], { track_running_stats: false }, wholeAxis(12)],
  ['gn', [MAP], { groups: 2 }, wholeAxis(12)],
  ['ln', [MAP], {}, wholeAxis(12)],
  ['ln', [MAP], { over: 'channels' }, POINTWISE],
  ['ln', [MAP], { over: 'last' }, POINTWISE],
  ['ln', [[4, 12]], { over: 'last' }, wholeAxis(12)],
  ['ln', [MAP], { over: 1 }, POINTWISE],
  ['ln', [MAP], { over: 2 }, wholeAxis(12)],
  ['softmax', [MAP], {}, POINTWISE],
  ['flatten', [MAP], {}, wholeAxis(12)],
  ['flatten', [MAP], { start: 1 }, wholeAxis(12)],
  ['flatten', [MAP], { start: 1, end: 1 }, POINTWISE],
  ['linear', [[40]], { out: 2 }, wholeAxis(1)],
  ['linear', [MAP], { out: 2, over: 'last' }, POINTWISE],
  ['linear', [[4, 12]], { out: 2, over: 'last' }, wholeAxis(12)],
  ['add', [MAP, MAP], {}, POINTWISE],
  ['mul', [[4, 1, 1], MAP], {}, BROADCAST],
  ['mul', [[1, 12, 10], MAP], {}, POINTWISE],
  [
    'mul',
    [
      [4, 1, 1],
      [4, 1, 1],
    ],
    {},
    POINTWISE,
  ],
];

test.each(TABLE)('%s of %j with %j', (name, inputs, given, expected) => {
  expect(readsOf(name, inputs, given)).toEqual(expected);
});
