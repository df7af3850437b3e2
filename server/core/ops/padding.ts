/** What is written around a tensor, by `pad` and by the `padding_mode` of convolutions. */
import type { Side } from './axis-parameters.ts';
import { refuse, type GraphWriter, type Refusal } from './operation.ts';
import { dimensionName, type Shape } from './shape.ts';
import { construct } from './torch-text.ts';

export type PaddingMode = 'zeros' | 'constant' | 'reflect' | 'replicate' | 'circular';

/** How PyTorch and ONNX name each mode. */
const MODES = {
  zeros: { onnx: 'constant', module: 'ZeroPad' },
  constant: { onnx: 'constant', module: 'ConstantPad' },
  reflect: { onnx: 'reflect', module: 'ReflectionPad' },
  replicate: { onnx: 'edge', module: 'ReplicationPad' },
  circular: { onnx: 'wrap', module: 'CircularPad' },
} as const satisfies Record<PaddingMode, { readonly onnx: string; readonly module: string }>;

/**
 * Refuses padding that has to repeat more of the input than there is: a reflection leaves out the edge itself, a circle
 * goes around once. https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pad.html
 */
export function refuseOverInput(mode: PaddingMode, input: Shape, sides: readonly Side[]): Refusal | undefined {
  if (mode !== 'reflect' && mode !== 'circular') return undefined;
  for (const [axis, side] of sides.entries()) {
    const size = input[axis + 1] ?? 0;
    const most = mode === 'reflect' ? size - 1 : size;
    const padding = Math.max(...side);
    if (padding > most) {
      return refuse(
        'padding-over-input',
        { mode, padding, size, most, axis: dimensionName(input, axis + 1) },
        'padding',
      );
    }
  }
  return undefined;
}

/** Writes a Pad node around the spatial axes of `value`. */
export function padNode(
  graph: GraphWriter,
  value: string,
  mode: PaddingMode,
  sides: readonly Side[],
  fill = 0,
): string {
  const pads = [0, 0, ...sides.map(([before]) => before), 0, 0, ...sides.map(([, after]) => after)];
  const inputs = [value, graph.integers(pads)];
  return graph.node('Pad', fill === 0 ? inputs : [...inputs, graph.floats([fill], [])], { mode: MODES[mode].onnx });
}

/** `nn.ZeroPad2d((left, right, top, bottom))`: the last axis first. */
export function torchPad(mode: PaddingMode, sides: readonly Side[], fill = 0): string {
  const numbers = sides.toReversed().flat();
  return construct(`nn.${MODES[mode].module}${sides.length}d`, mode === 'constant' ? [numbers, fill] : [numbers]);
}

/** One number for both sides of each axis, where they are equal. */
export const symmetric = (sides: readonly Side[]): readonly number[] | undefined =>
  sides.every(([before, after]) => before === after) ? sides.map(([before]) => before) : undefined;
