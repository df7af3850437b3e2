import { expect, test } from 'vitest';
import { callSites } from './call-sites.ts';
import { cursorBefore, fixture } from './fixture.ts';
import { hoverAt } from './hover.ts';
import { hoverPicture } from './hover-picture.ts';
import { NONE_CHOSEN } from './instances.ts';
import { ENGLISH } from '../words.ts';

const BLUE = '#3b82f6';
const ORANGE = '#f97316';

/** The picture of the last call: its text, its rectangles by colour or dash, and their corners. */
function picture(size: string, layers: string) {
  const { analysis } = fixture(`model M {\n  input(${size})\n  ${layers}\n}\n`);
  const run = callSites(analysis).at(-1)?.runs[0];
  const [, alternative = '', address = ''] =
    /^!\[(.*)\]\(data:image\/svg\+xml,([^()\s]*)\)$/.exec(run ? ENGLISH(hoverPicture(run)) : '') ?? [];
  const rectangles = [
    ...decodeURIComponent(address).matchAll(
      /<rect x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)" ([^>]*)\/>/g,
    ),
  ];
  const of = (style: string) =>
    rectangles
      .filter(([, , , , , found = '']) => found.includes(style))
      .map(([, ...box]) => box.slice(0, 4).map(Number));
  return { alternative, of, text: decodeURIComponent(address) };
}

test.each([
  // Outputs 0 and 1 read rows and columns −1 … 1 and 1 … 3, so 5 columns with padding, and one more is shown.
  ['3x8x8', 'conv(4, 3, stride=2, padding=1)', 'reads 3×3, and the next; sees 3×3 of 8×8', 9, 9],
  ['3x8x8', 'conv(4, 3, dilation=2)', 'reads 3×3, and the next; sees 5×5 of 8×8, with holes', 9, 9],
  ['3x8x8', 'maxpool(2)', 'reads 2×2, and the next; sees 2×2 of 8×8', 4, 4],
  ['2x16', 'conv(4, 3)', 'reads 3, and the next; sees 3 of 16', 3, 3],
  ['3x8x8', 'upsample(2)', 'reads 1×1, and the next; sees 1×1 of 8×8', 1, 1],
])('the window on %s of %s', (size, layer, alternative, first, next) => {
  const { alternative: text, of } = picture(size, layer);
  expect(text).toBe(alternative);
  // One blue rectangle is the field on the plane; one with holes has as many pieces as the window.
  const pieces = alternative.includes('holes') ? first : 1;
  expect([of(BLUE).length - pieces, of(ORANGE).length]).toEqual([first, next]);
});

test('a dilated window leaves holes', () => {
  const { of } = picture('1x9x9', 'conv(1, 2, dilation=3)');
  // Cells 0 and 3 of 12 pixels, an inset of 1.
  expect(
    of(BLUE)
      .slice(0, 4)
      .map(([x, y]) => [x, y]),
  ).toEqual([
    [1, 1],
    [37, 1],
    [1, 37],
    [37, 37],
  ]);
});

test('what lies in the padding is dashed', () => {
  // From −1 to 3: rows and columns of 5 cells, of which those at −1 lie outside: 5 + 5 − 1.
  expect(picture('1x8x8', 'conv(1, 3, padding=1)').of('dasharray')).toHaveLength(9);
});

test('the field of the middle output is drawn on the input’s plane, in its scale', () => {
  // Output 4 of 8 sees rows and columns 2 … 6 behind two 3×3 with padding 1; 96 pixels are 8 positions.
  const { of } = picture('3x8x8', 'conv(4, 3, padding=1) -> conv(4, 3, padding=1)');
  expect(of(BLUE).at(-1)).toEqual([24, 24, 60, 60]);
});

test('a field that reaches beyond the input ends at its edge, and says so', () => {
  // A 7×7 window around position 2 of 4 sees −1 … 5.
  const { alternative, of } = picture('3x4x4', 'conv(4, 7, padding=3)');
  expect(alternative).toContain('sees 7×7 of 4×4, padding too');
  expect(of(BLUE).at(-1)).toEqual([0, 0, 96, 96]);
});

test('a field with holes shows them', () => {
  // Output 4 of 9 reads 1, 4 and 7 behind a dilation of 3; 96 pixels are 9 positions.
  const { of } = picture('1x9x9', 'conv(1, 3, dilation=3, padding=3)');
  const field = of(BLUE).slice(-9);
  expect(field[0]).toEqual([10.7, 10.7, 10.7, 10.7]);
  expect(field.map(([x]) => x)).toEqual([10.7, 42.7, 74.7, 10.7, 42.7, 74.7, 10.7, 42.7, 74.7]);
});

test('a sequence’s field is high enough to see', () => {
  // Output 25 of 50 with stride 2 reads 50 … 54 of 100.
  expect(picture('2x104', 'conv(4, 5, stride=2)').of(BLUE).at(-1)).toEqual([46.2, 0, 4.6, 12]);
});

test.each([
  ['3x8x8', 'conv(4, 3, stride=2, padding=1)', 'stride 2 · padding 1 · dilation 1'],
  ['3x9x9', 'conv(4, 1x3, dilation=2)', 'stride 1 · padding 0 · dilation 2'],
  ['3x8x8', 'conv(4, 1x3, padding=[0, 1])', 'stride 1 · padding 0×1 · dilation 1'],
])('the window on %s of %s says how it moves', (size, layer, note) => {
  expect(picture(size, layer).text).toContain(note);
});

test.each([
  ['reads one place', 'relu'],
  ['reads otherwise at each place', 'conv_transpose(3, 4, stride=2)'],
])('what %s does not', (_, layer) => {
  expect(picture('3x8x8', layer).text).not.toContain('stride');
});

test('a window too large to count is not drawn', () => {
  expect(picture('3x64x64', 'global_avgpool').alternative).toBe('sees 64×64 of 64×64');
});

test('what reads its own place only has no window', () => {
  expect(picture('3x8x8', 'relu').alternative).toBe('sees 1×1 of 8×8');
});

test('a hover has it only where images are shown', () => {
  const { analysis, offset } = cursorBefore('conv(16');
  const markdown = (pictures: boolean) =>
    ENGLISH(hoverAt(analysis, offset, { chosen: NONE_CHOSEN, pictures })?.markdown ?? '');
  expect(markdown(true)).toContain('![reads 3×3');
  expect(markdown(false)).not.toContain('![');
});
