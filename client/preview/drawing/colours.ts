/**
 * The colours of values, from least to greatest: indigo, teal, yellow. Lightness rises evenly, as the eye sees it, so that the
 * maps read without colour vision and on a light or a dark page. Drawn in Oklab (Ottosson, 2020,
 * https://bottosson.github.io/posts/oklab/).
 */

type Rgb = readonly [red: number, green: number, blue: number];

/** How many steps the table has: a byte's. */
export const STEPS = 256;

/** One colour a step, each four bytes, opaque: as `ImageData` wants them. */
export const COLOURS: Uint8ClampedArray = Uint8ClampedArray.from({ length: STEPS * 4 }, (_, index) => {
  const channel = index % 4;
  return channel === 3 ? 255 : 255 * (colourAt(Math.floor(index / 4) / (STEPS - 1))[channel] ?? 0);
});

/** For `share` in 0…1 its colour, as a place in the table, for CSS. */
export function cssColour(share: number): string {
  const at = 4 * stepOf(share);
  return `rgb(${COLOURS[at]} ${COLOURS[at + 1]} ${COLOURS[at + 2]})`;
}

/** The step of a share in 0…1; what is out of it, or not a number, is held to it. */
export const stepOf = (share: number): number => Math.round(Math.min(1, Math.max(0, share || 0)) * (STEPS - 1));

/** The colour of a class, of which neighbours in number are far apart in hue: steps of the golden angle. Three bytes. */
export function classColour(index: number): Rgb {
  const hue = ((250 + 137.508 * index) * Math.PI) / 180;
  // Every other one is darker, so that two classes are told apart without colour vision.
  const [red, green, blue] = fromOklab(index % 2 === 0 ? 0.5 : 0.8, 0.1 * Math.cos(hue), 0.1 * Math.sin(hue));
  return [byteOf(red), byteOf(green), byteOf(blue)];
}

/** What the screen has not is held to what it has. */
const byteOf = (linear: number): number => Math.round(255 * encode(Math.min(1, Math.max(0, linear))));

function colourAt(share: number): Rgb {
  const lightness = 0.24 + 0.68 * share;
  const hue = ((285 - 183 * share) * Math.PI) / 180;
  // Around teal the screen has the fewest saturated colours.
  const chroma = 0.13 + 0.03 * share - 0.18 * share * (1 - share);
  const [red, green, blue] = fromOklab(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue));
  return [encode(red), encode(green), encode(blue)];
}

function fromOklab(lightness: number, a: number, b: number): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The transfer curve of sRGB (IEC 61966-2-1). */
function encode(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}
