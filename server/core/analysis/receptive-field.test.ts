import { expect, test } from 'vitest';
import type { TinyLayer } from '../../../test/support/tiny-network.ts';
import { tinyNetwork } from '../../../test/support/tiny-network.ts';
import type { Reads } from '../ops/reads.ts';
import { BROADCAST, wholeAxis } from '../ops/reads.ts';
import type { Field, IndexSet } from './field.ts';
import { receptiveFields } from './receptive-field.ts';

const window = (count: number, shift: number, padding: number): Reads => ({
  period: 1,
  shift,
  phases: [{ from: -padding, step: 1, count }],
});
const affine = (start: number, end: number, shift: number): Field => ({ period: 1, shift, phases: [[[start, end]]] });
const constant = (...set: IndexSet): Field => ({ period: 1, shift: 0, phases: [set] });

/** The fields of the last layer. */
const fieldsOf = (...layers: readonly TinyLayer[]): readonly Field[] | undefined =>
  receptiveFields(tinyNetwork(layers)).at(-1);

const picture: TinyLayer = { output: [3, 8, 6] };
const channelsLast: TinyLayer = { output: [8, 6, 4], moves: [1, 2, 0] };
const channelsFirst: TinyLayer = { output: [4, 8, 6], moves: [2, 0, 1] };
const square: TinyLayer = { output: [3, 6, 6] };
const same: TinyLayer = { output: [4, 8, 6], reads: window(3, 1, 1) };

test.each<[string, readonly TinyLayer[], readonly Field[] | undefined]>([
  ['an input sees itself, an axis at a time', [picture], [affine(0, 1, 1), affine(0, 1, 1)]],
  ['an input without axes has no fields', [{ output: [784] }], []],
  ['a window', [picture, same], [affine(-1, 2, 1), affine(-1, 2, 1)]],
  ['a pointwise layer passes on', [picture, same, { output: [4, 8, 6] }], [affine(-1, 2, 1), affine(-1, 2, 1)]],
  [
    'a residual is the union',
    [picture, same, { inputs: [1, 0], output: [4, 8, 6] }],
    [affine(-1, 2, 1), affine(-1, 2, 1)],
  ],
  ['flattened, all of it', [picture, same, { output: [192] }], [constant([-1, 9]), constant([-1, 7])]],
  ['dense after it, the same', [picture, { output: [144] }, { output: [10] }], [constant([0, 8]), constant([0, 6])]],
  [
    'given axes again, the same everywhere',
    [picture, { output: [144] }, { output: [9, 4, 4] }, { output: [9, 4, 4], reads: window(3, 1, 1) }],
    [constant([0, 8]), constant([0, 6])],
  ],
  [
    'a gate is global, and so what it gates',
    [
      picture,
      same,
      { output: [4, 1, 1], reads: wholeAxis(6) },
      { inputs: [1, 2], output: [4, 8, 6], reads: BROADCAST },
    ],
    [constant([-1, 7]), constant([-1, 7])],
  ],
  [
    'two inputs of the same axes are one',
    [picture, { inputs: [], output: [3, 8, 6] }, { ...same, inputs: [0] }, { inputs: [1, 2], output: [7, 8, 6] }],
    [affine(-1, 2, 1), affine(-1, 2, 1)],
  ],
  [
    'of inputs with other axes, the first that enters counts',
    [{ output: [12] }, { inputs: [], output: [3, 8, 6] }, { output: [144] }, { inputs: [2, 0], output: [156] }],
    [constant([0, 8]), constant([0, 6])],
  ],
  [
    'permuted there and back, with the channels of each position in between',
    [picture, same, channelsLast, { output: [8, 6, 5], perChannel: true }, { ...channelsFirst, output: [5, 8, 6] }],
    [affine(-1, 2, 1), affine(-1, 2, 1)],
  ],
  [
    'what mixes channels mixes the rows that have taken their place',
    [picture, same, channelsLast, { output: [5, 6, 4] }, { ...channelsFirst, output: [4, 5, 6] }],
    [constant([-1, 9]), affine(-1, 2, 1)],
  ],
  [
    'a window on columns that have taken the place of rows',
    [picture, { output: [3, 6, 8], moves: [0, 2, 1] }, { output: [3, 5, 4], reads: window(2, 2, 0) }],
    [affine(0, 2, 2), affine(0, 2, 2)],
  ],
  [
    'a merge with its own transpose sees all',
    [square, { ...square, moves: [0, 2, 1] }, { ...square, inputs: [0, 1], perChannel: true }],
    [constant([0, 6]), constant([0, 6])],
  ],
  [
    'a merge of two that are permuted alike',
    [
      picture,
      channelsLast,
      { output: [8, 6, 4], perChannel: true },
      { output: [8, 6, 4], inputs: [1, 2], perChannel: true },
    ],
    [affine(0, 1, 1), affine(0, 1, 1)],
  ],
  ['unknown where the shape is', [picture, { output: undefined }], undefined],
  ['unknown where a dimension is', [picture, { output: [NaN, 8, 6] }], undefined],
  ['unknown below the unknown', [picture, { output: [NaN, 8, 6] }, { output: [4, 8, 6] }], undefined],
])('%s', (_, layers, expected) => expect(fieldsOf(...layers)).toEqual(expected));

test('a long chain: 20,000 windows of 3 see 40,001', () => {
  const fields = fieldsOf(picture, ...Array.from({ length: 20_000 }, () => same));
  expect(fields?.[0]).toEqual(affine(-20_000, 20_001, 1));
});
