import { advice, type Rule } from './rule.ts';

export const unusedBlock: Rule = {
  code: 'unused-block',
  title: 'Block that nothing uses',
  page: 'No model and no block of this file calls the block. Files without a model, from which others import, are not meant.',
  example: 'block narrow(out) {\n  conv(out, 1)\n}\n\nmodel Net {\n  input(3x32x32)\n  relu\n}\n',
  find: ({ tree, isUsed }) =>
    tree.items.flatMap(item =>
      item.kind === 'block' && item.name.text !== '' && !isUsed(item.name.text)
        ? [advice(item.name.span, 'unused-block', { name: item.name.text })]
        : [],
    ),
};
