import { expect, test } from 'vitest';
import type { FieldDescription } from './describe-field.ts';
import { describeField } from './describe-field.ts';
import type { Field } from './field.ts';

test.each<[string, Field, number, number, FieldDescription]>([
  ['affine', { period: 1, shift: 16, phases: [[[-25, 26]]] }, 28, 224, { size: 51, jump: 16, start: -25 }],
  [
    'with holes',
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
    32,
    32,
    { size: 5, jump: 1, start: -2, seen: 3 },
  ],
  [
    'periodic',
    {
      period: 2,
      shift: 1,
      phases: [
        [[-1, 1]],
        [
          [0, 1],
          [2, 3],
        ],
      ],
    },
    32,
    16,
    {
      size: 3,
      jump: 0.5,
      start: -1,
      period: 2,
      shift: 1,
      phases: [
        { size: 2, start: -1, seen: 2 },
        { size: 3, start: 0, seen: 2 },
      ],
    },
  ],
  [
    'periodic, with fewer outputs than phases',
    { period: 3, shift: 2, phases: [[[0, 1]], [[0, 2]], [[1, 4]]] },
    2,
    9,
    {
      size: 2,
      jump: 2 / 3,
      start: 0,
      period: 3,
      shift: 2,
      phases: [
        { size: 1, start: 0, seen: 1 },
        { size: 2, start: 0, seen: 2 },
      ],
    },
  ],
  ['empty', { period: 1, shift: 2, phases: [[]] }, 4, 8, { size: 0, jump: 2, start: 0 }],
  [
    'an empty phase',
    { period: 2, shift: 1, phases: [[[0, 1]], []] },
    4,
    2,
    {
      size: 1,
      jump: 0.5,
      start: 0,
      period: 2,
      shift: 1,
      phases: [
        { size: 1, start: 0, seen: 1 },
        { size: 0, start: 0, seen: 0 },
      ],
    },
  ],
  ['global', { period: 1, shift: 0, phases: [[[-3, 35]]] }, 1, 32, { size: 38, jump: 0, start: -3, global: true }],
  // Outputs 0 to 2 see −4 … 7, −3 … 8, −2 … 9: all of 0 … 7.
  ['not global, for it moves', { period: 1, shift: 1, phases: [[[-4, 8]]] }, 3, 8, { size: 12, jump: 1, start: -4 }],
  [
    'not global, for it misses the last index',
    { period: 1, shift: 0, phases: [[[0, 7]]] },
    1,
    8,
    { size: 7, jump: 0, start: 0 },
  ],
  [
    'global with a hole',
    {
      period: 1,
      shift: 0,
      phases: [
        [
          [0, 3],
          [4, 8],
        ],
      ],
    },
    1,
    8,
    { size: 8, jump: 0, start: 0, seen: 7, global: true },
  ],
])('%s', (_, field, outputSize, inputSize, expected) => {
  expect(describeField(field, outputSize, inputSize)).toEqual(expected);
});
