import { advice, type Rule } from './rule.ts';

export const unusedTensor: Rule = {
  code: 'unused-tensor',
  title: 'Tensor that nothing reads',
  page:
    'The layer is computed, and nothing comes of it: no layer reads its output, no `output` names it, and its label stands ' +
    'nowhere else. Often a line above was meant to start from it.',
  example:
    'model Net {\n  image = input(3x32x32)\n  conv(8, 3, padding=1) -> relu\n  image -> conv(4, 3, padding=1) -> relu\n}\n',
  find: ({ isUsed, layers, readers, isOutput }) => {
    const isNamed = (path: string) => path.split('.').some(isUsed);
    return layers.flatMap(layer =>
      readers[layer.id]?.length || isOutput(layer) || isNamed(layer.path) ? [] : [advice(layer, 'unused-tensor', {})],
    );
  },
};
