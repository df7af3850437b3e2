import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reads, Run } from '../ops/reads.ts';
import { BROADCAST, POINTWISE, wholeAxis } from '../ops/reads.ts';
import { composed, joined } from './field-algebra.ts';
import type { Field } from './field.ts';
import { INPUT_FIELD, reduced, seenAt } from './field.ts';
import { shifted, union } from './index-set.ts';

const window = (kernel: number, stride = 1, padding = 0, dilation = 1): Reads => ({
  period: 1,
  shift: stride,
  phases: [{ from: -padding, step: dilation, count: kernel }],
});

/** Output o meets input i and tap t of a transposed convolution where o = i·stride − padding + t. */
function transposed(kernel: number, stride: number, padding: number): Reads {
  const phases = Array.from({ length: stride }, (_, phase): Run => {
    const from = Math.ceil((phase + padding - kernel + 1) / stride);
    return { from, step: 1, count: Math.max(0, Math.floor((phase + padding) / stride) - from + 1) };
  });
  return { period: stride, shift: 1, phases };
}

const nearest = (scale: number): Reads => ({
  period: scale,
  shift: 1,
  phases: Array.from({ length: scale }, () => ({ from: 0, step: 1, count: 1 })),
});

/** ⌊iL/O⌋ … ⌈(i+1)L/O⌉ */
const adaptive = (input: number, output: number): Reads => ({
  period: output,
  shift: input,
  phases: Array.from({ length: output }, (_, i) => {
    const from = Math.floor((i * input) / output);
    return { from, step: 1, count: Math.ceil(((i + 1) * input) / output) - from };
  }),
});

const UNBOUNDED = { input: 1e9, output: 1e9 };
const chain = (steps: readonly Reads[]): Field =>
  steps.reduce<Field>((field, reads) => composed(reads, field, UNBOUNDED) ?? field, INPUT_FIELD);

test.each<[string, readonly Reads[], Field]>([
  ['two 3-windows see 5', [window(3, 1, 1), window(3, 1, 1)], { period: 1, shift: 1, phases: [[[-2, 3]]] }],
  // r = 1 + (3−1)·1 + (3−1)·2 + (3−1)·4 = 15, jump 8, start −1 − 2 − 4 = −7.
  ['strides multiply', Array(3).fill(window(3, 2, 1)), { period: 1, shift: 8, phases: [[[-7, 8]]] }],
  [
    'a dilated window has holes',
    [window(3, 1, 2, 2)],
    {
      period: 1,
      shift: 1,
      phases: [
        [
          [-2, -1],
          [0, 1],
          [2, 3],
        ],
      ],
    },
  ],
  ['a dense window before it fills them', [window(3), window(3, 1, 0, 2)], { period: 1, shift: 1, phases: [[[0, 7]]] }],
  ['nearest upsampling repeats', [nearest(2)], { period: 2, shift: 1, phases: [[[0, 1]], [[0, 1]]] }],
  [
    'a window over it sees one or two',
    [nearest(2), window(3, 1, 1)],
    { period: 2, shift: 1, phases: [[[-1, 1]], [[0, 2]]] },
  ],
  ['a stride over it undoes it', [nearest(2), window(1, 2)], INPUT_FIELD],
  [
    'a kernel smaller than its stride leaves gaps',
    [transposed(1, 2, 0)],
    { period: 2, shift: 1, phases: [[[0, 1]], []] },
  ],
  ['7 of 28 is a window of 4', [adaptive(28, 7)], { period: 1, shift: 4, phases: [[[0, 4]]] }],
  ['a mean of all is constant', [window(3, 1, 1), wholeAxis(8)], { period: 1, shift: 0, phases: [[[-1, 9]]] }],
  ['and stays it', [wholeAxis(8), nearest(4), window(3, 1, 1)], { period: 1, shift: 0, phases: [[[0, 8]]] }],
  ['a kernel of a million', [window(1e6)], { period: 1, shift: 1, phases: [[[0, 1e6]]] }],
  ['ten million positions', [window(3, 2, 1), wholeAxis(1e7)], { period: 1, shift: 0, phases: [[[-1, 2e7]]] }],
])('%s', (_, steps, expected) => expect(chain(steps)).toEqual(expected));

test('a field of a million holes is said to be unknown', () => {
  expect(composed(wholeAxis(1e6), chain([window(1, 2)]), { input: 1e6, output: 1 })).toBeUndefined();
});

test('reads of unknown numbers have an unknown field', () => {
  expect(composed({ ...window(3), period: NaN }, INPUT_FIELD, UNBOUNDED)).toBeUndefined();
});

describe('merges', () => {
  const size = 6;
  test.each<[string, readonly Field[], Field]>([
    [
      'a wide and a narrow window',
      [chain([window(5, 1, 2)]), chain([window(1, 1)])],
      { period: 1, shift: 1, phases: [[[-2, 3]]] },
    ],
    [
      'windows out of line',
      [chain([window(1, 2, 2)]), chain([window(1, 2, -2)])],
      {
        period: 1,
        shift: 2,
        phases: [
          [
            [-2, -1],
            [2, 3],
          ],
        ],
      },
    ],
    [
      'phases of 2 and of 3',
      [chain([window(1, 2), nearest(2)]), chain([window(1, 3), nearest(3)])],
      {
        period: 6,
        shift: 6,
        // Twos see 0 0 2 2 4 4, threes 0 0 0 3 3 3.
        phases: [
          [[0, 1]],
          [[0, 1]],
          [
            [0, 1],
            [2, 3],
          ],
          [[2, 4]],
          [[3, 5]],
          [[3, 5]],
        ],
      },
    ],
    [
      'a gate of all that the other sees',
      [chain([window(3, 1, 1)]), chain([window(3, 1, 1), wholeAxis(size), BROADCAST])],
      { period: 1, shift: 0, phases: [[[-1, 7]]] },
    ],
    [
      'a constant that sees less: position by position',
      [INPUT_FIELD, { period: 1, shift: 0, phases: [[[0, 3]]] }],
      {
        period: 6,
        shift: 0,
        phases: [
          [[0, 3]],
          [[0, 3]],
          [[0, 3]],
          [[0, 4]],
          [
            [0, 3],
            [4, 5],
          ],
          [
            [0, 3],
            [5, 6],
          ],
        ],
      },
    ],
  ])('%s', (_, fields, expected) => expect(joined(fields, size)).toEqual(expected));

  test('beyond the ends of a list nothing is seen', () => {
    const list = joined([INPUT_FIELD, { period: 1, shift: 0, phases: [[[0, 2]]] }], 4);
    const after = list && composed(window(3, 1, 1), list, { input: 4, output: 4 });
    expect(after?.phases).toEqual([[[0, 2]], [[0, 3]], [[0, 4]], [[0, 4]]]);
    expect(list && composed(POINTWISE, list, { input: 4, output: 4 })).toBe(list);
  });
});

describe('laws', () => {
  const count = (min: number, max: number) => fc.integer({ min, max });
  const anyReads: fc.Arbitrary<Reads> = fc.oneof(
    fc.tuple(count(1, 4), count(1, 3), count(0, 2), count(1, 3)).map(args => window(...args)),
    fc.tuple(count(1, 4), count(1, 3), count(0, 2)).map(args => transposed(...args)),
    count(1, 3).map(nearest),
    fc.tuple(count(1, 7), count(1, 7)).map(args => adaptive(...args)),
  );

  /** The taps of one output, one by one. */
  function tapsOf({ period, shift, phases }: Reads, position: number): readonly number[] {
    const turn = Math.floor(position / period);
    const { from, step, count: taps } = phases[position - turn * period] ?? { from: 0, step: 1, count: 0 };
    return Array.from({ length: taps }, (_, tap) => from + turn * shift + tap * step);
  }

  /** What one output sees, followed index by index through the whole chain. */
  const followed = (steps: readonly Reads[], position: number): ReadonlySet<number> =>
    steps.reduceRight<ReadonlySet<number>>(
      (positions, reads) => new Set([...positions].flatMap(index => tapsOf(reads, index))),
      new Set([position]),
    );

  const asSet = (indices: ReadonlySet<number>) => union([...indices].map(index => [[index, index + 1]]));
  const anyChain = fc.array(anyReads, { maxLength: 4 });

  test('a composed field is what one finds index by index', () => {
    fc.assert(
      fc.property(anyChain, count(-9, 25), (steps, position) => {
        expect(seenAt(chain(steps), position)).toEqual(asSet(followed(steps, position)));
      }),
    );
  });

  test('a joined field is, at every position, the union', () => {
    fc.assert(
      fc.property(fc.array(anyChain, { minLength: 1, maxLength: 3 }), count(1, 12), (chains, size) => {
        const field = joined(chains.map(chain), size);
        for (let position = 0; position < size; position++) {
          const expected = union(chains.map(steps => asSet(followed(steps, position))));
          expect(field && seenAt(field, position)).toEqual(expected);
        }
      }),
    );
  });

  test('a field that sees nothing has one phase, though it moves by half a position', () => {
    const nothing = { period: 2, shift: 1, phases: [[], []] };
    expect(reduced(nothing)).toEqual({ period: 1, shift: 0.5, phases: [[]] });
  });

  test('the period is the least', () => {
    fc.assert(
      fc.property(anyChain, steps => {
        const { period, shift, phases } = chain(steps);
        for (let less = 1; less < period; less++) {
          const distance = (shift * less) / period;
          const repeats = Array.from({ length: period }, (_, position) => position).every(
            position =>
              JSON.stringify(seenAt({ period, shift, phases }, position + less)) ===
              JSON.stringify(shifted(seenAt({ period, shift, phases }, position), distance)),
          );
          expect(repeats).toBe(false);
        }
      }),
    );
  });

  test('reducing changes nothing that is seen', () => {
    fc.assert(
      fc.property(anyChain, count(2, 3), count(-5, 20), (steps, times, position) => {
        const field = chain(steps);
        const period = field.period * times;
        const phases = Array.from({ length: period }, (_, phase) => seenAt(field, phase));
        expect(reduced({ period, shift: field.shift * times, phases })).toEqual(field);
        expect(seenAt({ period, shift: field.shift * times, phases }, position)).toEqual(seenAt(field, position));
      }),
    );
  });
});
