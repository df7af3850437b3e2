/** Makes input tensors: out of a picture where the input is one, else out of noise. */
import type { ProgramInput } from '#core/interchange/program.ts';
import { elements } from '#core/ops/shape.ts';
import type { Shape } from '#core/ops/shape.ts';
import { initialise } from '#core/interchange/initialise.ts';
import type { Fill, InputTensor, Pixels } from './messages.ts';

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

/** `pixels` must have the size that `pictureSize` gives; without them, the tensor itself is filled. */
export function inputTensor(
  input: ProgramInput,
  pixels: Pixels | undefined,
  seed: number,
  fill: Fill = 'noise',
): InputTensor {
  const { shape, mean, std } = input;
  if (pixels === undefined) return { shape, mean, std, ...FILLS[fill](input, seed) };
  const channels = shape[0] ?? 1;
  return {
    shape,
    mean,
    std,
    data: normalised(planes(pixels, channels), channels, input),
    made: channelsNote(channels),
  };
}

const FILLS: Readonly<Record<Fill, (input: ProgramInput, seed: number) => Pick<InputTensor, 'data' | 'made'>>> = {
  noise: (input, seed) => ({ data: noise(input, seed), made: 'seeded noise' }),
  constant: ({ shape }) => ({ data: new Float32Array(elements(shape)).fill(1), made: 'all ones' }),
  impulse: ({ shape }) => ({ data: impulse(shape), made: 'a one in the middle of zeros' }),
};

/** A one in the middle of every channel. */
function impulse([channels = 1, ...space]: Shape): Float32Array {
  const size = elements(space);
  const middle = space.reduce((index, extent) => index * extent + Math.floor(extent / 2), 0);
  return new Float32Array(channels * size).map((_, index) => (index % size === middle ? 1 : 0));
}

const channelsNote = (channels: number): string => {
  if (channels === 1) return 'grey';
  return channels === 3 ? 'RGB' : `red, green and blue over and over for ${channels} channels`;
};

/** Standard normal: Kaiming's variance is 2 / fanIn. Seeded by the input's name, so it is the same in every run. */
const noise = ({ value, shape }: ProgramInput, seed: number): Float32Array =>
  initialise({ path: value, shape, initial: { kind: 'kaiming', fanIn: 2 } }, seed);

/** One plane a channel, in 0…1: grey for one channel; red, green, blue in turn for others. */
function planes({ data, width, height }: Pixels, channels: number): Float32Array {
  const size = width * height;
  const result = new Float32Array(channels * size);
  for (let channel = 0; channel < channels; channel++) {
    for (let i = 0; i < size; i++) {
      const value = channels === 1 ? grey(data, 4 * i) : (data[4 * i + (channel % 3)] ?? 0);
      result[channel * size + i] = value / 255;
    }
  }
  return result;
}

/** Luma of ITU-R BT.601, as Pillow's `convert("L")` has it: https://pillow.readthedocs.io/en/stable/reference/Image.html */
const grey = (data: Uint8ClampedArray, at: number): number =>
  (299 * (data[at] ?? 0) + 587 * (data[at + 1] ?? 0) + 114 * (data[at + 2] ?? 0)) / 1000;

/** Minus the mean, over the standard deviation; where there are fewer of them than channels they repeat. */
function normalised(data: Float32Array, channels: number, { mean, std }: ProgramInput): Float32Array {
  const size = data.length / channels;
  return data.map((value, i) => {
    const channel = Math.floor(i / size);
    return (value - ofChannel(mean, channel, 0)) / ofChannel(std, channel, 1);
  });
}

/** The entry of a channel in a list that may be shorter, or empty. */
export const ofChannel = (list: readonly number[], channel: number, absent: number): number =>
  list[channel % list.length] ?? absent;
