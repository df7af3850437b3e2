/**
 * A window that slides over spatial axes: the arithmetic that convolution and pooling share.
 *
 * Along each axis, https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html:
 * `output = round((size + before + after − dilation · (kernel − 1) − 1) / stride) + 1`, where `round` is the floor or,
 * for pooling, the ceiling.
 */
import type { Padding, Side } from './axis-parameters.ts';
import { refuse, type Refusal } from './operation.ts';
import type { Reads } from './reads.ts';
import { dimensionName, spatialSizes, UNKNOWN, type Shape } from './shape.ts';
import type { Text } from '../words.ts';

/** One value for each spatial axis. */
export interface Window {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: Padding;
  /** Rounds the output size up, so that a last window may reach over the end. */
  readonly ceil_mode?: boolean;
}

/** One axis of a window, with the size it slides over. */
export interface WindowAxis {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** What the kernel covers, with its holes. */
  readonly extent: number;
  readonly before: number;
  readonly after: number;
}

/** A window over each spatial axis of a tensor; `padding=same` is resolved. */
export const windowAxes = (input: Shape, window: Window): readonly WindowAxis[] =>
  spatialSizes(input).map((size, axis) => windowAxis(size, window, axis));

function windowAxis(size: number, window: Window, axis: number): WindowAxis {
  const kernel = window.kernel[axis] ?? UNKNOWN;
  const stride = window.stride[axis] ?? UNKNOWN;
  const dilation = window.dilation[axis] ?? UNKNOWN;
  const extent = dilation * (kernel - 1) + 1;
  const given = window.padding === 'same' ? sameSide(size, extent, stride) : window.padding[axis];
  const before = given?.[0] ?? UNKNOWN;
  const after = given?.[1] ?? UNKNOWN;
  return { size, kernel, stride, dilation, extent, before, after };
}

/**
 * The padding that gives `⌈size / stride⌉` outputs, an odd position at the end: SAME_UPPER of
 * https://onnx.ai/onnx/operators/onnx__Conv.html.
 */
function sameSide(size: number, extent: number, stride: number): Side {
  const total = stride === 1 ? extent - 1 : Math.max(0, (Math.ceil(size / stride) - 1) * stride + extent - size);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

export const sidesOf = (axes: readonly WindowAxis[]): readonly Side[] =>
  axes.map(({ before, after }) => [before, after]);

/**
 * A window with so much padding at the end that its last one ends inside: the same sizes, rounded down. ONNX infers
 * rounded-up sizes without PyTorch's rule on where the last window may start.
 */
export const roundedDown = (axes: readonly WindowAxis[], output: Shape): readonly WindowAxis[] =>
  axes.map((axis, index) => {
    const last = ((output[index + 1] ?? UNKNOWN) - 1) * axis.stride;
    return { ...axis, after: Math.max(axis.after, last + axis.extent - axis.size - axis.before) };
  });

/** The sizes of the output's spatial axes, or a refusal where the kernel is larger than the padded input. */
export function slide(input: Shape, window: Window): readonly number[] | Refusal {
  const axes = windowAxes(input, window);
  const outputs = axes.map(axis => (window.ceil_mode === true ? outputRoundedUp(axis) : outputRoundedDown(axis)));
  const guilty = outputs.findIndex(output => output < 1);
  const axis = axes[guilty];
  return axis === undefined
    ? outputs
    : kernelTooLarge(axis, dimensionName(input, guilty + 1), window.ceil_mode === true);
}

const outputRoundedDown = ({ size, before, after, extent, stride }: WindowAxis): number =>
  Math.floor((size + before + after - extent) / stride) + 1;

/** The last window is dropped when it would start in the padding at the end. */
function outputRoundedUp({ size, before, after, extent, stride }: WindowAxis): number {
  const output = Math.ceil((size + before + after - extent) / stride) + 1;
  return (output - 1) * stride >= size + before ? output - 1 : output;
}

const kernelTooLarge = ({ size, before, after, extent, stride }: WindowAxis, axis: Text, ceiling: boolean): Refusal =>
  refuse(
    'kernel-too-large',
    {
      axis,
      extent,
      size,
      padding: before + after,
      padded: size + before + after,
      least: Math.max(1, extent - before - after - (ceiling ? stride - 1 : 0)),
    },
    'kernel',
  );

/** Output `i` reads every `dilation`-th index from `i · stride − before`. */
export function windowReads(input: Shape, window: Window, axis: number): Reads {
  const size = input[axis + 1];
  const { stride, before, dilation, kernel } = size === undefined ? FLAT : windowAxis(size, window, axis);
  return { period: 1, shift: stride, phases: [{ from: 0 - before, step: dilation, count: kernel }] };
}

/** A flat tensor has one position along any axis. */
const FLAT: WindowAxis = { size: 1, kernel: 1, stride: 1, dilation: 1, extent: 1, before: 0, after: 0 };

/** The attributes that ONNX's sliding operators share, with explicit padding. */
export const windowAttributes = (axes: readonly WindowAxis[]) => ({
  kernel_shape: axes.map(({ kernel }) => kernel),
  strides: axes.map(({ stride }) => stride),
  pads: [...axes.map(({ before }) => before), ...axes.map(({ after }) => after)],
});
