import { layerUse } from '../analysis/layer-use.ts';
import type { Fix } from '../diagnostics.ts';
import type { Call } from '../language/tree.ts';
import type { Layer, Network } from '../network/network.ts';
import type { Span } from '../text.ts';
import { argumentEdits } from './rewriting.ts';
import { advice, type Rule } from './rule.ts';
import { say } from '../words.ts';

export const checkerboard: Rule = {
  code: 'checkerboard',
  title: 'Checkerboard of a transposed convolution',
  page:
    'A transposed convolution writes its kernel at every `stride`-th place. Where the kernel is not divisible by the ' +
    'stride, some outputs are sums of more inputs than their neighbours, and a pattern shows that no input has: with ' +
    'kernel 3 and stride 2, of 1, 2 and 4 inputs (Odena, Dumoulin and Olah, 2016, ' +
    '[Deconvolution and Checkerboard Artifacts](https://distill.pub/2016/deconv-checkerboard/)). A kernel that is ' +
    'divisible, or resizing and then a convolution, avoids it.',
  example:
    'model Net {\n  input(64x8x8)\n  conv_transpose(32, 5, stride=2, padding=2, output_padding=1)\n  relu\n  conv(3, 3, padding=1)\n}\n',
  find: ({ model: { network }, layers }) =>
    layers.filter(isConvTranspose).flatMap(layer => {
      const axes = overlaps(network, layer);
      if (axes.every(({ least, most }) => least === most)) return [];
      const [least, most] = [product(axes.map(axis => axis.least)), product(axes.map(axis => axis.most))];
      const { kernel, stride } = numbersOf(layer);
      const ratio = least === 0 ? say`some of none` : `${Number((most / least).toFixed(2))} : 1`;
      const details = { least, most, ratio, kernel: sizeText(kernel), stride: sizeText(stride) };
      return [
        advice(layer, 'checkerboard', details, ({ span, call }) => [
          ...(call ? evenKernel(layer, call) : []),
          ...resizing(layer, span),
        ]),
      ];
    }),
};

const isConvTranspose = ({ operation }: Layer): boolean => operation.name === 'conv_transpose';

/** How many inputs an output is the sum of, away from the border: at least and at most, by axis. */
function overlaps(network: Network, layer: Layer): readonly { readonly least: number; readonly most: number }[] {
  const use = layerUse(network, layer);
  if (!use) return [];
  return use.output.slice(1).flatMap((_, axis) => {
    const counts = layer.operation.reads?.(use, axis, 0).phases.map(({ count }) => count) ?? [];
    return counts.length > 0 ? [{ least: Math.min(...counts), most: Math.max(...counts) }] : [];
  });
}

interface Numbers {
  readonly out: number;
  readonly bias: boolean;
  readonly groups: number;
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: readonly (readonly [number, number])[];
  readonly output_padding: readonly number[];
}

const numbersOf = ({ values }: Layer): Numbers => values as unknown as Numbers;

/**
 * The next kernel that is divisible. The output has (size − 1) · stride − 2 · padding + kernel + output_padding positions:
 * what the kernel gains, twice the padding less the output padding loses.
 */
function evenKernel(layer: Layer, call: Call): readonly Fix[] {
  const { kernel, stride, dilation, padding, output_padding } = numbersOf(layer);
  const [size = 1, step = 1, extra = 0] = [kernel[0], stride[0], output_padding[0]];
  const [before, after] = padding[0] ?? [0, 0];
  const isSquare = [kernel, stride, output_padding, padding].every(axes =>
    axes.every(value => String(value) === String(axes[0])),
  );
  if (!isSquare || before !== after || dilation.some(distance => distance !== 1)) return [];
  const divisible = Math.ceil(size / step) * step;
  const less = 2 * before - extra + divisible - size;
  const around = Math.max(0, Math.ceil(less / 2));
  const open = 2 * around - less;
  if (open >= step) return [];
  const names = Object.keys(layer.operation.parameters);
  const set = (name: string, value: number, standard: number): readonly (readonly [string, string, number])[] =>
    value === standard && !call.arguments.some(({ label }) => label?.text === name)
      ? []
      : [[name, String(value), names.indexOf(name)]];
  const changes = [
    ['kernel', String(divisible), 1] as const,
    ...set('padding', around, before),
    ...set('output_padding', open, extra),
  ];
  return [{ title: say`Make the kernel ${divisible}, which ${step} divides`, edits: argumentEdits(call, changes) }];
}

/** Nearest upsampling and a 3×3, where that gives as many positions: `stride` times what enters. */
function resizing({ values }: Layer, span: Span): readonly Fix[] {
  const { out, bias, groups, kernel, stride, dilation, padding, output_padding } = values as unknown as Numbers;
  const isMultiple = kernel.every((size, axis) => {
    const [before, after] = padding[axis] ?? [0, 0];
    return size + (output_padding[axis] ?? 0) - before - after === stride[axis];
  });
  if (!isMultiple || groups !== 1 || dilation.some(distance => distance !== 1)) return [];
  const scale = new Set(stride).size === 1 ? `${stride[0]}` : `[${stride.join(', ')}]`;
  const text = `upsample(${scale}) -> conv(${out}, 3, padding=1${bias ? '' : ', bias=false'})`;
  return [{ title: say`Resize by ${scale}, then convolve`, edits: [{ span, text }] }];
}

const product = (numbers: readonly number[]): number => numbers.reduce((total, number) => total * number, 1);

const sizeText = (sizes: readonly number[]): string => (new Set(sizes).size === 1 ? String(sizes[0]) : sizes.join('×'));
