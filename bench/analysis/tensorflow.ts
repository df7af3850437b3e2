/** ResNets in TensorFlow.js layers, by hand: torchvision's layers in torchvision's order. */
import '@tensorflow/tfjs-backend-cpu';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { input, layers, model, type LayersModel, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { Subject } from '../measure.ts';
import type { ResNet } from './networks.ts';

enableProdMode();

type Layer = InstanceType<typeof layers.Layer>;

/** Width and first stride of each stage. */
const STAGES = [
  [64, 1],
  [128, 2],
  [256, 2],
  [512, 2],
] as const;

/** From nothing to a model whose summary is printed into a list. Its weights are given back off the clock. */
export function tensorflowResNet({ depths, params }: ResNet): Subject {
  let built: LayersModel | undefined;
  return {
    run: () => {
      built = resnet(depths);
      return summarised(built);
    },
    gives: params,
    after: () => built?.dispose(),
  };
}

function resnet(depths: ResNet['depths']): LayersModel {
  const picture = input({ shape: [224, 224, 3] });
  let map = chain(
    picture,
    convolution(64, 7, 2),
    norm(),
    relu(),
    layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
  );
  for (const [stage, [width, stride]] of STAGES.entries())
    for (let unit = 0; unit < (depths[stage] ?? 0); unit++) map = bottleneck(map, width, unit === 0 ? stride : 1);
  const scores = chain(
    map,
    layers.globalAveragePooling2d({}),
    layers.dense({ units: 1000, kernelInitializer: 'zeros' }),
  );
  return model({ inputs: picture, outputs: scores });
}

/** The trainable parameters as `summary()` prints them, once it has printed everything. */
function summarised(network: LayersModel): number {
  const lines: string[] = [];
  network.summary(undefined, undefined, line => lines.push(String(line)));
  return Number(lines.find(line => line.startsWith('Trainable params'))?.replace(/\D/g, ''));
}

function bottleneck(entering: SymbolicTensor, width: number, stride: number): SymbolicTensor {
  const out = 4 * width;
  const branch = chain(
    entering,
    ...[convolution(width, 1), norm(), relu()],
    ...[convolution(width, 3, stride), norm(), relu()],
    ...[convolution(out, 1), norm()],
  );
  const projects = stride !== 1 || entering.shape.at(-1) !== out;
  const shortcut = projects ? chain(entering, convolution(out, 1, stride), norm()) : entering;
  return chain(layers.add().apply([branch, shortcut]) as SymbolicTensor, relu());
}

/** A model cannot be built without weights; zeros are the cheapest to make. */
const convolution = (filters: number, kernelSize: number, strides = 1): Layer =>
  layers.conv2d({ filters, kernelSize, strides, padding: 'same', useBias: false, kernelInitializer: 'zeros' });

const norm = (): Layer => layers.batchNormalization();

const relu = (): Layer => layers.activation({ activation: 'relu' });

/** A layer gives a symbolic tensor for a symbolic tensor; its type does not say so. */
const chain = (entering: SymbolicTensor, ...steps: readonly Layer[]): SymbolicTensor =>
  steps.reduce((tensor, layer) => layer.apply(tensor) as SymbolicTensor, entering);
