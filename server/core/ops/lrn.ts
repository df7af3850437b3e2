import { defineOperation, entering, refuseFlat } from './operation.ts';
import { count, real } from './parameters.ts';
import { reshapeNode } from './rearrange.ts';
import { channelsOf, positions } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct } from './torch-text.ts';

export const lrn = defineOperation({
  name: 'lrn',
  family: 'normalisation',
  summary: 'Local response normalisation: each value by its neighbours in other channels.',
  documentation:
    '`x / (k + alpha · Σ x² / size)^beta`, the sum over the `size` channels around it at the same position: `size // 2` ' +
    'before, `(size − 1) // 2` behind; beyond the first and last channel are zeros, which count. Of AlexNet, whose paper ' +
    'does not divide `alpha` by the size. No weights.',
  sources: [
    torchPage('LocalResponseNorm'),
    onnxPage('LRN'),
    'https://papers.nips.cc/paper/2012/hash/c399862d3b9d6b76c8436e924a68c45b-Abstract.html',
  ],
  example: 'input(8x16x16)\nlrn(5)',
  arity: 'one',
  parameters: {
    size: { type: count, documentation: 'How many neighbouring channels are summed.' },
    alpha: { type: real(), documentation: 'What the mean of their squares is multiplied by.', default: 1e-4 },
    beta: { type: real(), documentation: 'The power of what is divided by.', default: 0.75 },
    k: { type: real(), documentation: 'What is added, so that nothing is divided by 0.', default: 1 },
  },
  shape: inputs => refuseFlat('lrn', entering(inputs)) ?? entering(inputs),
  onnx: ({ inputs, values: { size, alpha, beta, k } }, graph) => {
    const input = entering(inputs);
    const value = graph.input(0);
    const number = (of: number): string => graph.floats([of], []);
    // Channels stand as rows, so that a pool averages neighbours: ONNX's LRN takes them the other way round for even sizes.
    const squares = reshapeNode(graph, graph.node('Mul', [value, value]), [1, channelsOf(input), positions(input)]);
    const mean = graph.node('AveragePool', [squares], {
      kernel_shape: [size, 1],
      pads: [Math.floor(size / 2), 0, Math.floor((size - 1) / 2), 0],
      count_include_pad: 1,
    });
    const scaled = graph.node('Mul', [reshapeNode(graph, mean, input), number(alpha)]);
    return graph.node('Div', [value, graph.node('Pow', [graph.node('Add', [scaled, number(k)]), number(beta)])]);
  },
  torch: ({ values: { size, alpha, beta, k } }) =>
    construct('nn.LocalResponseNorm', [size], { alpha: [alpha, 1e-4], beta: [beta, 0.75], k: [k, 1] }),
});
