import { encode as encodePng } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { describe, expect, test } from 'vitest';
import { decodePicture, fitted } from './pictures.ts';

const [width, height] = [2, 1];
const opaque = (...pixels: readonly (readonly [number, number, number])[]) =>
  pixels.flatMap(([r, g, b]) => [r, g, b, 255]);

describe('a PNG', () => {
  test.each([
    ['grey', { channels: 1, data: new Uint8Array([0, 51]) }, opaque([0, 0, 0], [51, 51, 51])],
    ['RGB', { channels: 3, data: new Uint8Array([1, 2, 3, 4, 5, 6]) }, opaque([1, 2, 3], [4, 5, 6])],
    ['RGBA', { channels: 4, data: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]) }, [1, 2, 3, 4, 5, 6, 7, 8]],
    ['grey with transparency', { channels: 2, data: new Uint8Array([9, 8, 7, 6]) }, [9, 9, 9, 8, 7, 7, 7, 6]],
    // 65535 is white, 257 times 255.
    ['16 bits', { channels: 1, depth: 16, data: new Uint16Array([65_535, 257]) }, opaque([255, 255, 255], [1, 1, 1])],
  ] as const)('of %s', (_, picture, expected) =>
    expect([...decodePicture(encodePng({ width, height, ...picture })).data]).toEqual(expected),
  );
});

test('a JPEG', () => {
  // One colour has no detail that compression could lose.
  const data = new Uint8Array(Array.from({ length: 64 }, () => [200, 200, 200, 255]).flat());
  const picture = decodePicture(encodeJpeg({ width: 8, height: 8, data }, 100).data);
  expect([picture.width, picture.height, ...picture.data.subarray(0, 4)]).toEqual([8, 8, 200, 200, 200, 255]);
});

test.each([
  ['text', new TextEncoder().encode('no picture'), /neither a PNG nor a JPEG/],
  [
    'half a PNG',
    encodePng({ width, height, channels: 1, data: new Uint8Array(2) }).subarray(0, 40),
    /outside the bounds/,
  ],
])('%s is refused', (_, bytes, message) => expect(() => decodePicture(bytes)).toThrow(message));

describe('fitting', () => {
  const grey = (...values: readonly number[]) =>
    new Uint8ClampedArray(opaque(...values.map(value => [value, value, value] as const)));
  const reds = (data: Uint8ClampedArray) => [...data].filter((_, index) => index % 4 === 0);

  test.each([
    ['its own size changes nothing', { width: 2, height: 2, data: grey(0, 50, 100, 150) }, 2, 2, [0, 50, 100, 150]],
    // Triangles of width 2 about 1 and 3: (0.5, 1.5, 2.5, 3.5) count 0.75, 0.75, 0.25, 0 of 1.75.
    ['half of it', { width: 4, height: 2, data: grey(0, 70, 140, 210, 0, 70, 140, 210) }, 2, 1, [50, 160]],
    ['the middle of a wide one', { width: 3, height: 1, data: grey(0, 70, 140) }, 1, 1, [70]],
    ['one pixel', { width: 1, height: 1, data: grey(9) }, 2, 2, [9, 9, 9, 9]],
  ] as const)('%s', (_, picture, columns, rows, expected) =>
    expect(reds(fitted(picture, { width: columns, height: rows }).data)).toEqual(expected),
  );

  test('what is transparent becomes white', () =>
    expect([
      ...fitted({ width: 1, height: 1, data: new Uint8ClampedArray([0, 0, 0, 51]) }, { width: 1, height: 1 }).data,
    ]).toEqual([204, 204, 204, 255]));
});
