/** Padding and cropping as a layer of its own. */
import { sides } from './axis-parameters.ts';
import { defineOperation, entering, refuse, refuseFlat, type Refusal } from './operation.ts';
import { padNode, refuseOverInput, torchPad, type PaddingMode } from './padding.ts';
import { integer, real, word, type ArgumentsOf } from './parameters.ts';
import { POINTWISE } from './reads.ts';
import { channelsOf, dimensionName, spatialSizes, type Shape } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';

const parameters = {
  padding: {
    type: sides(integer()),
    documentation: 'How much: `1`, per axis `[1, 2]`, per side `[[top, bottom], [left, right]]`; less than 0 crops.',
  },
  mode: {
    type: word('constant', 'zeros', 'reflect', 'replicate', 'circular'),
    documentation: 'What is written: the value, zeros, the input mirrored, its edge, or its other end.',
    default: 'constant',
  },
  value: { type: real(), documentation: 'What `mode=constant` writes.', default: 0 },
} as const;

type Pad = ArgumentsOf<typeof parameters>;

/** Constant padding with 0 is called `zeros`. */
const modeOf = ({ mode, value }: Pad): PaddingMode => (mode === 'constant' && value === 0 ? 'zeros' : mode);

function refuseMode(input: Shape, { padding, mode, value }: Pad): Refusal | undefined {
  if (mode === 'constant') return undefined;
  if (Math.abs(value) > 0) return refuse('value-unused', { value, mode }, 'value');
  return refuseOverInput(mode, cropped(input, padding), padding);
}

/** What is left to be repeated. */
const cropped = ([channels = NaN, ...sizes]: Shape, padding: Pad['padding']): Shape => [
  channels,
  ...sizes.map((size, axis) => (padding[axis] ?? []).reduce((left, side) => left + Math.min(side, 0), size)),
];

export const pad = defineOperation({
  name: 'pad',
  family: 'size',
  summary: 'Writes values around the spatial axes, or crops them.',
  documentation:
    'Each axis becomes `size + before + after`. Padding less than 0 crops, before anything is ' +
    'written: a reflection must be smaller than what is left of the axis, a circular padding at most as large. No weights.',
  sources: [
    torchPage('functional.pad'),
    torchPage('ZeroPad2d'),
    torchPage('ReflectionPad2d'),
    torchPage('ReplicationPad2d'),
    torchPage('ConstantPad2d'),
    torchPage('CircularPad2d'),
    onnxPage('Pad'),
  ],
  example: 'input(3x32x32)\npad([[0, 1], [2, 2]], mode=reflect)',
  arity: 'one',
  parameters,
  shape: (inputs, values) => {
    const input = entering(inputs);
    const refusal = refuseFlat('pad', input) ?? refuseMode(input, values);
    if (refusal !== undefined) return refusal;
    const sizes = spatialSizes(input).map((size, axis) =>
      (values.padding[axis] ?? [0, 0]).reduce((a, b) => a + b, size),
    );
    const guilty = sizes.findIndex(size => size < 1);
    if (guilty < 0) return [channelsOf(input), ...sizes];
    const details = { size: sizes[guilty] ?? 0, axis: dimensionName(input, guilty + 1), input: input[guilty + 1] ?? 0 };
    return refuse('output-too-small', details, 'padding');
  },
  reads: ({ values }, axis) => {
    const before = values.padding[axis]?.[0];
    return before === undefined
      ? POINTWISE
      : { period: 1, shift: 1, phases: [{ from: 0 - before, step: 1, count: 1 }] };
  },
  perChannel: () => true,
  onnx: ({ values }, graph) => padNode(graph, graph.input(0), modeOf(values), values.padding, values.value),
  torch: ({ values }) => torchPad(modeOf(values), values.padding, values.value),
});
