import { nodesOf } from '../language/tree-walk.ts';
import { advice, type Rule } from './rule.ts';

export const unusedBlock: Rule = {
  code: 'unused-block',
  title: 'Block that nothing uses',
  page: 'No model and no block of this file calls the block. Files without a model, from which others import, are not meant.',
  example: 'block narrow(out) {\n  conv(out, 1)\n}\n\nmodel Net {\n  input(3x32x32)\n  relu\n}\n',
  find: ({ tree }) => {
    const names = nodesOf(tree).flatMap(node => (node.kind === 'name' ? [node] : []));
    return tree.items.flatMap(item => {
      if (item.kind !== 'block' || item.name.text === '') return [];
      const isUsed = names.some(name => name !== item.name && name.text === item.name.text);
      return isUsed ? [] : [advice(item.name.span, 'unused-block', { name: item.name.text })];
    });
  },
};
