/** Activations: functions of single values, and of the values of a position. */
import {
  defineOperation,
  entering,
  refuse,
  sameShape,
  type GraphWriter,
  type Operation,
  type Refusal,
  type Use,
} from './operation.ts';
import { count, positive, real, word, type ArgumentsOf, type Parameters } from './parameters.ts';
import { channelsOf, type Shape } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct, type TorchValue } from './torch-text.ts';
import { constantWeight } from './weights.ts';

/** An activation without weights: its parameters are PyTorch's, and named ones in its text. */
interface Activation<P extends Parameters> {
  readonly name: string;
  readonly summary: string;
  /** The formula, and what to know. */
  readonly documentation: string;
  /** The module in `torch.nn`. */
  readonly module: string;
  /** The operator that its ONNX text is about. */
  readonly operator: string;
  readonly paper?: string;
  readonly parameters: P;
  readonly onnx: (graph: GraphWriter, value: string, values: ArgumentsOf<P>) => string;
}

const activation = <const P extends Parameters>(own: Activation<P>): Operation =>
  defineOperation<P>({
    name: own.name,
    family: 'activation',
    summary: own.summary,
    documentation: `${own.documentation} No weights.`,
    sources: [torchPage(own.module), onnxPage(own.operator), ...(own.paper === undefined ? [] : [own.paper])],
    example: `input(8x4x4)\n${own.name}`,
    arity: 'one',
    parameters: own.parameters,
    shape: sameShape,
    perChannel: () => true,
    onnx: ({ values }, graph) => own.onnx(graph, graph.input(0), values),
    torch: ({ values }) => torchText(own, values),
  });

function torchText<P extends Parameters>({ module, parameters }: Activation<P>, values: ArgumentsOf<P>): string {
  const options = Object.entries(parameters).map(([name, { default: fallback }]) => [
    name,
    [values[name] as TorchValue, (fallback ?? null) as TorchValue],
  ]);
  return construct(`nn.${module}`, [], Object.fromEntries(options));
}

/** One node of one input. */
const node = (type: string) => (graph: GraphWriter, value: string) => graph.node(type, [value]);

export const activations: readonly Operation[] = [
  activation({
    name: 'relu',
    summary: 'Rectified linear unit: negative values become 0.',
    documentation: '`max(0, x)`.',
    module: 'ReLU',
    operator: 'Relu',
    parameters: {},
    onnx: node('Relu'),
  }),
  activation({
    name: 'relu6',
    summary: 'ReLU that stops at 6.',
    documentation: '`min(max(0, x), 6)`, of MobileNet.',
    module: 'ReLU6',
    operator: 'Clip',
    paper: 'https://arxiv.org/abs/1704.04861',
    parameters: {},
    onnx: (graph, value) => graph.node('Clip', [value, graph.floats([0], []), graph.floats([6], [])]),
  }),
  activation({
    name: 'leaky_relu',
    summary: 'ReLU with a small slope for negative values.',
    documentation: '`x` where it is at least 0, else `negative_slope · x`.',
    module: 'LeakyReLU',
    operator: 'LeakyRelu',
    parameters: {
      negative_slope: { type: real(), documentation: 'The slope for negative values.', default: 0.01 },
    },
    onnx: (graph, value, { negative_slope }) => graph.node('LeakyRelu', [value], { alpha: { float: negative_slope } }),
  }),
  activation({
    name: 'elu',
    summary: 'Exponential linear unit: negative values approach a bound.',
    documentation: '`x` where it is greater than 0, else `alpha · (exp(x) − 1)`.',
    module: 'ELU',
    operator: 'Elu',
    paper: 'https://arxiv.org/abs/1511.07289',
    parameters: { alpha: { type: real(), documentation: 'What negative values approach, negated.', default: 1 } },
    onnx: (graph, value, { alpha }) => graph.node('Elu', [value], { alpha: { float: alpha } }),
  }),
  activation({
    name: 'selu',
    summary: 'Self-normalising ELU, with fixed scale.',
    documentation: '`1.0507 · elu(x)` with `alpha = 1.6733`, which keep mean 0 and variance 1 through dense layers.',
    module: 'SELU',
    operator: 'Selu',
    paper: 'https://arxiv.org/abs/1706.02515',
    parameters: {},
    onnx: node('Selu'),
  }),
  activation({
    name: 'celu',
    summary: 'ELU with a continuous slope for any alpha.',
    documentation: '`max(0, x) + min(0, alpha · (exp(x / alpha) − 1))`.',
    module: 'CELU',
    operator: 'Celu',
    paper: 'https://arxiv.org/abs/1704.07483',
    parameters: { alpha: { type: positive, documentation: 'What negative values approach, negated.', default: 1 } },
    onnx: (graph, value, { alpha }) => graph.node('Celu', [value], { alpha: { float: alpha } }),
  }),
  activation({
    name: 'gelu',
    summary: 'Gaussian error linear unit: a value times how likely a smaller one is.',
    documentation: '`x · Φ(x)`, with the normal distribution `Φ` exact or by `tanh`.',
    module: 'GELU',
    operator: 'Gelu',
    paper: 'https://arxiv.org/abs/1606.08415',
    parameters: {
      approximate: { type: word('none', 'tanh'), documentation: '`none` is exact.', default: 'none' },
    },
    onnx: (graph, value, { approximate }) => graph.node('Gelu', [value], { approximate }),
  }),
  activation({
    name: 'silu',
    summary: 'Sigmoid linear unit, also called swish.',
    documentation: '`x · sigmoid(x)`.',
    module: 'SiLU',
    operator: 'Sigmoid',
    paper: 'https://arxiv.org/abs/1710.05941',
    parameters: {},
    onnx: (graph, value) => graph.node('Mul', [value, graph.node('Sigmoid', [value])]),
  }),
  activation({
    name: 'mish',
    summary: 'A smooth unit that dips below 0.',
    documentation: '`x · tanh(softplus(x))`.',
    module: 'Mish',
    operator: 'Mish',
    paper: 'https://arxiv.org/abs/1908.08681',
    parameters: {},
    onnx: node('Mish'),
  }),
  activation({
    name: 'hardswish',
    summary: 'SiLU from straight lines.',
    documentation: '`x · hardsigmoid(x)`, of MobileNetV3.',
    module: 'Hardswish',
    operator: 'HardSwish',
    paper: 'https://arxiv.org/abs/1905.02244',
    parameters: {},
    onnx: node('HardSwish'),
  }),
  activation({
    name: 'hardsigmoid',
    summary: 'Sigmoid from straight lines.',
    documentation: '`min(max(0, x / 6 + 1/2), 1)`.',
    module: 'Hardsigmoid',
    operator: 'HardSigmoid',
    parameters: {},
    onnx: (graph, value) => graph.node('HardSigmoid', [value], { alpha: { float: 1 / 6 }, beta: { float: 0.5 } }),
  }),
  activation({
    name: 'sigmoid',
    summary: 'Squashes values into 0…1.',
    documentation: '`1 / (1 + exp(−x))`.',
    module: 'Sigmoid',
    operator: 'Sigmoid',
    parameters: {},
    onnx: node('Sigmoid'),
  }),
  activation({
    name: 'tanh',
    summary: 'Squashes values into −1…1.',
    documentation: 'The hyperbolic tangent.',
    module: 'Tanh',
    operator: 'Tanh',
    parameters: {},
    onnx: node('Tanh'),
  }),
  activation({
    name: 'softplus',
    summary: 'A smooth ReLU.',
    documentation: '`log(1 + exp(beta · x)) / beta`; `x` itself where `beta · x` is over the threshold.',
    module: 'Softplus',
    operator: 'Softplus',
    parameters: {
      beta: { type: positive, documentation: 'How sharp the bend is.', default: 1 },
      threshold: { type: real(), documentation: 'Where the line begins.', default: 20 },
    },
    onnx: (graph, value, { beta, threshold }) => {
      const scaled = graph.node('Mul', [value, graph.floats([beta], [])]);
      const smooth = graph.node('Div', [graph.node('Softplus', [scaled]), graph.floats([beta], [])]);
      const straight = graph.node('Greater', [scaled, graph.floats([threshold], [])]);
      return graph.node('Where', [straight, value, smooth]);
    },
  }),
  ...(['softmax', 'log_softmax'] as const).map(overChannels),
];

/** Over the channels of each position, or the features of a flat tensor: both are dimension 1, behind the batch. */
function overChannels(name: 'softmax' | 'log_softmax'): Operation {
  const type = name === 'softmax' ? 'Softmax' : 'LogSoftmax';
  return defineOperation({
    name,
    family: 'activation',
    summary: name === 'softmax' ? 'Makes scores into probabilities.' : 'The logarithm of softmax.',
    documentation:
      `\`${name === 'softmax' ? '' : 'log('}exp(x) / Σ exp(x)${name === 'softmax' ? '' : ')'}\`, the sum over the ` +
      'channels of each position, or the features of a flat tensor. No weights.',
    sources: [torchPage(type), onnxPage(type)],
    example: `input(10)\n${name}`,
    arity: 'one',
    parameters: {},
    shape: sameShape,
    onnx: (_, graph) => graph.node(type, [graph.input(0)], { axis: 1 }),
    torch: () => `nn.${type}(dim=1)`,
  });
}

const preluParameters = {
  num_parameters: { type: count, documentation: 'How many slopes: 1, or one for each channel.', default: 1 },
  init: { type: real(), documentation: 'The slopes before training.', default: 0.25 },
} as const;

export const prelu = defineOperation({
  name: 'prelu',
  family: 'activation',
  summary: 'Leaky ReLU whose slope is learned.',
  documentation: '`x` where it is at least 0, else `weight · x`, with one slope, or one for each channel.',
  sources: [torchPage('PReLU'), onnxPage('PRelu'), 'https://arxiv.org/abs/1502.01852'],
  example: 'input(8x4x4)\nprelu(num_parameters=8)',
  arity: 'one',
  parameters: preluParameters,
  shape: (inputs, { num_parameters }) => refuseSlopes(entering(inputs), num_parameters) ?? entering(inputs),
  weights: ({ values: { num_parameters, init } }) => [constantWeight('weight', [num_parameters], init)],
  perChannel: () => true,
  onnx: lowerPrelu,
  torch: ({ values: { num_parameters, init } }) =>
    construct('nn.PReLU', [], { num_parameters: [num_parameters, 1], init: [init, 0.25] }),
});

function refuseSlopes(input: Shape, slopes: number): Refusal | undefined {
  const channels = channelsOf(input);
  return Number.isNaN(slopes) || Number.isNaN(channels) || slopes === 1 || slopes === channels
    ? undefined
    : refuse('values-per-channel', { channels, found: slopes }, 'num_parameters');
}

/** ONNX aligns slopes with the last axes, so they get the channels' place. */
function lowerPrelu({ inputs }: Use<typeof preluParameters>, graph: GraphWriter): string {
  const shape = entering(inputs).map((_, axis) => (axis === 0 ? -1 : 1));
  const slopes = graph.node('Reshape', [graph.weight('weight'), graph.integers(shape)]);
  return graph.node('PRelu', [graph.input(0), slopes]);
}
