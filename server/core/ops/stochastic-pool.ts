import { defineOperation, entering, type Use } from './operation.ts';
import { around, ceilMode, kernel, meanNode, poolShape, SIZE, stride, windowOf } from './pool-window.ts';
import { windowFormula } from './size-formula.ts';
import { onnxPage } from './sources.ts';
import { construct } from './torch-text.ts';
import { sidesOf, windowAxes, windowReads } from './window.ts';
import { symmetric, torchPad } from './padding.ts';
import { say } from '../words.ts';

const parameters = { kernel, stride, padding: around, ceil_mode: ceilMode } as const;

/** The mean of squares over the mean: what their windows are divided by cancels. */
function text({ inputs, values }: Use<typeof parameters>): string {
  const sides = sidesOf(windowAxes(entering(inputs), windowOf(values)));
  const even = symmetric(sides);
  const pool = construct(`nn.AvgPool${sides.length}d`, [values.kernel], {
    stride: [values.stride ?? values.kernel, values.kernel],
    padding: [even ?? 0, 0],
    ceil_mode: [values.ceil_mode, false],
  });
  const activations = even === undefined ? `${torchPad('zeros', sides)}(x0).relu()` : 'x0.relu()';
  return `torch.nan_to_num(${pool}(${activations}.square()) / ${pool}(${activations}))`;
}

export const stochasticPool = defineOperation({
  name: 'stochastic_pool',
  family: 'pooling',
  summary:
    'Stochastic pooling, as it is at inference: the mean of each window, weighted by the activations themselves.',
  documentation:
    `In training one activation of a window is drawn, with probability \`p = a / Σ a\`. At inference, which is what runs ` +
    `here, all are averaged with these probabilities: \`Σ p·a = Σ a² / Σ a\`. Activations are expected to be at least 0, ` +
    `as a ReLU leaves them; negative ones count as 0, and a window of zeros gives 0. ${SIZE}No weights.`,
  sources: ['https://arxiv.org/abs/1301.3557', onnxPage('AveragePool')],
  example: 'input(8x32x32)\nrelu\nstochastic_pool(3, stride=2)',
  arity: 'one',
  parameters,
  shape: (inputs, values) => poolShape(entering(inputs), values),
  formula: ({ inputs, output, values }, axis) => windowFormula(entering(inputs), windowOf(values), output, axis),
  reads: ({ inputs, values }, axis) => windowReads(entering(inputs), windowOf(values), axis),
  perChannel: () => true,
  atInference: () => say`the mean by probability, as at inference`,
  onnx: ({ inputs, output, values }, graph) => {
    const mean = (value: string): string => meanNode(graph, value, entering(inputs), output, values);
    const activations = graph.node('Relu', [graph.input(0)]);
    const sum = mean(activations);
    const weighted = graph.node('Div', [mean(graph.node('Mul', [activations, activations])), sum]);
    const zero = graph.floats([0], []);
    return graph.node('Where', [graph.node('Greater', [sum, zero]), weighted, zero]);
  },
  torch: text,
});
