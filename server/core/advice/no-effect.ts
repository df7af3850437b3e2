import type { Layer } from '../network/network.ts';
import { takeOut } from './rewriting.ts';
import { advice, before, type Rule, type Subject } from './rule.ts';
import { say, type Text } from '../words.ts';

/** Doing them twice is doing them once. */
const IDEMPOTENT: ReadonlySet<string> = new Set(['relu', 'relu6', 'flatten']);

const POOLS: ReadonlySet<string> = new Set(['maxpool', 'avgpool']);

export const noEffect: Rule = {
  code: 'no-effect',
  title: 'Layer without effect',
  page:
    'A second ReLU after a ReLU, a pool of 1×1, a dropout of nothing, padding by 0: the layer gives what it takes, whatever ' +
    'that is. A layer that changes nothing only at the size at hand, such as an adaptive pool to the size of the map, is ' +
    'not meant.',
  example: 'model Net {\n  input(3x32x32)\n  conv(8, 3)\n  relu\n  relu\n}\n',
  find: subject =>
    subject.layers.flatMap(layer => {
      const reason = reasonOf(subject, layer);
      const name = layer.operation.name;
      const details = { layer: name, reason: reason ?? '' };
      return reason === undefined
        ? []
        : [advice(layer, 'no-effect', details, place => takeOut(say`Take ${name} out`, place))];
    }),
};

function reasonOf(subject: Subject, layer: Layer): Text | undefined {
  const { operation, values } = layer;
  const earlier = before(subject, layer)?.operation.name;
  if (earlier === operation.name && IDEMPOTENT.has(operation.name)) return say`${earlier} has just been applied`;
  const all = (name: string, number: number): boolean =>
    [values[name]].flat(3).every(value => value === number || (value === undefined && number === 1));
  if (POOLS.has(operation.name) && all('kernel', 1) && all('stride', 1) && all('padding', 0))
    return say`its window is one position`;
  if (operation.name === 'dropout' && values['p'] === 0) return say`it silences nothing`;
  if (operation.name === 'pad' && all('padding', 0)) return say`it pads by 0`;
  return undefined;
}
