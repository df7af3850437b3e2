/** Pictures from files, where there is no browser to read them. */
import { convertIndexedToRgb, decode as decodePng, hasPngSignature, type DecodedPng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import { coverCrop } from '../../client/preview/worker/feeds.ts';
import type { Pixels } from '../../client/preview/worker/messages.ts';

/** Throws, with what is wrong, when the bytes are neither a PNG nor a JPEG. */
export function decodePicture(bytes: Uint8Array): Pixels {
  if (hasPngSignature(bytes)) return pngPixels(decodePng(bytes));
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new Error('It is neither a PNG nor a JPEG.');
  const { width, height, data } = decodeJpeg(bytes, { useTArray: true, maxMemoryUsageInMB: 2048 });
  return { width, height, data: Uint8ClampedArray.from(data) };
}

function pngPixels(png: DecodedPng): Pixels {
  const { width, height } = png;
  const samples = png.palette ? convertIndexedToRgb(png) : unpacked(png);
  const channels = samples.length / (width * height);
  const greatest = png.palette ? 255 : 2 ** png.depth - 1;
  const data = new Uint8ClampedArray(4 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = (channel: number) => ((samples[channels * pixel + channel] ?? 0) * 255) / greatest;
    // One or two channels are grey, without or with transparency.
    const colour = channels < 3 ? [at(0), at(0), at(0)] : [at(0), at(1), at(2)];
    data.set([...colour, channels % 2 === 0 ? at(channels - 1) : 255], 4 * pixel);
  }
  return { width, height, data };
}

/** Grey samples of less than eight bits lie several in a byte; each row begins with a new one. */
function unpacked({ data, depth, width, height }: DecodedPng): ArrayLike<number> {
  if (depth >= 8) return data;
  const inByte = 8 / depth;
  const row = Math.ceil(width / inByte);
  return Uint8Array.from({ length: width * height }, (_, pixel) => {
    const [y, x] = [Math.floor(pixel / width), pixel % width];
    const byte = data[y * row + Math.floor(x / inByte)] ?? 0;
    return (byte >> (8 - depth * ((x % inByte) + 1))) & (2 ** depth - 1);
  });
}

/**
 * A picture filled into a size, cropped to its middle; what is transparent becomes white. Each new pixel is the mean of
 * those around its place, weighted by a triangle as wide as the change of scale: Pillow's `BILINEAR`
 * (https://pillow.readthedocs.io/en/stable/handbook/concepts.html#filters).
 */
export function fitted(picture: Pixels, size: { readonly width: number; readonly height: number }): Pixels {
  const crop = coverCrop(picture, size);
  const columns = tapsOf(crop.x, crop.width, size.width, picture.width);
  const rows = tapsOf(crop.y, crop.height, size.height, picture.height);
  const opaque = onWhite(picture);
  const data = new Uint8ClampedArray(4 * size.width * size.height).fill(255);
  for (const [y, row] of rows.entries())
    for (const [x, column] of columns.entries())
      for (let channel = 0; channel < 3; channel++) {
        const value = sum(row, ([line, weight]) => {
          const start = 4 * line * picture.width + channel;
          return weight * sum(column, ([place, share]) => share * (opaque[start + 4 * place] ?? 0));
        });
        data[4 * (y * size.width + x) + channel] = value;
      }
  return { ...size, data };
}

/** Places in the old picture along one axis, and what each counts. */
type Taps = readonly (readonly [place: number, weight: number])[];

function tapsOf(start: number, extent: number, size: number, end: number): readonly Taps[] {
  const scale = extent / size;
  const reach = Math.max(1, scale);
  return Array.from({ length: size }, (_size, index) => {
    const centre = start + (index + 0.5) * scale;
    const from = Math.max(0, Math.floor(centre - reach));
    const places = Array.from(
      { length: Math.min(end, Math.ceil(centre + reach)) - from },
      (_, offset) => from + offset,
    );
    const weights = places.map(place => Math.max(0, 1 - Math.abs(place + 0.5 - centre) / reach));
    const total = sum(weights, weight => weight);
    return places.map((place, offset) => [place, (weights[offset] ?? 0) / total] as const);
  });
}

const onWhite = ({ data }: Pixels): Float32Array =>
  Float32Array.from(data, (value, index) => {
    const alpha = (data[index | 3] ?? 255) / 255;
    return value * alpha + 255 * (1 - alpha);
  });

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((total, item) => total + of(item), 0);
