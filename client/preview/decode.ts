/** Pictures from files, by the browser's own decoders. */
import { coverCrop } from './worker/feeds.ts';
import type { Pixels } from './worker/messages.ts';

/** Rejects when the bytes are no picture that the browser knows. */
export const decode = (bytes: Uint8Array): Promise<ImageBitmap> =>
  // The numbers of the file go in, whatever profile the screen has.
  createImageBitmap(new Blob([bytes.slice()]), { colorSpaceConversion: 'none' });

/** A picture filled into a size, cropped to its middle; what is transparent becomes white. */
export function pixelsOf(picture: ImageBitmap, size: { readonly width: number; readonly height: number }): Pixels {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The browser gives no canvas.');
  const crop = coverCrop(picture, size);
  context.fillStyle = 'white';
  context.fillRect(0, 0, size.width, size.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, crop.x, crop.y, crop.width, crop.height, 0, 0, size.width, size.height);
  return context.getImageData(0, 0, size.width, size.height);
}

/** A PNG file. */
export async function encode(picture: ImageBitmap): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
}

/** Base 64, and back. */
export const textOf = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
export const bytesOf = (text: string): Uint8Array => Uint8Array.from(atob(text), character => character.charCodeAt(0));
