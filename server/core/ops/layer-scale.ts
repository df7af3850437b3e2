import { defineOperation, entering, sameShape } from './operation.ts';
import { real } from './parameters.ts';
import { channelsOf, spatialSizes, type Shape } from './shape.ts';
import { onnxPage } from './sources.ts';
import { constantWeight } from './weights.ts';

/** A number a channel, in the channels' place. */
const scaleShape = (input: Shape): Shape => [channelsOf(input), ...spatialSizes(input).map(() => 1)];

export const layerScale = defineOperation({
  name: 'layer_scale',
  family: 'normalisation',
  summary: 'Weighs each channel by a learned number, small at first.',
  documentation:
    'Stands at the end of a residual branch, which so begins as almost nothing. Its one tensor is not named in the layer: ' +
    'the path of the layer is that of the tensor, and its shape `C x 1 x 1`, as in torchvision’s ConvNeXt.',
  sources: [
    'https://docs.pytorch.org/vision/stable/models/convnext.html',
    onnxPage('Mul'),
    'https://arxiv.org/abs/2103.17239',
  ],
  example: 'input(8x16x16)\nadd({ conv(8, 3, padding=1) -> layer_scale })',
  arity: 'one',
  parameters: { init: { type: real(), documentation: 'The numbers before training.', default: 1e-6 } },
  shape: sameShape,
  weights: ({ inputs, values: { init } }) => [constantWeight('', scaleShape(entering(inputs)), init)],
  perChannel: () => true,
  onnx: (_, graph) => graph.node('Mul', [graph.input(0), graph.weight('')]),
  torch: ({ inputs, values: { init } }) =>
    `x0 * nn.Parameter(torch.full([${scaleShape(entering(inputs)).join(', ')}], ${init}))`,
});
