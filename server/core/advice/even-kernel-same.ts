import type { Layer } from '../network/network.ts';
import { advice, axisNumbers, type Rule } from './rule.ts';

export const evenKernelSame: Rule = {
  code: 'even-kernel-same',
  title: 'Even kernel with `padding=same`',
  page:
    'An even kernel has no middle position, so `padding=same` puts one zero more at the end than at the start, and the ' +
    'map moves by half a position; a stack of them moves it further each time (Wu et al., 2019, ' +
    '[arXiv 1903.08385](https://arxiv.org/abs/1903.08385)). An odd kernel stays in place.',
  example: 'model Net {\n  input(3x32x32)\n  conv(8, 4, padding=same)\n  relu\n}\n',
  find: ({ layers, model }) =>
    layers.filter(isPaddedToSame).flatMap(layer => {
      const [strides, dilations] = [axisNumbers(layer, 'stride'), axisNumbers(layer, 'dilation')];
      const moved = axisNumbers(layer, 'kernel').findIndex(
        (size, axis) => ((size - 1) * (dilations[axis] ?? 1)) % 2 === 1 && strides[axis] === 1,
      );
      const field = model.fields[layer.inputs[0] ?? -1]?.[moved];
      return field && field.shift > 0
        ? [advice(layer, 'even-kernel-same', { offset: field.shift / field.period / 2 })]
        : [];
    }),
};

const isPaddedToSame = ({ operation, values }: Layer): boolean =>
  operation.family === 'convolution' && values['padding'] === 'same';
