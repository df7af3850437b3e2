/** Upsampling by interpolation. */
import { perAxis } from './axis-parameters.ts';
import {
  defineOperation,
  entering,
  refuse,
  refuseFlat,
  type Attributes,
  type GraphWriter,
  type Refusal,
  type Use,
} from './operation.ts';
import { count, flag, optional, positive, tensor, word, type ArgumentsOf } from './parameters.ts';
import { POINTWISE } from './reads.ts';
import { resampleReads, type Interpolation, type Resampling } from './resample.ts';
import { axesText, channelsOf, dimensionName, formatShape, spatialSizes, UNKNOWN, type Shape } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct } from './torch-text.ts';
import { allOf, say } from '../words.ts';

/** How each mode is called elsewhere, and for how many axes PyTorch has it. */
const MODES = {
  nearest: { interpolation: 'nearest', torch: 'nearest', axes: undefined },
  nearest_exact: { interpolation: 'nearest_exact', torch: 'nearest-exact', axes: undefined },
  linear: { interpolation: 'linear', torch: 'linear', axes: 1 },
  bilinear: { interpolation: 'linear', torch: 'bilinear', axes: 2 },
  trilinear: { interpolation: 'linear', torch: 'trilinear', axes: 3 },
  bicubic: { interpolation: 'cubic', torch: 'bicubic', axes: 2 },
} as const satisfies Record<string, { interpolation: Interpolation; torch: string; axes: number | undefined }>;

const parameters = {
  scale: {
    type: optional(perAxis(positive)),
    documentation: 'How many times larger: `2`, per axis `[2, 1.5]`. The output has `⌊size · scale⌋` positions.',
    default: null,
    aliases: ['scale_factor'],
  },
  size: { type: optional(perAxis(count)), documentation: 'The sizes of the output: `56`, `56x48`.', default: null },
  like: { type: optional(tensor), documentation: 'A tensor whose spatial sizes the output gets.', default: null },
  mode: {
    type: word('nearest', 'nearest_exact', 'linear', 'bilinear', 'trilinear', 'bicubic'),
    documentation:
      'How values are found between the inputs’; `linear`, `bilinear` and `trilinear` are for one, two and three axes.',
    default: 'nearest',
  },
  align_corners: {
    // One that could not be read is as if it were not given, which no mode refuses.
    type: { ...optional(flag), unknown: () => undefined },
    documentation: 'Whether the first and last positions of input and output coincide, where the mode is not nearest.',
    default: null,
  },
} as const;

type Upsample = typeof parameters;
type Values = ArgumentsOf<Upsample>;

function refuseTarget({ scale, size, like }: Values, input: Shape): Refusal | undefined {
  const given = Object.entries({ scale, size, like }).flatMap(([name, value = []]) =>
    value.length > 0 ? [{ name, known: !value.some(Number.isNaN) }] : [],
  );
  // One that could not be read may be there by mistake.
  if (given.length !== 1 && given.every(({ known }) => known)) {
    const found = given.length === 0 ? say`none` : allOf(given.map(({ name }) => name));
    return refuse('upsample-target', { found }, given[1]?.name);
  }
  return like === undefined || like.length === input.length
    ? undefined
    : refuse('like-axes', { like: formatShape(like), shape: formatShape(input), axes: input.length - 1 }, 'like');
}

function refuseMode({ mode, align_corners }: Values, input: Shape): Refusal | undefined {
  const { axes, interpolation } = MODES[mode];
  if (align_corners !== undefined && interpolation.startsWith('nearest')) {
    return refuse('align-corners-mode', { mode }, 'align_corners');
  }
  if (axes === undefined || axes === input.length - 1) return undefined;
  return refuse(
    'wrong-axes',
    { what: mode, wanted: axesText(axes), shape: formatShape(input), found: axesText(input.length - 1) },
    'mode',
  );
}

/** `⌊size · scale⌋`, or the size that is given. */
const outputSizes = (input: Shape, { scale, size, like }: Values): readonly number[] =>
  spatialSizes(input).map((entering_, axis) =>
    scale === undefined
      ? ((size ?? like?.slice(1))?.[axis] ?? UNKNOWN)
      : Math.floor(entering_ * (scale[axis] ?? UNKNOWN)),
  );

/** `mode`, and how output places map to the input's: ONNX's words for PyTorch's rules. */
const RESIZE = {
  nearest: { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' },
  nearest_exact: { mode: 'nearest', coordinate_transformation_mode: 'half_pixel', nearest_mode: 'round_prefer_ceil' },
  linear: { mode: 'linear', coordinate_transformation_mode: 'half_pixel' },
  cubic: { mode: 'cubic', coordinate_transformation_mode: 'half_pixel', cubic_coeff_a: { float: -0.75 } },
} as const satisfies Record<Interpolation, Attributes>;

/** An axis whose size stays is copied, whatever fraction its scale dropped: so do PyTorch's linear modes. */
const resampled = ({ inputs, output, values }: Use<Upsample>): readonly Resampling[] =>
  spatialSizes(entering(inputs)).map((size, axis) => {
    const outputs = output[axis + 1] ?? UNKNOWN;
    return {
      interpolation: MODES[values.mode].interpolation,
      size,
      output: outputs,
      scale: outputs === size ? undefined : values.scale?.[axis],
      alignCorners: values.align_corners === true,
    };
  });

/** Sizes, where the scales are what they say. Else the scales, since both PyTorch and ONNX step by them. */
function lower(use: Use<Upsample>, graph: GraphWriter): string {
  const axes = resampled(use);
  const exact = axes.every(({ size, output, scale }) => scale === undefined || scale * size === output);
  const target = exact
    ? ['', graph.integers(axes.map(({ output }) => output))]
    : [graph.floats(axes.map(scaleIn32Bits), [axes.length])];
  return graph.node('Resize', [graph.input(0), '', ...target], {
    ...RESIZE[MODES[use.values.mode].interpolation],
    ...(use.values.align_corners === true ? { coordinate_transformation_mode: 'align_corners' } : {}),
    axes: axes.map((_, axis) => axis + 2),
  });
}

/** The runtime multiplies in 32 bits: a scale is moved by a millionth where that would round to another size. */
function scaleIn32Bits({ size, output, scale = output / size }: Resampling): number {
  const rounded = (candidate: number): number => Math.floor(Math.fround(Math.fround(candidate) * size));
  const candidates = [scale, scale * (1 - 1e-6), scale * (1 + 1e-6)];
  return candidates.find(candidate => rounded(candidate) === output) ?? scale;
}

export const upsample = defineOperation({
  name: 'upsample',
  family: 'size',
  summary: 'Enlarges (or shrinks) the spatial axes by interpolation.',
  documentation:
    'Each axis becomes `⌊size · scale⌋`, the size that is given, or that of another tensor. `nearest` repeats ' +
    'positions; the linear modes weigh the two positions around a place along each axis, `bicubic` the four. No weights, ' +
    'and nothing is averaged when it shrinks. The first argument is the scale, where `nn.Upsample` has the size.',
  sources: [torchPage('Upsample'), torchPage('functional.interpolate'), onnxPage('Resize')],
  example: 'input(8x14x14)\nupsample(2, mode=bilinear)',
  arity: 'one',
  parameters,
  shape: (inputs, values) => {
    const input = entering(inputs);
    const refusal = refuseFlat('upsample', input) ?? refuseTarget(values, input) ?? refuseMode(values, input);
    if (refusal !== undefined) return refusal;
    const sizes = outputSizes(input, values);
    const guilty = sizes.findIndex(size => size < 1);
    if (guilty < 0) return [channelsOf(input), ...sizes];
    const details = { size: 0, axis: dimensionName(input, guilty + 1), input: input[guilty + 1] ?? 0 };
    return refuse('output-too-small', details, 'scale');
  },
  reads: (use, axis) => {
    const along = resampled(use)[axis];
    return along === undefined ? POINTWISE : resampleReads(along);
  },
  perChannel: () => true,
  onnx: lower,
  torch: ({ output, values: { scale, mode, align_corners } }) =>
    construct('nn.Upsample', [], {
      size: [scale === undefined ? spatialSizes(output) : null, null],
      scale_factor: [scale ?? null, null],
      mode: [MODES[mode].torch, 'nearest'],
      align_corners: [align_corners ?? null, null],
    }),
});
