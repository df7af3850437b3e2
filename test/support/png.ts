/** Reads the simplest PNGs: 8-bit grey, not interlaced (https://www.w3.org/TR/png-3/). */
import { inflateSync } from 'node:zlib';

export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** Row by row from the top, 0…255. */
  readonly grey: Uint8Array;
}

/** Signature, and IHDR's width, height, depth, colour type, compression, filter and interlace method. */
const [SIGNATURE, HEADER] = [8, 16];

export function readGreyPng(file: Uint8Array): GreyPicture {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [width, height] = [view.getUint32(HEADER), view.getUint32(HEADER + 4)];
  const kind = [...file.subarray(HEADER + 8, HEADER + 13)];
  if (kind.join() !== '8,0,0,0,0') throw new Error(`This PNG is not plain 8-bit grey, but ${kind.join()}.`);
  return { width, height, grey: unfilter(inflateSync(imageData(file, view)), width, height) };
}

function imageData(file: Uint8Array, view: DataView): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = SIGNATURE; at < file.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    if (type === 'IDAT') parts.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return Buffer.concat(parts);
}

/** A row is a filter's number and the differences that it left (PNG, section 9). */
function unfilter(data: Uint8Array, width: number, height: number): Uint8Array {
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (width + 1)] ?? 0;
    for (let x = 0; x < width; x++) {
      const left = x > 0 ? (grey[y * width + x - 1] ?? 0) : 0;
      const above = y > 0 ? (grey[(y - 1) * width + x] ?? 0) : 0;
      const corner = x > 0 && y > 0 ? (grey[(y - 1) * width + x - 1] ?? 0) : 0;
      grey[y * width + x] = (data[y * (width + 1) + 1 + x] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return grey;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return Math.floor((left + above) / 2);
    case 4:
      return paeth(left, above, corner);
    default:
      return 0;
  }
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
