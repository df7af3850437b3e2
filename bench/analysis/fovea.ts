/** ResNet-50 as Fovea reads it. */
import { analyze } from '#core/analyze.ts';
import { hostOf } from '../host-of.ts';
import { sample } from '../sample.ts';
import type { Subject } from '../measure.ts';
import { paramsOf } from '../params-of.ts';
import { RESNET50_PARAMS } from './params.ts';

const NAMES = new Set(['bottleneck', 'stage', 'ResNet50']);

/** From the text to shapes, costs, totals and receptive fields. */
export function foveaResNet50(): Subject {
  const text = resnet50Text();
  return { run: () => paramsOf(text), gives: RESNET50_PARAMS };
}

/** Of the sample, what the model needs. */
function resnet50Text(): string {
  const text = sample('resnet.cnn');
  const { items } = analyze('resnet.cnn', hostOf(text)).tree;
  const kept = items.filter(item => (item.kind === 'block' || item.kind === 'model') && NAMES.has(item.name.text));
  return kept.map(({ span }) => text.slice(span.start, span.end)).join('\n\n');
}
