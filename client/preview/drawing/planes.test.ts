import { describe, expect, test } from 'vitest';
import { viewOf } from './planes.ts';

/** 0, 1, 2, …, so that a value is its own place. */
const counting = (length: number): Float32Array => Float32Array.from({ length }, (_, index) => index);

test.each([
  ['a vector', [5]],
  ['maps of one pixel', [5, 1, 1]],
])('%s is flat', (_, shape) => expect(viewOf(shape, counting(5))).toEqual({ kind: 'flat', values: counting(5) }));

describe('planes', () => {
  test.each([
    [
      'maps: one a channel',
      [2, 2, 3],
      3,
      2,
      [
        [0, 1, 2, 3, 4, 5],
        [6, 7, 8, 9, 10, 11],
      ],
      undefined,
    ],
    ['a sequence: one for all channels', [2, 4], 4, 2, [[0, 1, 2, 3, 4, 5, 6, 7]], 'a row a channel'],
    // Of slices 0, 1, 2 the middle is 1: from 1·2 and from 6 + 1·2.
    [
      'a volume: the middle slice of each channel',
      [2, 3, 1, 2],
      2,
      1,
      [
        [2, 3],
        [8, 9],
      ],
      'slice 1 of 3, the middle one',
    ],
  ] as const)('%s', (_, shape, width, height, planes, note) => {
    const size = shape.reduce<number>((product, extent) => product * extent, 1);
    const view = viewOf(shape, counting(size));
    expect(view).toMatchObject({ kind: 'planes', width, height, ...(note !== undefined && { note }) });
    expect(view.kind === 'planes' && view.planes.map(plane => [...plane])).toEqual(planes);
  });
});
