import { channelsOf } from '../ops/shape.ts';
import type { Layer } from '../network/network.ts';
import { settingArguments } from './rewriting.ts';
import { advice, counted, isNorm, onlyReader, type Rule } from './rule.ts';
import { say } from '../words.ts';

const BIASED: ReadonlySet<string> = new Set(['conv', 'depthwise', 'conv_transpose', 'linear']);

export const biasBeforeNorm: Rule = {
  code: 'bias-before-norm',
  title: 'Bias before batch norm',
  page:
    'Batch norm subtracts the mean of each channel, and with it whatever number was added to the whole channel: the bias ' +
    'is learned in vain, and the shift of the norm does its work (Ioffe and Szegedy, 2015, ' +
    '[arXiv 1502.03167](https://arxiv.org/abs/1502.03167), section 3.2). `bias=false` computes the same function. Trained ' +
    'weights that have the bias no longer load as they are.',
  example: 'model Net {\n  input(3x32x32)\n  conv(8, 3)\n  bn\n  relu\n}\n',
  find: subject =>
    subject.layers.filter(hasBias).flatMap(layer => {
      const { operation, output = [] } = layer;
      const norm = onlyReader(subject, layer);
      if (!norm || !isNorm(norm)) return [];
      // Over the last axis of a map the bias is one a column, and the norm's channels are others.
      if (operation.name === 'linear' && output.length > 1) return [];
      const details = { norm: norm.operation.name, params: counted(channelsOf(output)) };
      return [
        advice(layer, 'bias-before-norm', details, settingArguments(layer, say`Write bias=false`, { bias: 'false' })),
      ];
    }),
};

const hasBias = ({ operation, values, shared }: Layer): boolean =>
  !shared && values['bias'] === true && BIASED.has(operation.name);
