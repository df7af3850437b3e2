/** Paints tensors into canvases, a pixel a value. */
import { greyOf, ofChannel } from '../worker/feeds.ts';
import type { InputTensor } from '../worker/messages.ts';
import type { Statistics } from '../worker/values.ts';
import { COLOURS, classColour, stepOf } from './colours.ts';

/** What the colours stand for: `min` the first, `max` the last. */
export type Range = Pick<Statistics, 'min' | 'max'>;

/** Where a value lies in a range, 0…1. A range of one value is all 0: a dead channel looks dead. */
export const shareOf = (value: number, { min, max }: Range): number => (max > min ? (value - min) / (max - min) : 0);

export function drawPlane(
  canvas: HTMLCanvasElement,
  plane: Float32Array,
  width: number,
  height: number,
  range: Range,
): void {
  paint(canvas, width, height, pixels => {
    for (let i = 0; i < plane.length; i++) {
      const at = 4 * stepOf(shareOf(plane[i] ?? 0, range));
      pixels.set(COLOURS.subarray(at, at + 4), 4 * i);
    }
  });
}

/** An input as the network sees it, its normalisation undone: grey for one channel, else the first three as colours. */
export function drawInput(canvas: HTMLCanvasElement, { shape, data, mean, std }: InputTensor): void {
  const [channels = 1, height = 1, width = 1] = shape;
  const size = width * height;
  const byteAt = (channel: number, i: number) =>
    255 * ((data[channel * size + i] ?? 0) * ofChannel(std, channel, 1) + ofChannel(mean, channel, 0));
  paint(canvas, width, height, pixels => {
    for (let i = 0; i < size; i++) {
      for (let colour = 0; colour < 3; colour++) pixels[4 * i + colour] = byteAt(channels < 3 ? 0 : colour, i);
      pixels[4 * i + 3] = 255;
    }
  });
}

/** A picture of classes, a colour each. */
export function drawClasses(canvas: HTMLCanvasElement, classes: Uint16Array, width: number, height: number): void {
  paint(canvas, width, height, pixels => {
    for (const [i, index] of classes.entries()) pixels.set([...classColour(index), 255], 4 * i);
  });
}

/** How much of what is under the heat is seen through it. */
const SEEN_THROUGH = 0.4;

/** Heat over a faint grey picture of the input, `NaN` where there is none yet. */
export function drawHeat(canvas: HTMLCanvasElement, heat: Float32Array, input: InputTensor, range: Range): void {
  const [, height = 1, width = 1] = input.shape;
  drawInput(canvas, input);
  const under = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
  paint(canvas, width, height, pixels => {
    for (const [i, value] of heat.entries()) {
      const grey = greyOf(under, 4 * i);
      const at = 4 * stepOf(shareOf(value, range));
      for (let colour = 0; colour < 3; colour++)
        pixels[4 * i + colour] = Number.isNaN(value)
          ? grey
          : SEEN_THROUGH * grey + (1 - SEEN_THROUGH) * (COLOURS[at + colour] ?? 0);
      pixels[4 * i + 3] = 255;
    }
  });
}

/** What is seen most: orange, which no map of the lookup table has. */
const SEEN = [255, 140, 0] as const;

/** The input, with an orange glow where `rows` × `columns` have their weight: an effective field. */
export function drawGlow(
  canvas: HTMLCanvasElement,
  input: InputTensor,
  rows: Float64Array,
  columns: Float64Array,
): void {
  const { length: width } = columns;
  drawInput(canvas, input);
  const under = canvas.getContext('2d')?.getImageData(0, 0, width, rows.length).data ?? new Uint8ClampedArray();
  const most = Math.max(...rows) * Math.max(...columns);
  paint(canvas, width, rows.length, pixels => {
    for (let i = 0; i < rows.length * width; i++) {
      const weight = ((rows[Math.floor(i / width)] ?? 0) * (columns[i % width] ?? 0)) / most || 0;
      for (const [colour, byte] of SEEN.entries())
        pixels[4 * i + colour] = (1 - GLOW * weight) * (under[4 * i + colour] ?? 0) + GLOW * weight * byte;
      pixels[4 * i + 3] = 255;
    }
  });
}

/** How much of the glow there is where it is brightest. */
const GLOW = 0.85;

/** Bars from the zero line, up and down; `canvas` has its size in pixels already. */
export function drawBars(canvas: HTMLCanvasElement, values: Float32Array, range: Range, colour: string): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height } = canvas;
  const [low, high] = [Math.min(0, range.min), Math.max(0, range.max)];
  const y = (value: number) => height * (1 - shareOf(value, { min: low, max: high }));
  const step = width / values.length;
  context.clearRect(0, 0, width, height);
  context.fillStyle = colour;
  for (const [i, value] of values.entries()) {
    const [top, bottom] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
    context.fillRect(i * step, top, Math.max(1, step - (step > 4 ? 1 : 0)), Math.max(1, bottom - top));
  }
}

function paint(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  fill: (pixels: Uint8ClampedArray) => void,
): void {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const image = context?.createImageData(width, height);
  if (!context || !image) return;
  fill(image.data);
  context.putImageData(image, 0, 0);
}
