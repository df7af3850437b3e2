import { expect, test } from 'vitest';
import { classMapOf } from './class-map.ts';

test('the greatest channel wins, the first of equals', () => {
  const planes = [
    [1, 0, 5, 0],
    [0, 2, 5, 0],
    [0, 9, 4, 0],
  ].map(values => new Float32Array(values));
  const { winners, shares } = classMapOf(planes);
  expect([...winners]).toEqual([0, 2, 0, 0]);
  expect(shares).toEqual([
    { channel: 0, share: 0.75 },
    { channel: 2, share: 0.25 },
  ]);
});
