import { layerUse } from '../analysis/layer-use.ts';
import type { Layer } from '../network/network.ts';
import { channelsOf } from '../ops/shape.ts';
import { advice, counted, percent, type Rule } from './rule.ts';
import { say } from '../words.ts';

export const largeKernel: Rule = {
  code: 'large-kernel',
  title: 'Large kernel where stacked 3×3 cost less',
  page:
    'Two 3×3 convolutions see 5×5, three see 7×7, with an activation between them and, if the channels stay as many, with ' +
    '18 weights in place of 25, 27 in place of 49 for each pair of channels (Simonyan and Zisserman, 2014, ' +
    '[arXiv 1409.1556](https://arxiv.org/abs/1409.1556), section 2.3). Where few channels become many it does not pay, ' +
    'and nothing is said: the counts are those of the channels at hand.',
  example: 'model Net {\n  input(32x32x32)\n  conv(32, 5, padding=2) -> relu\n}\n',
  find: ({ layers, model }) =>
    layers.filter(isConv).flatMap(layer => {
      const { kernel, stride, dilation, groups, padding, padding_mode, bias } = layer.values as unknown as Values;
      const [size = 0] = kernel;
      if (size !== 5 && size !== 7) return [];
      const use = layerUse(model.network, layer);
      if (use?.output.length !== 3) return [];
      const isPlain = groups === 1 && [...stride, ...dilation].every(one => one === 1) && padding_mode === 'zeros';
      if (!isPlain || kernel.some(other => other !== size)) return [];
      const [channels, out] = [channelsOf(use.inputs[0] ?? []), channelsOf(use.output)];
      const count = (size - 1) / 2;
      const [own, stacked] = [size * size * channels * out, 9 * out * (channels + (count - 1) * out)];
      if (stacked >= own) return [];
      const details = {
        count,
        kernel: size,
        stacked: counted(stacked),
        own: counted(own),
        saved: percent(1 - stacked / own),
      };
      const around = paddingText(padding, count);
      const text = `conv(${out}, 3${around}${bias ? '' : ', bias=false'})`;
      return [
        advice(layer, 'large-kernel', details, ({ span }) =>
          around === undefined
            ? []
            : [
                {
                  title: say`Stack ${count} 3×3 convolutions with relu between them`,
                  edits: [{ span, text: Array.from({ length: count }, () => text).join(' -> relu -> ') }],
                },
              ],
        ),
      ];
    }),
};

const isConv = ({ operation }: Layer): boolean => operation.name === 'conv';

interface Values {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
  readonly padding: 'same' | readonly (readonly [number, number])[];
  readonly padding_mode: string;
  readonly bias: boolean;
}

/** What each of `count` 3×3 gets of the padding; undefined where it cannot be shared out. */
function paddingText(padding: Values['padding'], count: number): string | undefined {
  if (padding === 'same') return ', padding=same';
  const sides = padding.flat();
  if (sides.every(side => side === 0)) return '';
  return sides.every(side => side === count) ? ', padding=1' : undefined;
}
