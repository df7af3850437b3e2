import { inputSizes } from './axis-parameters.ts';
import { defineOperation, refuse, type Refusal } from './operation.ts';
import { integer, oneOrMore, positive, real, word } from './parameters.ts';
import { channelsOf, mayEqual, type Shape } from './shape.ts';

export const input = defineOperation({
  name: 'input',
  family: 'input',
  summary: 'Where a tensor enters the network.',
  documentation:
    'Sizes are channels first and without the batch: `3x224x224` is a colour picture, `2x16000` a sound with two ' +
    'channels, `3x16x112x112` a film, `10` a list of ten features. The number of spatial axes decides whether `conv`, ' +
    'the pools, `bn` and `upsample` are one-, two- or three-dimensional.\n\n' +
    'A picture in 0…1 enters as `(picture − mean) / std`. `mean`, `std`, `init` and `seed` concern runs of the network ' +
    'here, and have no place in the PyTorch text.',
  sources: ['https://docs.pytorch.org/docs/stable/tensors.html'],
  example: 'input(3x224x224, mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225])',
  arity: 'none',
  shapeIsGiven: true,
  parameters: {
    shape: { type: inputSizes, documentation: 'The sizes, channels first: `3x224x224`, or `[3, height, width]`.' },
    mean: { type: oneOrMore(real()), documentation: 'What is subtracted, for all channels or for each.', default: 0 },
    std: { type: oneOrMore(positive), documentation: 'What is divided by, for all channels or for each.', default: 1 },
    init: {
      type: word('kaiming', 'lecun', 'xavier', 'identity', 'edges'),
      documentation:
        'How weights without trained values are made: normal with variance 2 / fan-in (`kaiming`: He et al., 2015, for ReLU), ' +
        '1 / fan-in (`lecun`: LeCun et al., 1998, for tanh) or 2 / (fan-in + fan-out) (`xavier`: Glorot and Bengio, 2010); ' +
        '`identity`, which passes channels on; or `edges`, filters that find edges along eight directions.',
      default: 'kaiming',
    },
    seed: { type: integer(0), documentation: 'Where the drawing starts: the same seed, the same weights.', default: 0 },
  },
  shape: (_, { shape, mean, std }) => refuseCount('mean', mean, shape) ?? refuseCount('std', std, shape) ?? shape,
  onnx: (_, graph) => graph.input(0),
  torch: ({ output }) => `torch.randn(1, ${output.join(', ')})`,
});

const refuseCount = (parameter: string, values: readonly number[], shape: Shape): Refusal | undefined =>
  values.length === 1 || mayEqual(values.length, channelsOf(shape))
    ? undefined
    : refuse('values-per-channel', { channels: channelsOf(shape), found: values.length }, parameter);
