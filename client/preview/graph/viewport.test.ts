import { expect, test } from 'vitest';
import { fitted, showing, topOf, zoomed } from './viewport.ts';

const window = { width: 400, height: 300 };

test.each([
  ['small: as it is, in the middle', { width: 100, height: 100 }, { scale: 1, x: 150, y: 100 }],
  ['wide: its width decides', { width: 800, height: 100 }, { scale: 0.5, x: 0, y: 125 }],
  ['high: its height decides', { width: 100, height: 600 }, { scale: 0.5, x: 175, y: 0 }],
])('fitted when %s', (_, drawing, expected) => expect(fitted(drawing, window)).toEqual(expected));

test('the top in full width', () =>
  expect(topOf({ width: 800, height: 9000 }, window)).toEqual({ scale: 0.5, x: 0, y: 0 }));

test('the point under the pointer stays', () => {
  const before = { scale: 0.5, x: 20, y: 10 };
  const after = zoomed(before, 2, { x: 120, y: 60 });
  // (120 − 20) / 0.5 = 200 and (60 − 10) / 0.5 = 100 in the drawing.
  expect(after).toEqual({ scale: 1, x: 120 - 200, y: 60 - 100 });
});

test.each([
  [1e9, 3],
  [1e-9, 0.05],
])('times %d is held at a scale of %d', (factor, scale) =>
  expect(zoomed({ scale: 1, x: 0, y: 0 }, factor, { x: 0, y: 0 }).scale).toBe(scale),
);

test.each([
  ['in the window: not at all', { x: 100, y: 100 }, { x: 0, y: 0 }],
  // Its left edge is at −10 − 20, and should be at 12.
  ['left of it', { x: -10, y: 100 }, { x: 42, y: 0 }],
  // Its lower edge is at 500 + 10, and should be at 300 − 12.
  ['below it', { x: 100, y: 500 }, { x: 0, y: -222 }],
])('moved to show what is %s', (_, place, moved) =>
  expect(showing({ scale: 1, x: 0, y: 0 }, { ...place, width: 40, height: 20 }, window)).toEqual({
    scale: 1,
    ...moved,
  }),
);
