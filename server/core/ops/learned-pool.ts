import { defineOperation, entering, isRefusal, refuseFlat, type Use } from './operation.ts';
import { kernel, stride, windowOf } from './pool-window.ts';
import { channelsOf, elements, type Shape } from './shape.ts';
import { windowFormula } from './size-formula.ts';
import { onnxPage, torchPage } from './sources.ts';
import { constantWeight } from './weights.ts';
import { slide, windowAttributes, windowAxes, windowReads } from './window.ts';

const parameters = { kernel, stride } as const;

const weightShape = ({ kernel: window }: Use<typeof parameters>['values']): Shape => [1, 1, ...window];

function text({ inputs, values }: Use<typeof parameters>): string {
  const [channels, axes] = [channelsOf(entering(inputs)), values.kernel.length];
  const initial = `torch.full((${weightShape(values).join(', ')}), 1 / ${elements(values.kernel)})`;
  const weight = `nn.Parameter(${initial}).expand(${[channels, ...Array(axes + 1).fill(-1)].join(', ')})`;
  const step = (values.stride ?? values.kernel).join(', ');
  return `nn.functional.conv${axes}d(x0, ${weight}, stride=(${step}), groups=${channels})`;
}

export const learnedPool = defineOperation({
  name: 'learned_pool',
  family: 'pooling',
  summary: 'Learned pooling: the sum of each window, weighted by numbers that all channels share.',
  documentation:
    'One window of `kernel` learned numbers slides over every channel by itself: a depthwise convolution with the same ' +
    'kernel for all channels, and no bias. At first all are `1 / (number of positions in the window)`, which is average ' +
    'pooling. Sizes are those of `avgpool`; as many weights as the window has positions, whatever the channels are, and ' +
    'as many multiply-accumulates at each output.',
  sources: ['https://arxiv.org/abs/1509.08985', torchPage('functional.conv2d'), onnxPage('Conv')],
  example: 'input(8x32x32)\nlearned_pool(2)',
  arity: 'one',
  parameters,
  shape: (inputs, values) => {
    const input = entering(inputs);
    const sizes = refuseFlat('Pooling', input) ?? slide(input, windowOf(values));
    return isRefusal(sizes) ? sizes : [channelsOf(input), ...sizes];
  },
  formula: ({ inputs, output, values }, axis) => windowFormula(entering(inputs), windowOf(values), output, axis),
  weights: ({ values }) => [constantWeight('weight', weightShape(values), 1 / elements(values.kernel))],
  macs: ({ output, values }) => elements(output) * elements(values.kernel),
  reads: ({ inputs, values }, axis) => windowReads(entering(inputs), windowOf(values), axis),
  perChannel: () => true,
  onnx: ({ inputs, values }, graph) => {
    const input = entering(inputs);
    const channels = channelsOf(input);
    const shape = graph.integers([channels, ...weightShape(values).slice(1)]);
    const weight = graph.node('Expand', [graph.weight('weight'), shape]);
    const attributes = windowAttributes(windowAxes(input, windowOf(values)));
    return graph.node('Conv', [graph.input(0), weight], { ...attributes, group: channels });
  },
  torch: text,
});
