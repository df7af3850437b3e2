import { expect, test } from 'vitest';
import { traced } from './trace.ts';

/** 0 → 1 → 3 → 4, 0 → 2 → 3, and 2 → 5 to nowhere. */
const layers = [[], [0], [0], [1, 2], [3], [2]].map(inputs => ({ inputs }));

test.each([
  [0, [0, 1, 2, 3, 4, 5]],
  [1, [0, 1, 3, 4]],
  [2, [0, 2, 3, 4, 5]],
  [4, [0, 1, 2, 3, 4]],
  [5, [0, 2, 5]],
])('of %d', (layer, expected) => expect([...traced(layers, layer)].toSorted((a, b) => a - b)).toEqual(expected));
