import type { Layer } from '../network/network.ts';
import { say } from '../words.ts';
import { settingArguments } from './rewriting.ts';
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
      if (!field || field.shift <= 0) return [];
      const details = { offset: field.shift / field.period / 2 };
      return [advice(layer, 'even-kernel-same', details, place => oddKernels(layer).flatMap(fix => fix(place)))];
    }),
};

const isPaddedToSame = ({ operation, values }: Layer): boolean =>
  operation.family === 'convolution' && values['padding'] === 'same';

/** The odd kernels beside an even one, where it is square. */
function oddKernels(layer: Layer): readonly ReturnType<typeof settingArguments>[] {
  const [size = 0, ...others] = axisNumbers(layer, 'kernel');
  if (size % 2 === 1 || others.some(other => other !== size)) return [];
  return [size - 1, size + 1].map(odd => settingArguments(layer, say`Make the kernel ${odd}`, { kernel: String(odd) }));
}
