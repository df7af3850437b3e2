/** Channels into space, and space into channels: sub-pixel convolution's other half, and its inverse. */
import { divisors, multiples } from './divisors.ts';
import { defineOperation, entering, refuse, refuseFlat, type Refusal, type Use } from './operation.ts';
import { count } from './parameters.ts';
import { rearrangeNode, rearrangeText, type Rearrangement } from './rearrange.ts';
import { channelsOf, dimensionName, mayDivide, spatialSizes, UNKNOWN, type Shape } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct } from './torch-text.ts';

const PAPER = 'https://arxiv.org/abs/1609.05158';

const shuffleParameters = {
  factor: {
    type: count,
    documentation: 'How many times larger each spatial axis becomes.',
    aliases: ['upscale_factor'],
  },
} as const;

/** How many channels become one: a block of `factor` positions along each axis. */
const blockOf = (shape: Shape, factor: number): number => factor ** spatialSizes(shape).length;

function shuffled({ inputs, output, values: { factor } }: Use<typeof shuffleParameters>): Rearrangement {
  const sizes = spatialSizes(entering(inputs));
  const axes = sizes.length;
  return {
    split: [channelsOf(output), ...sizes.map(() => factor), ...sizes],
    order: [0, ...sizes.flatMap((_, axis) => [1 + axes + axis, 1 + axis])],
    joined: output,
  };
}

export const pixelShuffle = defineOperation({
  name: 'pixel_shuffle',
  family: 'size',
  summary: 'Lays groups of channels out as finer pixels: sub-pixel upsampling.',
  documentation:
    '`C·r² x H x W` becomes `C x H·r x W·r`: output `(y, x)` of channel `c` is input `(⌊y/r⌋, ⌊x/r⌋)` of channel ' +
    '`c·r² + (y mod r)·r + x mod r`. A convolution before it learns to upsample without a checkerboard of its own. With ' +
    'one spatial axis `r` channels become one, with three `r³`; `nn.PixelShuffle` is for two. No weights.',
  sources: [torchPage('PixelShuffle'), onnxPage('DepthToSpace'), PAPER],
  example: 'input(8x16x16)\npixel_shuffle(2)',
  arity: 'one',
  parameters: shuffleParameters,
  shape: (inputs, { factor }) => {
    const input = entering(inputs);
    return (
      refuseFlat('pixel_shuffle', input) ??
      refuseChannels(input, factor) ?? [
        channelsOf(input) / blockOf(input, factor),
        ...spatialSizes(input).map(size => size * factor),
      ]
    );
  },
  reads: ({ values: { factor } }) => ({
    period: factor,
    shift: 1,
    phases: Array.from({ length: factor }, () => ({ from: 0, step: 1, count: 1 })),
  }),
  onnx: (use, graph) => rearrangeNode(graph, graph.input(0), shuffled(use)),
  torch: use =>
    use.output.length === 3 ? construct('nn.PixelShuffle', [use.values.factor]) : rearrangeText(shuffled(use)),
});

function refuseChannels(input: Shape, factor: number): Refusal | undefined {
  const [channels, block] = [channelsOf(input), blockOf(input, factor)];
  return mayDivide(block, channels)
    ? undefined
    : refuse('channels-multiple', { channels, block, fitting: multiples(block, channels) }, 'factor');
}

const unshuffleParameters = {
  factor: {
    type: count,
    documentation: 'How many times smaller each spatial axis becomes; a divisor of its size.',
    aliases: ['downscale_factor'],
  },
} as const;

function unshuffled({ inputs, output, values: { factor } }: Use<typeof unshuffleParameters>): Rearrangement {
  const sizes = spatialSizes(output);
  const axes = sizes.map((_, axis) => 1 + 2 * axis);
  return {
    split: [channelsOf(entering(inputs)), ...sizes.flatMap(size => [size, factor])],
    order: [0, ...axes.map(axis => axis + 1), ...axes],
    joined: output,
  };
}

export const pixelUnshuffle = defineOperation({
  name: 'pixel_unshuffle',
  family: 'size',
  summary: 'Puts the pixels of each block into channels: downsampling that loses nothing.',
  documentation:
    'The inverse of `pixel_shuffle`: `C x H·r x W·r` becomes `C·r² x H x W`. Also called space-to-depth. With one ' +
    'spatial axis a channel becomes `r`, with three `r³`; `nn.PixelUnshuffle` is for two. No weights.',
  sources: [torchPage('PixelUnshuffle'), onnxPage('SpaceToDepth'), PAPER],
  example: 'input(3x32x32)\npixel_unshuffle(2)',
  arity: 'one',
  parameters: unshuffleParameters,
  shape: (inputs, { factor }) => {
    const input = entering(inputs);
    return (
      refuseFlat('pixel_unshuffle', input) ??
      refuseSizes(input, factor) ?? [
        channelsOf(input) * blockOf(input, factor),
        ...spatialSizes(input).map(size => size / factor),
      ]
    );
  },
  reads: ({ values: { factor } }) => ({
    period: 1,
    shift: factor,
    phases: [{ from: 0, step: 1, count: factor }],
  }),
  onnx: (use, graph) => rearrangeNode(graph, graph.input(0), unshuffled(use)),
  torch: use =>
    use.output.length === 3 ? construct('nn.PixelUnshuffle', [use.values.factor]) : rearrangeText(unshuffled(use)),
});

function refuseSizes(input: Shape, factor: number): Refusal | undefined {
  const axis = spatialSizes(input).findIndex(size => !mayDivide(factor, size));
  if (axis < 0) return undefined;
  const size = input[axis + 1] ?? UNKNOWN;
  const details = { factor, axis: dimensionName(input, axis + 1), size, divisors: divisors(size) };
  return refuse('size-divide', details, 'factor');
}
