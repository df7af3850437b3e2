import { defineOperation, entering } from './operation.ts';
import { positive } from './parameters.ts';
import { ceilMode, kernel, meanNode, poolShape, stride, windowOf } from './pool-window.ts';
import { elements } from './shape.ts';
import { windowFormula } from './size-formula.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct } from './torch-text.ts';
import { windowReads } from './window.ts';

export const lppool = defineOperation({
  name: 'lppool',
  family: 'pooling',
  summary: 'Power-average pooling: the p-norm of each window.',
  documentation:
    '`(Σ x^p)^(1/p)`, with `p` the `norm_type`: 1 is the sum, and the larger it is the nearer to the maximum. As in ' +
    'PyTorch there is no padding, no absolute value (an odd `p` is for values of at least 0: a negative sum has no root), ' +
    'and a window that `ceil_mode` lets reach over the end counts as if it were full of its mean. Sizes are those of ' +
    '`avgpool`. No weights.',
  sources: [torchPage('LPPool2d'), onnxPage('LpPool')],
  example: 'input(8x32x32)\nlppool(2, 3, stride=2)',
  arity: 'one',
  parameters: {
    norm_type: { type: positive, documentation: 'The power `p` of the norm.' },
    kernel,
    stride,
    ceil_mode: ceilMode,
  },
  shape: (inputs, values) => poolShape(entering(inputs), values),
  formula: ({ inputs, output, values }, axis) => windowFormula(entering(inputs), windowOf(values), output, axis),
  reads: ({ inputs, values }, axis) => windowReads(entering(inputs), windowOf(values), axis),
  perChannel: () => true,
  onnx: ({ inputs, output, values }, graph) => {
    const power = (value: string, exponent: number): string => graph.node('Pow', [value, graph.floats([exponent], [])]);
    const mean = meanNode(graph, power(graph.input(0), values.norm_type), entering(inputs), output, values);
    const sum = graph.node('Mul', [mean, graph.floats([elements(values.kernel)], [])]);
    return power(sum, 1 / values.norm_type);
  },
  torch: ({ values: { norm_type, kernel: window, stride: step, ceil_mode } }) =>
    construct(`nn.LPPool${window.length}d`, [norm_type, window], {
      stride: [step ?? window, window],
      ceil_mode: [ceil_mode, false],
    }),
});
