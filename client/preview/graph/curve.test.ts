import { expect, test } from 'vitest';
import { curve } from './curve.ts';

test.each([
  ['nothing', [], ''],
  [
    'a straight line',
    [
      [0, 0],
      [0, 10],
    ],
    'M0 0L0 5L0 10',
  ],
  // Half way to the bend, round it, half way on, to the end.
  [
    'a bend',
    [
      [0, 0],
      [0, 10],
      [20, 10],
    ],
    'M0 0L0 5Q0 10 10 10L20 10',
  ],
] as const)('%s', (_, points, expected) => expect(curve(points.map(([x, y]) => ({ x, y })))).toBe(expected));
