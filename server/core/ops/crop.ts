/** Cutting away the border of the spatial axes. */
import { perAxis, sides, type Side } from './axis-parameters.ts';
import { defineOperation, entering, refuse, refuseFlat, type Refusal } from './operation.ts';
import { padNode, torchPad } from './padding.ts';
import { count, integer, optional, tensor, type ArgumentsOf } from './parameters.ts';
import { POINTWISE } from './reads.ts';
import { channelsOf, dimensionName, formatShape, spatialSizes, UNKNOWN, type Shape } from './shape.ts';
import { onnxPage } from './sources.ts';
import { construct } from './torch-text.ts';
import { allOf, say } from '../words.ts';

const parameters = {
  amount: {
    type: optional(sides(integer(0))),
    documentation: 'How much is cut: `1`, per axis `[1, 2]`, per side `[[top, bottom], [left, right]]`.',
    default: null,
  },
  size: {
    type: optional(perAxis(count)),
    documentation: 'The sizes of the middle that is kept: `224`, `56x48`.',
    default: null,
  },
  like: {
    type: optional(tensor),
    documentation: 'A tensor whose spatial sizes the middle that is kept gets.',
    default: null,
  },
} as const;

type Crop = ArgumentsOf<typeof parameters>;

/** The even one of the nearest whole numbers, as Python rounds halves. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value);
}

/**
 * The middle: half of what is too much is cut before it, rounded as
 * https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.functional.center_crop.html does.
 */
function aroundMiddle(size: number, kept: number): Side {
  const before = roundHalfEven((size - kept) / 2);
  return [before, size - kept - before];
}

const targetSizes = ({ size, like }: Crop): readonly number[] | undefined => size ?? like?.slice(1);

/** What is cut off each axis, before and after. */
function cuts(input: Shape, values: Crop): readonly Side[] {
  const target = targetSizes(values);
  return spatialSizes(input).map((size, axis) =>
    target === undefined ? (values.amount?.[axis] ?? [UNKNOWN, UNKNOWN]) : aroundMiddle(size, target[axis] ?? UNKNOWN),
  );
}

function refuseTarget({ amount, size, like }: Crop, input: Shape): Refusal | undefined {
  const given = Object.entries({ amount: amount?.flat(), size, like }).flatMap(([name, value = []]) =>
    value.length > 0 ? [{ name, known: !value.some(Number.isNaN) }] : [],
  );
  // One that could not be read may be there by mistake.
  if (given.length !== 1 && given.every(({ known }) => known)) {
    const found = given.length === 0 ? say`none` : allOf(given.map(({ name }) => name));
    return refuse('crop-target', { found }, given[1]?.name);
  }
  return like === undefined || like.length === input.length
    ? undefined
    : refuse('like-axes', { like: formatShape(like), shape: formatShape(input), axes: input.length - 1 }, 'like');
}

function refuseLarger(input: Shape, values: Crop): Refusal | undefined {
  const target = targetSizes(values) ?? [];
  const guilty = target.findIndex((kept, axis) => kept > (input[axis + 1] ?? UNKNOWN));
  const [wanted, size] = [target[guilty], input[guilty + 1]];
  return wanted === undefined || size === undefined
    ? undefined
    : refuse(
        'crop-too-large',
        { wanted, axis: dimensionName(input, guilty + 1), size },
        values.size === undefined ? 'like' : 'size',
      );
}

export const crop = defineOperation({
  name: 'crop',
  family: 'size',
  summary: 'Cuts away the border of the spatial axes, or keeps the middle.',
  documentation:
    'By `amount`, each axis becomes `size − before − after`. By `size`, or the size of the tensor `like`, the middle is ' +
    'kept, as torchvision’s `CenterCrop` does: `(size − kept) / 2` is cut before it, a half rounded to the even number. ' +
    'The shortcuts of the first U-Net are cropped so. No weights.',
  sources: [
    'https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.CenterCrop.html',
    onnxPage('Pad'),
    'https://arxiv.org/abs/1505.04597',
  ],
  example: 'input(3x32x32)\ncrop(size=28)',
  arity: 'one',
  parameters,
  shape: (inputs, values) => {
    const input = entering(inputs);
    const refusal = refuseFlat('crop', input) ?? refuseTarget(values, input) ?? refuseLarger(input, values);
    if (refusal !== undefined) return refusal;
    const target = targetSizes(values);
    const around = cuts(input, values);
    const sizes = spatialSizes(input).map((size, axis) => {
      const [before, after] = around[axis] ?? [UNKNOWN, UNKNOWN];
      return target?.[axis] ?? size - before - after;
    });
    const guilty = sizes.findIndex(size => size < 1);
    if (guilty < 0) return [channelsOf(input), ...sizes];
    const details = { size: sizes[guilty] ?? 0, axis: dimensionName(input, guilty + 1), input: input[guilty + 1] ?? 0 };
    return refuse('output-too-small', details, 'amount');
  },
  reads: ({ inputs, values }, axis) => {
    const before = cuts(entering(inputs), values)[axis]?.[0];
    return before === undefined ? POINTWISE : { period: 1, shift: 1, phases: [{ from: before, step: 1, count: 1 }] };
  },
  perChannel: () => true,
  onnx: ({ inputs, values }, graph) => padNode(graph, graph.input(0), 'zeros', negated(cuts(entering(inputs), values))),
  torch: ({ inputs, output, values }) =>
    targetSizes(values) !== undefined && output.length === 3
      ? construct('torchvision.transforms.CenterCrop', [spatialSizes(output)])
      : torchPad('zeros', negated(cuts(entering(inputs), values))),
});

/** Padding less than 0 crops. */
const negated = (around: readonly Side[]): readonly Side[] => around.map(([before, after]) => [0 - before, 0 - after]);
