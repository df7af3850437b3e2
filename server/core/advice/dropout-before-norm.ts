import type { Layer } from '../network/network.ts';
import { say } from '../words.ts';
import { moveBehind } from './rewriting.ts';
import { advice, isNorm, onlyReader, type Rule } from './rule.ts';

export const dropoutBeforeNorm: Rule = {
  code: 'dropout-before-norm',
  title: 'Dropout right before batch norm',
  page:
    'Dropout scales what is left, so that the mean stays and the variance does not: in training it is larger than at ' +
    'inference. Batch norm gathers that variance, and at inference divides by one that no longer holds (Li et al., 2018, ' +
    '[arXiv 1801.05134](https://arxiv.org/abs/1801.05134)). Put the dropout after the last batch norm.',
  example: 'model Net {\n  input(8x32x32)\n  conv(8, 3, bias=false)\n  dropout(0.2)\n  bn\n  relu\n}\n',
  find: subject =>
    subject.layers.filter(isDropout).flatMap(layer => {
      const activations: Layer[] = [];
      let reader = onlyReader(subject, layer);
      while (reader?.operation.family === 'activation') {
        activations.push(reader);
        reader = onlyReader(subject, reader);
      }
      if (!reader || !isNorm(reader)) return [];
      const norm = reader.operation.name;
      const move = moveBehind(subject, [layer, ...activations, reader], say`Move dropout behind ${norm}`);
      return [advice(layer, 'dropout-before-norm', { norm }, move)];
    }),
};

const isDropout = ({ operation, values }: Layer): boolean => operation.name === 'dropout' && values['p'] !== 0;
