/** Size formulas with their numbers put in, for readers: what `window.ts` and `conv-transpose.ts` compute. */
import type { Shape } from './shape.ts';
import { windowAxes, type Window } from './window.ts';

/** `⌊(56 + 2·1 − 1·(3−1) − 1)/2⌋ + 1 = 28`; `output` is the shape that leaves, `axis` a spatial axis of it. */
export function windowFormula(input: Shape, window: Window, output: Shape, axis: number): string {
  const along = windowAxes(input, window)[axis];
  const result = output[axis + 1];
  if (!along || result === undefined) return '';
  const { size, kernel, stride, dilation, extent, before, after } = along;
  const sum = `(${size} + ${paddingText(before, after)} − ${dilation}·(${kernel}−1) − 1)/${stride}`;
  if (window.ceil_mode !== true) return `⌊${sum}⌋ + 1 = ${result}`;
  // PyTorch drops a last window that would start in the padding at the end.
  const isDropped = result < Math.ceil((size + before + after - extent) / stride) + 1;
  return `⌈${sum}⌉ + 1${isDropped ? ' − 1' : ''} = ${result}`;
}

/** One axis of a transposed convolution. */
export interface TransposedAxis {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  readonly after: number;
  readonly extra: number;
}

/** `(8−1)·2 − 2·1 + 1·(4−1) + 0 + 1 = 16`: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html. */
export const transposedFormula = (axis: TransposedAxis, result: number): string => {
  const { size, kernel, stride, dilation, before, after, extra } = axis;
  const padding = paddingText(before, after);
  const taken = before === after ? padding : `(${padding})`;
  return `(${size}−1)·${stride} − ${taken} + ${dilation}·(${kernel}−1) + ${extra} + 1 = ${result}`;
};

const paddingText = (before: number, after: number): string =>
  before === after ? `2·${before}` : `${before} + ${after}`;
