import { expect, test } from 'vitest';
import { orderedChannels } from './channel-order.ts';

/** Means 1, 3, 2, 3; deviations 1, 0, 2, 0. */
const planes = [
  [0, 2],
  [3, 3],
  [0, 4],
  [3, 3],
].map(values => new Float32Array(values));

test.each([
  ['index', [0, 1, 2, 3]],
  ['mean', [1, 3, 2, 0]],
  ['variance', [2, 0, 1, 3]],
] as const)('by %s', (order, expected) => expect(orderedChannels(planes, order)).toEqual(expected));
