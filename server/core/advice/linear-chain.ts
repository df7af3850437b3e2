import { layerUse } from '../analysis/layer-use.ts';
import type { Layer } from '../network/network.ts';
import { channelsOf } from '../ops/shape.ts';
import { say } from '../words.ts';
import { putBefore } from './rewriting.ts';
import { advice, axisNumbers, before, counted, onlyReader, type Rule, type Subject } from './rule.ts';

export const linearChain: Rule = {
  code: 'linear-chain',
  title: 'Two linear layers that are one',
  page:
    'A convolution of a convolution is a convolution, a dense layer of a dense layer a dense layer: without an activation ' +
    'between them the two compute what one can. Nothing is said where the two are cheaper than the one, as the factors of ' +
    'a bottleneck or a separable convolution are.',
  example: 'model Net {\n  input(64)\n  linear(256)\n  linear(10)\n}\n',
  find: subject =>
    subject.layers.filter(isPlain).flatMap(layer => {
      let first = before(subject, layer);
      while (first && PASSES.has(first.operation.name)) first = before(subject, first);
      if (!first || !isPlain(first) || first.operation !== layer.operation) return [];
      if (!readsOnly(subject, first, layer)) return [];
      const [one, other] = [weightsOf(subject, first), weightsOf(subject, layer)];
      const single = singleWeights(subject, first, layer);
      if (single > one + other) return [];
      const name = layer.operation.name;
      const details = { path: first.path, layer: name, single: counted(single), both: counted(one + other) };
      return [
        advice(layer, 'linear-chain', details, ({ span }) => [putBefore(say`Put relu between them`, 'relu', span)]),
      ];
    }),
};

const PASSES: ReadonlySet<string> = new Set(['identity', 'dropout']);

function isPlain(layer: Layer): boolean {
  const { operation, output = [], shared } = layer;
  if (shared) return false;
  return operation.name === 'conv' ? isPlainConv(layer) : operation.name === 'linear' && output.length === 1;
}

const isPlainConv = (layer: Layer): boolean =>
  layer.values['groups'] === 1 &&
  layer.values['padding_mode'] === 'zeros' &&
  ['stride', 'dilation'].every(name => axisNumbers(layer, name).every(one => one === 1));

function readsOnly(subject: Subject, first: Layer, last: Layer): boolean {
  for (let at = onlyReader(subject, first); at; at = onlyReader(subject, at)) if (at === last) return true;
  return false;
}

const channelsIn = ({ model }: Subject, layer: Layer): number =>
  channelsOf(layerUse(model.network, layer)?.inputs[0] ?? []);

const weightsOf = (subject: Subject, layer: Layer): number =>
  axisNumbers(layer, 'kernel').reduce(
    (count, size) => count * size,
    channelsIn(subject, layer) * channelsOf(layer.output ?? []),
  );

/** Kernels of k and l in a row are one of k + l − 1. */
function singleWeights(subject: Subject, first: Layer, last: Layer): number {
  const sizes = axisNumbers(first, 'kernel').map((size, axis) => size + (axisNumbers(last, 'kernel')[axis] ?? 1) - 1);
  return sizes.reduce((count, size) => count * size, channelsIn(subject, first) * channelsOf(last.output ?? []));
}
