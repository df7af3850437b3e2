import type { Fix } from '../diagnostics.ts';
import { nodesAround } from '../language/tree-walk.ts';
import { say } from '../words.ts';
import { takeOut, type FixPlace } from './rewriting.ts';
import { advice, type Rule, type Subject } from './rule.ts';

export const unusedTensor: Rule = {
  code: 'unused-tensor',
  title: 'Tensor that nothing reads',
  page:
    'The layer is computed, and nothing comes of it: no layer reads its output, no `output` names it, and its label stands ' +
    'nowhere else. Often a line above was meant to start from it.',
  example:
    'model Net {\n  image = input(3x32x32)\n  conv(8, 3, padding=1) -> relu\n  image -> conv(4, 3, padding=1) -> relu\n}\n',
  find: ({ tree, isUsed, layers, readers, isOutput }) => {
    const isNamed = (path: string) => path.split('.').some(isUsed);
    return layers.flatMap(layer =>
      readers[layer.id]?.length || isOutput(layer) || isNamed(layer.path)
        ? []
        : [advice(layer, 'unused-tensor', {}, removal(tree))],
    );
  },
};

/** Takes out the line that ends with the call. */
const removal =
  (tree: Subject['tree']) =>
  (place: FixPlace): readonly Fix[] => {
    const line = nodesAround(tree, place.span.end).findLast(({ kind }) => kind === 'line');
    return line?.span.end === place.span.end ? takeOut(say`Remove the line`, { ...place, span: line.span }) : [];
  };
