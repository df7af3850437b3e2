import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyze, type ModelAnalysis } from '#core/analyze.ts';
import type { Host } from '#core/host.ts';
import { format } from '#core/language/format.ts';
import type { Layer } from '#core/network/network.ts';

const at = (file: string): URL => new URL(file, import.meta.url);
const textOf = (file: string): string => readFileSync(at(file), 'utf8');

const host: Host = {
  read: file => (existsSync(at(file)) ? { text: textOf(file) } : { problem: 'missing' }),
  exists: file => existsSync(at(file)),
};

const files = readdirSync(at('.')).filter(file => file.endsWith('.cnn'));

describe.each(files)('%s', file => {
  test('has nothing to report', () => {
    expect(analyze(file, host).diagnostics).toEqual([]);
  });

  test('is formatted', () => {
    expect(format(textOf(file))).toBe(textOf(file));
  });
});

function modelOf(file: string, name: string): ModelAnalysis {
  const model = analyze(file, host).models.find(one => one.name === name);
  if (!model) throw new Error(`${file} has no model ${name}`);
  return model;
}

/**
 * Parameters and multiply-accumulates as PyTorch counts them. Where torchvision has no such network:
 * - LeNet-5: 6·(25 + 1) + 16·(150 + 1) + 120·401 + 84·121 + 10·85 parameters and
 *   28²·6·25 + 10²·16·150 + 400·120 + 120·84 + 84·10 multiply-accumulates.
 * - U-Net: Σ 9·(in·out + out²) + 4·out over the nine pairs of convolutions, Σ 8·out² + out over the four transposed ones,
 *   and 2·65 for the last; multiply-accumulates at 128 × 128 by the same sums times the positions.
 */
const figures: readonly (readonly [file: string, model: string, params: number, macs: number])[] = [
  ['lenet.cnn', 'LeNet5', 61_706, 416_520],
  ['resnet.cnn', 'ResNet18', 11_689_512, 1_814_073_344],
  ['resnet.cnn', 'ResNet34', 21_797_672, 3_663_761_408],
  ['resnet.cnn', 'ResNet50', 25_557_032, 4_089_184_256],
  ['vgg16.cnn', 'VGG16', 138_357_544, 15_470_264_320],
  ['inception.cnn', 'GoogLeNet', 6_624_904, 1_498_376_192],
  ['mobilenet_v2.cnn', 'MobileNetV2', 3_504_872, 300_774_272],
  ['unet.cnn', 'UNet', 31_037_698, 12_042_895_360],
  ['unet.cnn', 'UNetMini', 1_941, 438_272],
  ['tutorial.cnn', 'Classification', 83_328, 349_224_960],
  ['tutorial.cnn', 'Detection', 40_652, 135_274_496],
  ['tutorial.cnn', 'Segmentation', 207_361, 2_684_616_704],
  ['tutorial.cnn', 'Dilated', 9_280, 9_437_184],
  ['tutorial.cnn', 'MultiScale', 172_160, 44_040_192],
];

test.each(figures)('%s: %s costs what PyTorch says', (file, name, params, macs) => {
  expect(modelOf(file, name).totals).toMatchObject({ params, macs });
});

/** The first pool of a kind, and what one of its input's rows sees: with odd kernels padded by half, start = -(size - 1) / 2. */
const fields: readonly (readonly [
  file: string,
  model: string,
  pool: string,
  size: number,
  jump: number,
  start: number,
])[] = [
  ['resnet.cnn', 'ResNet18', 'global_avgpool', 435, 32, -217],
  ['resnet.cnn', 'ResNet34', 'global_avgpool', 899, 32, -449],
  ['resnet.cnn', 'ResNet50', 'global_avgpool', 427, 32, -213],
  // Simonyan and Zisserman pad by 1 · (2·1 + 2·2 + 3·4 + 3·8 + 3·16); the pools add 1 + 2 + 4 + 8 + 16.
  ['vgg16.cnn', 'VGG16', 'adaptive_avgpool', 212, 32, -90],
];

test.each(fields)('%s: before pooling %s sees its published field', (file, name, pool, size, jump, start) => {
  const { network, fields: all } = modelOf(file, name);
  const entering = network.layers.find(layer => layer.operation.name === pool)?.inputs[0];
  expect(entering === undefined ? undefined : all[entering]).toEqual(
    Array.from({ length: 2 }, () => ({ period: 1, shift: jump, phases: [[[start, start + size]]] })),
  );
});

test('the field of the small U-Net depends on the place of its output', () => {
  const { fields: all } = modelOf('unet.cnn', 'UNetMini');
  const phases = [[[-11, 11]], [[-11, 15]], [[-11, 15]], [[-7, 15]]];
  expect(all.at(-1)).toEqual(Array.from({ length: 2 }, () => ({ period: 4, shift: 4, phases })));
});

interface Truth {
  readonly params: number;
  readonly buffers: number;
  readonly macs: number;
  readonly calls: readonly Call[];
}
type Call = readonly [path: string, type: string, output: readonly number[], params: number, macs: number];

const torchvision: readonly (readonly [file: string, model: string, truth: string])[] = [
  ['resnet.cnn', 'ResNet18', 'resnet18'],
  ['resnet.cnn', 'ResNet50', 'resnet50'],
  ['vgg16.cnn', 'VGG16', 'vgg16'],
  ['inception.cnn', 'GoogLeNet', 'googlenet'],
  ['mobilenet_v2.cnn', 'MobileNetV2', 'mobilenet_v2'],
];

const torchType: Readonly<Record<string, string>> = {
  conv: 'Conv2d',
  bn: 'BatchNorm2d',
  relu: 'ReLU',
  relu6: 'ReLU6',
  maxpool: 'MaxPool2d',
  adaptive_avgpool: 'AdaptiveAvgPool2d',
  global_avgpool: 'AdaptiveAvgPool2d',
  linear: 'Linear',
  dropout: 'Dropout',
};

const typeOf = (layer: Layer): string => torchType[layer.operation.name] ?? '';

test.each(torchvision)('%s: %s is torchvision’s, call by call', (file, name, truth) => {
  const { params, buffers, macs, calls } = JSON.parse(textOf(`../test/truth/models/${truth}.json`)) as Truth;
  const { network, costs, totals } = modelOf(file, name);
  // What torchvision does by a function (add, flatten, in places relu) is no call of a module there.
  const modules = new Set(calls.map(([, type]) => type));
  const ours = network.layers
    .filter(layer => modules.has(typeOf(layer)))
    .map((layer): Call => {
      const cost = costs[layer.id];
      return [layer.path, typeOf(layer), layer.output ?? [], cost?.params ?? 0, cost?.macs ?? 0];
    });
  expect(ours.map(withStatePath)).toEqual(calls.map(withStatePath));
  expect(totals).toMatchObject({ params, buffers, macs });
});

/** A path counts where weights are stored under it: torchvision calls one ReLU module several times. */
const withStatePath = ([path, type, output, params, macs]: Call): Call => [
  params > 0 ? path : '',
  type,
  output,
  params,
  macs,
];
