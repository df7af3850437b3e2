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
  if (mode !== 'zeros') {
    const negative = padding.flat().find(side => side < 0);
    if (negative !== undefined) return refuse('padding-negative', { padding: negative, mode }, 'padding');
  }
  if (Math.abs(value) > 0) return refuse('value-unused', { value, mode }, 'value');
  return refuseOverInput(mode, input, padding);
}

export const pad = defineOperation({
  name: 'pad',
  family: 'size',
  summary: 'Writes values around the spatial axes, or crops them.',
  documentation:
    'Each axis becomes `size + before + after`. Zeros and constants may crop, by padding less than 0; a reflection ' +
    'must be smaller than the axis, a circular padding at most as large. No weights.',
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
