/** The window that pools of fixed size slide: their common parameters and sizes. */
import { padding, perAxis } from './axis-parameters.ts';
import { isRefusal, refuse, refuseFlat, type GraphWriter, type Refusal } from './operation.ts';
import { count, flag, integer, optional } from './parameters.ts';
import { channelsOf, dimensionName, type Shape } from './shape.ts';
import { roundedDown, slide, windowAttributes, windowAxes, type Window } from './window.ts';

export const kernel = {
  type: perAxis(count),
  documentation: 'The size of the window.',
  aliases: ['kernel_size'],
} as const;

export const stride = {
  type: optional(perAxis(count)),
  documentation: 'How far the window moves from one output to the next; `_` is the size of the window.',
  default: null,
} as const;

export const around = {
  type: padding(integer(0)),
  documentation: 'What is added around the input, at most half of the window: as for `conv`.',
  default: 0,
} as const;

export const ceilMode = {
  type: flag,
  documentation:
    'Rounds sizes up: the last window may reach over the end, but starts in the input or its left padding.',
  default: false,
} as const;

/** How large the output is, for documentation. */
export const SIZE =
  'Along each axis `⌊(size + padding − dilation · (kernel − 1) − 1) / stride⌋ + 1` outputs, `padding` counted on both ' +
  'sides; with `ceil_mode` rounded up, less a last window that would start in the padding at the end. ';

export interface PoolValues {
  readonly kernel: readonly number[];
  readonly stride: readonly number[] | undefined;
  /** None unless it is given. */
  readonly padding?: Window['padding'];
  readonly dilation?: readonly number[];
  readonly ceil_mode?: boolean;
}

/** The window that a pool slides: its stride is its size unless it is given. */
export const windowOf = (values: PoolValues): Window => ({
  ...values,
  padding: values.padding ?? values.kernel.map(() => [0, 0]),
  stride: values.stride ?? values.kernel,
  dilation: values.dilation ?? values.kernel.map(() => 1),
});

export function poolShape(input: Shape, values: PoolValues): Shape | Refusal {
  const window = windowOf(values);
  const refusal = refuseFlat('Pooling', input) ?? refuseOverHalf(input, window);
  if (refusal !== undefined) return refusal;
  const sizes = slide(input, window);
  return isRefusal(sizes) ? sizes : [channelsOf(input), ...sizes];
}

function refuseOverHalf(input: Shape, window: Window): Refusal | undefined {
  for (const [index, { before, after, kernel: size }] of windowAxes(input, window).entries()) {
    const widest = Math.max(before, after);
    const most = Math.floor(size / 2);
    const axis = dimensionName(input, index + 1);
    if (widest > most) return refuse('padding-over-half', { padding: widest, axis, kernel: size, most }, 'padding');
  }
  return undefined;
}

/**
 * The mean of each window of `value`: over what lies inside of the input, where a window reaches over its border. `input`
 * and `output` are the pool's.
 */
export function meanNode(graph: GraphWriter, value: string, input: Shape, output: Shape, values: PoolValues): string {
  const { pads, ...attributes } = windowAttributes(roundedDown(windowAxes(input, windowOf(values)), output));
  return graph.node('AveragePool', [value], { ...attributes, pads });
}
