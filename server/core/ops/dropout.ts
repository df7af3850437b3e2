/** What is left out at random while training, and does nothing at inference. */
import { defineOperation, sameShape } from './operation.ts';
import { real, word } from './parameters.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct } from './torch-text.ts';
import { say } from '../words.ts';

const probability = real(say`from 0 to 1`, value => value >= 0 && value <= 1);

export const dropout = defineOperation({
  name: 'dropout',
  family: 'dense',
  summary: 'Silences values at random while training.',
  documentation:
    'In training each value is 0 with probability `p`, and the others are divided by `1 − p`. At inference, which is ' +
    'what runs here, it does nothing.',
  sources: [torchPage('Dropout'), onnxPage('Dropout'), 'https://jmlr.org/papers/v15/srivastava14a.html'],
  example: 'input(8x4x4)\ndropout(0.2)',
  arity: 'one',
  parameters: {
    p: {
      type: probability,
      documentation: 'The probability of silencing a value.',
      default: 0.5,
    },
  },
  shape: sameShape,
  perChannel: () => true,
  atInference: () => say`does nothing at inference`,
  isView: true,
  onnx: (_, graph) => graph.node('Identity', [graph.input(0)]),
  torch: ({ values: { p } }) => construct('nn.Dropout', [], { p: [p, 0.5] }),
});

export const dropPath = defineOperation({
  name: 'drop_path',
  family: 'dense',
  summary: 'Stochastic depth: silences whole branches at random while training.',
  documentation:
    'Stands at the end of a residual branch. In training the whole branch is 0 with probability `p`, and divided by ' +
    '`1 − p` otherwise. At inference, which is what runs here, it does nothing.',
  sources: [
    'https://docs.pytorch.org/vision/stable/generated/torchvision.ops.StochasticDepth.html',
    onnxPage('Dropout'),
    'https://arxiv.org/abs/1603.09382',
  ],
  example: 'input(8x4x4)\nadd({ conv(8, 3, padding=1) -> drop_path(0.1) })',
  arity: 'one',
  parameters: {
    p: { type: probability, documentation: 'The probability of silencing the branch.' },
    mode: {
      type: word('row', 'batch'),
      documentation: 'Whether the pictures of a batch are silenced each for itself, or together.',
      default: 'row',
    },
  },
  shape: sameShape,
  perChannel: () => true,
  atInference: () => say`does nothing at inference`,
  isView: true,
  onnx: (_, graph) => graph.node('Identity', [graph.input(0)]),
  torch: ({ values: { p, mode } }) => construct('torchvision.ops.StochasticDepth', [p, mode]),
});
