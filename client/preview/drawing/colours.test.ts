import { expect, test } from 'vitest';
import { COLOURS, STEPS, classColour, cssColour, stepOf } from './colours.ts';

/** Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance. */
function luminance(step: number): number {
  const [red = 0, green = 0, blue = 0] = Array.from(COLOURS.subarray(4 * step, 4 * step + 3), byte => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const steps = Array.from({ length: STEPS }, (_, step) => step);

test('a greater value is never darker', () =>
  expect(steps.slice(1).filter(step => luminance(step) < luminance(step - 1))).toEqual([]));

test('eight steps on, it is lighter', () =>
  expect(steps.slice(8).filter(step => luminance(step) <= luminance(step - 8))).toEqual([]));

test('least and greatest are far apart: the contrast of text, 4.5 to 1, and more', () =>
  expect((luminance(STEPS - 1) + 0.05) / (luminance(0) + 0.05)).toBeGreaterThan(7));

test('every colour is opaque', () => expect(steps.every(step => COLOURS[4 * step + 3] === 255)).toBe(true));

test.each([
  [0, 0],
  [1, 255],
  [0.5, 128],
  [-3, 0],
  [7, 255],
  [Number.NaN, 0],
])('the share %d is step %d', (share, step) => expect(stepOf(share)).toBe(step));

test('a colour for CSS is the table’s', () =>
  expect(cssColour(1)).toBe(`rgb(${[...COLOURS.subarray(4 * 255, 4 * 255 + 3)].join(' ')})`));

test('classes next to each other differ by a step of lightness that is seen without colour: 1.5 to 1', () => {
  const grey = (index: number) => {
    const [red, green, blue] = classColour(index);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  for (let index = 0; index < 64; index += 2) expect(grey(index + 1) / grey(index)).toBeGreaterThan(1.5);
});
