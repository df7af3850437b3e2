import { readsAll } from './affine.ts';
import { inputSizes } from './axis-parameters.ts';
import { defineOperation } from './operation.ts';
import { integer } from './parameters.ts';
import { construct } from './torch-text.ts';
import { constantWeight } from './weights.ts';

export const opaque = defineOperation({
  name: 'opaque',
  family: 'other',
  summary: 'A layer that the language does not have, by its declared effect.',
  documentation:
    'Stands for anything else, so that analysis goes on: the shape that leaves and what it costs are what is declared, ' +
    'and nothing checks them. Every output is taken to read the whole input. A model that holds one cannot be run. In ' +
    'PyTorch’s text it is a module of your own.',
  sources: ['https://docs.pytorch.org/docs/stable/notes/modules.html'],
  example: 'input(3x32x32)\nopaque(out=[16, 8, 8], params=1.2K, macs=70K)',
  arity: 'one',
  shapeIsGiven: true,
  parameters: {
    out: { type: inputSizes, documentation: 'The sizes that leave, without the batch: `[64, 7, 7]`, `64x7x7`.' },
    params: { type: integer(0), documentation: 'How many learned numbers it has.', default: 0 },
    macs: { type: integer(0), documentation: 'How many multiply-accumulates it takes.', default: 0 },
  },
  shape: (_, { out }) => out,
  weights: ({ values: { params } }) => (params === 0 ? [] : [constantWeight('parameters', [params], 0)]),
  macs: ({ values: { macs } }) => macs,
  reads: readsAll,
  torch: ({ values: { out, params, macs } }) =>
    construct('Opaque', [], { out: [{ list: out }, null], params: [params, 0], macs: [macs, 0] }),
});
