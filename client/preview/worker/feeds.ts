/** Makes input tensors: out of a picture where the input is one, else out of noise. */
import type { ProgramInput } from '#core/interchange/program.ts';
import { elements } from '#core/ops/shape.ts';
import type { Shape } from '#core/ops/shape.ts';
import { initialise } from '#core/interchange/initialise.ts';
import type { Fill, Given, InputTensor, Pixels } from './messages.ts';
import { say, type Text } from '#core/words.ts';

/** A rectangle in a picture, in its pixels. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The size of the picture that an input wants; undefined when it is not channels × height × width. */
export function pictureSize({ shape }: ProgramInput): { readonly width: number; readonly height: number } | undefined {
  const [, height, width] = shape;
  return shape.length === 3 && height !== undefined && width !== undefined ? { width, height } : undefined;
}

/** The largest part in a picture's middle that has the proportions of `to`: what fills it without a margin. */
export function coverCrop(
  from: { readonly width: number; readonly height: number },
  to: { readonly width: number; readonly height: number },
): Crop {
  const scale = Math.min(from.width / to.width, from.height / to.height);
  const width = to.width * scale;
  const height = to.height * scale;
  return { x: (from.width - width) / 2, y: (from.height - height) / 2, width, height };
}

/** A picture must have the size that `pictureSize` gives, a tensor the input's number of elements. */
export function inputTensor(input: ProgramInput, given: Given, seed: number, fill: Fill = 'noise'): InputTensor {
  const { shape, mean, std } = input;
  if (given === undefined) return { shape, mean, std, ...FILLS[fill](input, seed) };
  if (given instanceof Float32Array) return { shape, mean: [], std: [], data: given, made: say`as it was given` };
  const channels = shape[0] ?? 1;
  return {
    shape,
    mean,
    std,
    data: planes(given, channels, input),
    made: channelsNote(channels),
  };
}

const FILLS: Readonly<Record<Fill, (input: ProgramInput, seed: number) => Pick<InputTensor, 'data' | 'made'>>> = {
  noise: (input, seed) => ({ data: noise(input, seed), made: say`seeded noise` }),
  constant: ({ shape }) => ({ data: new Float32Array(elements(shape)).fill(1), made: say`all ones` }),
  impulse: ({ shape }) => ({ data: impulse(shape), made: say`a one in the middle of zeros` }),
};

/** A one in the middle of every channel. */
function impulse([channels = 1, ...space]: Shape): Float32Array {
  const size = elements(space);
  const middle = space.reduce((index, extent) => index * extent + Math.floor(extent / 2), 0);
  return new Float32Array(channels * size).map((_, index) => (index % size === middle ? 1 : 0));
}

const channelsNote = (channels: number): Text => {
  if (channels === 1) return say`grey`;
  return channels === 3 ? 'RGB' : say`red, green and blue over and over for ${channels} channels`;
};

/** Standard normal: Kaiming's variance is 2 / fanIn. Seeded by the input's name, so it is the same in every run. */
const noise = ({ value, shape }: ProgramInput, seed: number): Float32Array =>
  initialise({ path: value, shape, initial: { kind: 'kaiming', fanIn: 2 } }, seed);

/**
 * One plane a channel, in 0…1: grey for one channel; red, green, blue in turn for others. Minus the mean, over the standard
 * deviation; where there are fewer of them than channels they repeat.
 */
function planes({ data, width, height }: Pixels, channels: number, { mean, std }: ProgramInput): Float32Array {
  const size = width * height;
  const result = new Float32Array(channels * size);
  for (let channel = 0; channel < channels; channel++) {
    const plane = result.subarray(channel * size, (channel + 1) * size);
    const [middle, deviation] = [ofChannel(mean, channel, 0), ofChannel(std, channel, 1)];
    const normalised = (level: number): number => (level / 255 - middle) / deviation;
    // Before every run of a large picture: two plain loops. A colour has 256 levels, a grey more.
    const levels = Float32Array.from({ length: 256 }, (_, level) => normalised(level));
    if (channels === 1) for (let i = 0; i < size; i++) plane[i] = normalised(greyOf(data, 4 * i));
    else for (let i = 0, at = channel % 3; i < size; i++, at += 4) plane[i] = levels[data[at] ?? 0] ?? 0;
  }
  return result;
}

/** Luma of ITU-R BT.601, as Pillow's `convert("L")` has it: https://pillow.readthedocs.io/en/stable/reference/Image.html */
export const greyOf = (data: Uint8ClampedArray, at: number): number =>
  (299 * (data[at] ?? 0) + 587 * (data[at + 1] ?? 0) + 114 * (data[at + 2] ?? 0)) / 1000;

/** The entry of a channel in a list that may be shorter, or empty. */
export const ofChannel = (list: readonly number[], channel: number, absent: number): number =>
  list[channel % list.length] ?? absent;
