/** Pooling over a window of fixed size. */
import { perAxis } from './axis-parameters.ts';
import { defineOperation, entering, refuse, type GraphWriter, type Refusal, type Use } from './operation.ts';
import { padNode, symmetric, torchPad } from './padding.ts';
import { count, flag, optional, type ArgumentsOf } from './parameters.ts';
import { around, ceilMode, kernel, poolShape, SIZE, stride, windowOf } from './pool-window.ts';
import { elements, formatShape, type Shape } from './shape.ts';
import { windowFormula } from './size-formula.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct, inSequence } from './torch-text.ts';
import { roundedDown, sidesOf, windowAttributes, windowAxes, windowReads } from './window.ts';
import { say } from '../words.ts';

export const maxpool = defineOperation({
  name: 'maxpool',
  family: 'pooling',
  summary: 'Max pooling: the largest value of each window.',
  documentation: `${SIZE}Padding is never the largest. No weights.`,
  sources: [torchPage('MaxPool2d'), onnxPage('MaxPool')],
  example: 'input(8x32x32)\nmaxpool(3, stride=2, padding=1)',
  arity: 'one',
  parameters: {
    kernel,
    stride,
    padding: around,
    dilation: {
      type: perAxis(count),
      documentation: 'The distance between neighbours in the window; 1 leaves no holes.',
      default: 1,
    },
    ceil_mode: ceilMode,
  },
  shape: (inputs, values) => poolShape(entering(inputs), values),
  formula: ({ inputs, output, values }, axis) => windowFormula(entering(inputs), windowOf(values), output, axis),
  reads: ({ inputs, values }, axis) => windowReads(entering(inputs), windowOf(values), axis),
  perChannel: () => true,
  onnx: ({ inputs, output, values }, graph) => {
    const axes = roundedDown(windowAxes(entering(inputs), windowOf(values)), output);
    const { pads, ...attributes } = windowAttributes(axes);
    const dilated = { ...attributes, dilations: values.dilation };
    // The runtime wants less padding than kernel, which a dilated window that reaches over the end may exceed.
    return axes.every(({ after, kernel: size }) => after < size)
      ? graph.node('MaxPool', [graph.input(0)], { ...dilated, pads })
      : graph.node('MaxPool', [padNode(graph, graph.input(0), 'constant', sidesOf(axes), -Infinity)], dilated);
  },
  torch: ({ inputs, output, values }) => {
    const axes = windowAxes(entering(inputs), windowOf(values));
    const even = symmetric(sidesOf(axes));
    const module = construct(`nn.MaxPool${axes.length}d`, [values.kernel], {
      stride: [values.stride ?? values.kernel, values.kernel],
      padding: [even ?? 0, 0],
      dilation: [values.dilation, 1],
      ceil_mode: [even !== undefined && values.ceil_mode, false],
    });
    if (even !== undefined) return module;
    return inSequence(torchPad('constant', sidesOf(roundedDown(axes, output)), -Infinity), module);
  },
});

const avgpoolParameters = {
  kernel,
  stride,
  padding: around,
  ceil_mode: ceilMode,
  count_include_pad: { type: flag, documentation: 'Whether zeros of the padding count in the average.', default: true },
  divisor_override: {
    type: optional(count),
    documentation: 'What the sum of a window is divided by, instead of its size; for two and three axes.',
    default: null,
  },
} as const;

type AveragePool = ArgumentsOf<typeof avgpoolParameters>;

export const avgpool = defineOperation({
  name: 'avgpool',
  family: 'pooling',
  summary: 'Average pooling: the mean of each window.',
  documentation:
    `${SIZE}A window that reaches over the padded end is divided by what lies inside of it; without ` +
    '`count_include_pad` by what lies inside of the input. No weights.',
  sources: [torchPage('AvgPool2d'), onnxPage('AveragePool')],
  example: 'input(8x32x32)\navgpool(2)',
  arity: 'one',
  parameters: avgpoolParameters,
  shape: (inputs, values) =>
    refuseDivisor(entering(inputs), values.divisor_override) ?? poolShape(entering(inputs), values),
  formula: ({ inputs, output, values }, axis) => windowFormula(entering(inputs), windowOf(values), output, axis),
  reads: ({ inputs, values }, axis) => windowReads(entering(inputs), windowOf(values), axis),
  perChannel: () => true,
  onnx: lowerAverage,
  torch: ({ inputs, values }) => averageText(entering(inputs), values),
});

function lowerAverage({ inputs, output, values }: Use<typeof avgpoolParameters>, graph: GraphWriter): string {
  const axes = windowAxes(entering(inputs), windowOf(values));
  const over = roundedDown(axes, output);
  const { pads, ...attributes } = windowAttributes(over);
  if (values.divisor_override !== undefined) {
    // The mean of whole windows, times their size, is the sum.
    const whole = padNode(graph, graph.input(0), 'zeros', sidesOf(over));
    const mean = graph.node('AveragePool', [whole], attributes);
    return graph.node('Mul', [mean, graph.floats([elements(values.kernel) / values.divisor_override], [])]);
  }
  const overhang = over.map(({ after }, axis) => after - (axes[axis]?.after ?? 0));
  if (values.count_include_pad && overhang.some(more => more > 0)) {
    // The padding counts and what hangs over does not, so only the padding is made part of the input.
    const padded = padNode(graph, graph.input(0), 'zeros', sidesOf(axes));
    return graph.node('AveragePool', [padded], { ...attributes, pads: [...overhang.map(() => 0), ...overhang] });
  }
  const count_include_pad = Number(values.count_include_pad);
  return graph.node('AveragePool', [graph.input(0)], { ...attributes, pads, count_include_pad });
}

/** `nn.AvgPool1d` has no divisor. */
const refuseDivisor = (input: Shape, divisor: number | undefined): Refusal | undefined =>
  divisor === undefined || input.length !== 2
    ? undefined
    : refuse(
        'wrong-axes',
        { what: 'divisor_override', wanted: say`2 or 3 spatial axes`, shape: formatShape(input), found: '1' },
        'divisor_override',
      );

function averageText(input: Shape, values: AveragePool): string {
  const sides = sidesOf(windowAxes(input, windowOf(values)));
  const even = symmetric(sides);
  const module = construct(`nn.AvgPool${sides.length}d`, [values.kernel], {
    stride: [values.stride ?? values.kernel, values.kernel],
    padding: [even ?? 0, 0],
    ceil_mode: [values.ceil_mode, false],
    count_include_pad: [even === undefined || values.count_include_pad, true],
    divisor_override: [values.divisor_override ?? null, null],
  });
  if (even !== undefined) return module;
  const padded = inSequence(torchPad('zeros', sides), module);
  if (values.count_include_pad || values.divisor_override !== undefined) return padded;
  // The mean over the padded window, over the share of it that is input.
  return `${padded}(x0) / ${padded}(torch.ones_like(x0))`;
}
