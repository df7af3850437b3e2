/** ResNets as Fovea reads them. */
import { analyze } from '#core/analyze.ts';
import { receptiveFields } from '#core/analysis/receptive-field.ts';
import { hostOf } from '../host-of.ts';
import { sample } from '../sample.ts';
import type { Subject } from '../measure.ts';
import { paramsOf } from '../params-of.ts';
import type { ResNet } from './networks.ts';

const BLOCKS = new Set(['bottleneck', 'stage']);

/** From the text to shapes, costs, totals and receptive fields. */
export function foveaResNet({ depths, params }: ResNet): Subject {
  const text = resnetText(depths);
  return { run: () => paramsOf(text), gives: params };
}

/** The receptive fields alone, of a network whose shapes are known. Gives how many layers have one. */
export function foveaFields({ depths }: ResNet): Subject {
  const [model] = analyze('model.cnn', hostOf(resnetText(depths))).models;
  if (!model) throw new Error('The text has a model.');
  const { network } = model;
  return {
    run: () => receptiveFields(network).filter(fields => fields !== undefined).length,
    gives: network.layers.length,
  };
}

/** The blocks of the sample, and a model of them. */
function resnetText(depths: ResNet['depths']): string {
  const text = sample('resnet.cnn');
  const { items } = analyze('resnet.cnn', hostOf(text)).tree;
  const blocks = items.filter(item => item.kind === 'block' && BLOCKS.has(item.name.text));
  return [...blocks.map(({ span }) => text.slice(span.start, span.end)), modelText(depths)].join('\n\n');
}

const modelText = ([depth1, depth2, depth3, depth4]: ResNet['depths']): string => `
model ResNet(classes=1000) {
  input(3x224x224)
  conv1 = conv(64, 7, stride=2, padding=3, bias=false)
  bn1 = bn
  relu -> maxpool(3, stride=2, padding=1)
  layer1 = stage(bottleneck, 64, ${depth1})
  layer2 = stage(bottleneck, 128, ${depth2}, stride=2)
  layer3 = stage(bottleneck, 256, ${depth3}, stride=2)
  layer4 = stage(bottleneck, 512, ${depth4}, stride=2)
  global_avgpool -> flatten
  fc = linear(classes)
}`;
