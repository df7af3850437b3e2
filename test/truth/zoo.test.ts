/** torchvision's networks, written in the language: every call, every weight, and what every node sees. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Field } from '#core/analysis/field.ts';
import { seenAt } from '#core/analysis/field.ts';
import { isGlobal } from '#core/analysis/describe-field.ts';
import { box } from '#core/analysis/index-set.ts';
import { layerUse } from '#core/analysis/layer-use.ts';
import type { ModelAnalysis } from '#core/analyze.ts';
import type { Layer } from '#core/network/network.ts';
import type { Shape } from '#core/ops/shape.ts';
import { sampleModel } from '../support/samples.ts';

/** By the name of its truth: `models/alexnet.json`. */
const networks: readonly (readonly [truth: string, file: string, model: string])[] = [
  ['resnet18', 'resnet.cnn', 'ResNet18'],
  ['resnet50', 'resnet.cnn', 'ResNet50'],
  ['vgg16', 'vgg16.cnn', 'VGG16'],
  ['googlenet', 'inception.cnn', 'GoogLeNet'],
  ['mobilenet_v2', 'mobilenet_v2.cnn', 'MobileNetV2'],
  ['alexnet', 'zoo/alexnet.cnn', 'AlexNet'],
  ['vgg16_bn', 'zoo/vgg.cnn', 'VGG16BN'],
  ['squeezenet1_0', 'zoo/squeezenet.cnn', 'SqueezeNet'],
  ['densenet121', 'zoo/densenet.cnn', 'DenseNet121'],
  ['inception_v3', 'zoo/inception_v3.cnn', 'InceptionV3'],
  ['fcn_resnet50', 'zoo/fcn.cnn', 'FCN'],
  ['efficientnet_b0', 'zoo/efficientnet.cnn', 'EfficientNetB0'],
  ['convnext_tiny', 'zoo/convnext.cnn', 'ConvNeXtTiny'],
  ['mobilenet_v3_large', 'zoo/mobilenet_v3.cnn', 'MobileNetV3Large'],
  ['mobilenet_v3_small', 'zoo/mobilenet_v3.cnn', 'MobileNetV3Small'],
  ['shufflenet_v2_x1_0', 'zoo/shufflenet_v2.cnn', 'ShuffleNetV2'],
  ['mnasnet1_0', 'zoo/mnasnet.cnn', 'MNASNet'],
  ['regnet_y_400mf', 'zoo/regnet.cnn', 'RegNetY400MF'],
  ['resnext50_32x4d', 'zoo/resnext.cnn', 'ResNeXt50'],
  ['efficientnet_v2_s', 'zoo/efficientnet_v2.cnn', 'EfficientNetV2S'],
];

/**
 * The nodes of torch.fx's graph in the order in which they run, left out only a `cat` of one tensor; a `mean` over the
 * map is one that keeps its axes, and a `flatten`. Functions have no path; `weight` is the shape of the module's parameter of that name, or of the parameter that is multiplied by.
 * `rows` and `columns`: what output 0 sees of an image that is large enough, null where it was not measured.
 */
interface Truth {
  readonly params: number;
  readonly buffers: number;
  readonly macs: number;
  readonly input: Shape;
  readonly nodes: readonly Node[];
}

type Node = readonly [
  path: string,
  type: string,
  output: Shape,
  params: number,
  buffers: number,
  macs: number,
  weight: Shape | null,
  rows: SeenField,
  columns: SeenField,
];

type SeenField = readonly [size: number, jump: number, start: number] | 'global' | null;

/** What torchvision calls what our operations do, as modules and as functions. */
const torchTypes: Readonly<Record<string, readonly string[]>> = {
  conv: ['Conv2d'],
  depthwise: ['Conv2d'],
  linear: ['Linear'],
  bn: ['BatchNorm2d'],
  ln: ['LayerNorm', 'LayerNorm2d'],
  layer_scale: ['mul'],
  relu: ['ReLU', 'relu'],
  relu6: ['ReLU6'],
  silu: ['SiLU'],
  gelu: ['GELU'],
  sigmoid: ['Sigmoid'],
  hardswish: ['Hardswish'],
  hardsigmoid: ['Hardsigmoid'],
  maxpool: ['MaxPool2d', 'max_pool2d'],
  avgpool: ['AvgPool2d', 'avg_pool2d'],
  adaptive_avgpool: ['AdaptiveAvgPool2d'],
  global_avgpool: ['AdaptiveAvgPool2d', 'adaptive_avg_pool2d', 'mean'],
  upsample: ['interpolate'],
  flatten: ['flatten', 'Flatten'],
  permute: ['Permute'],
  channel_shuffle: ['channel_shuffle'],
  split: ['chunk'],
  dropout: ['Dropout'],
  drop_path: ['StochasticDepth'],
  add: ['add'],
  mul: ['mul'],
  concat: ['cat'],
};

describe.each(networks)('%s', (name, file, model) => {
  const truth = JSON.parse(readFileSync(new URL(`models/${name}.json`, import.meta.url), 'utf8')) as Truth;
  const analysis = sampleModel(file, model);
  const layers = analysis.network.layers.filter(({ operation }) => !['input', 'identity'].includes(operation.name));

  test('makes torchvision’s calls, in its order, at its price', () => {
    const ours = layers.map((layer, index) => callOf(analysis, layer, truth.nodes[index]));
    expect(ours).toEqual(truth.nodes.map(trueCall));
    const { params, buffers, macs } = truth;
    expect(analysis.totals).toMatchObject({ params, buffers, macs });
  });

  test('has torchvision’s state dict', () => {
    expect(layers.flatMap(layer => stateOf(analysis, layer))).toEqual(truth.nodes.flatMap(trueState));
  });

  test('sees what torchvision’s sees, at every node', () => {
    const wrong = layers.flatMap((layer, index) => fieldDifferences(analysis, layer, truth.nodes[index]));
    expect(wrong).toEqual([]);
  });
});

type Call = readonly [path: string, type: string, output: Shape, params: number, buffers: number, macs: number];

/** A path counts where something is stored under it: torchvision calls one ReLU module several times. */
const trueCall = ([path, type, output, params, buffers, macs]: Node): Call => [
  params + buffers > 0 ? path : '',
  type,
  output,
  params,
  buffers,
  macs,
];

function callOf({ costs }: ModelAnalysis, { id, path, operation, output }: Layer, node: Node | undefined): Call {
  const { params = NaN, buffers = NaN, macs = NaN } = costs[id] ?? {};
  const names = torchTypes[operation.name] ?? [];
  const type = names.find(one => one === node?.[1]) ?? operation.name;
  return [params + buffers > 0 ? path : '', type, output ?? [], params, buffers, macs];
}

type StateEntry = readonly [path: string, shape: Shape];

function stateOf({ network }: ModelAnalysis, layer: Layer): readonly StateEntry[] {
  const use = layerUse(network, layer);
  const weights = (use && layer.operation.weights?.(use)) ?? [];
  return weights.map(({ name, shape }) => [name === '' ? layer.weightsPath : `${layer.weightsPath}.${name}`, shape]);
}

/** The entries that a module of a type makes, by its page of PyTorch 1.13's documentation. */
function trueState([path, type, , params, , , weight]: Node): readonly StateEntry[] {
  if (!weight) return [];
  if (type === 'mul') return [[path, weight]];
  const [channels = 0] = weight;
  const hasBias = params > weight.reduce((product, size) => product * size, 1);
  const statistics: readonly StateEntry[] = [
    [`${path}.running_mean`, [channels]],
    [`${path}.running_var`, [channels]],
    [`${path}.num_batches_tracked`, []],
  ];
  return [
    [`${path}.weight`, weight],
    ...(hasBias ? [[`${path}.bias`, [channels]] as const] : []),
    ...(type === 'BatchNorm2d' ? statistics : []),
  ];
}

function fieldDifferences({ network, fields }: ModelAnalysis, layer: Layer, node: Node | undefined): readonly string[] {
  const [input = []] = network.layers.filter(({ operation }) => operation.arity === 'none').map(one => one.output);
  const [, , , , , , , rows = null, columns = null] = node ?? [];
  return [rows, columns].flatMap((truth, axis) => {
    const field = fields[layer.id]?.[axis];
    const positions = layer.output?.[axis + 1] ?? 1;
    const isRight = truth === null || (field && agrees(field, truth, positions, input[axis + 1] ?? 1));
    return isRight ? [] : [`${layer.path} along ${axis}: ${JSON.stringify(field)}, not ${JSON.stringify(truth)}`];
  });
}

function agrees(field: Field, truth: NonNullable<SeenField>, positions: number, inputSize: number): boolean {
  if (truth === 'global') return isGlobal(field, positions, inputSize);
  const [size, jump, start] = truth;
  return Array.from({ length: positions }, (_, position) => box(seenAt(field, position))).every(
    (seen, position) => seen?.[0] === start + position * jump && seen[1] - seen[0] === size,
  );
}
