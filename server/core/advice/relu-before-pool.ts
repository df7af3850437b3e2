import { elements } from '../ops/shape.ts';
import type { Layer } from '../network/network.ts';
import { say } from '../words.ts';
import { moveBehind } from './rewriting.ts';
import { advice, counted, onlyReader, type Rule } from './rule.ts';

/** Those that never fall: the largest of some values stays the largest. */
const RISING: ReadonlySet<string> = new Set([
  'relu',
  'relu6',
  'leaky_relu',
  'elu',
  'selu',
  'sigmoid',
  'hardsigmoid',
  'tanh',
  'softplus',
]);

const POOLS: ReadonlySet<string> = new Set(['maxpool', 'adaptive_maxpool', 'global_maxpool']);

/** Where less is saved of all that the layers write, it is no matter. */
const LEAST_SHARE = 0.1;

export const reluBeforePool: Rule = {
  code: 'relu-before-pool',
  title: 'Activation right before a max pool',
  page:
    'An activation that never falls, such as ReLU, keeps the order of values, so that the largest of a window is the same ' +
    'before and after it: `max(relu(a), relu(b))` is `relu(max(a, b))`. Behind the pool it runs on a quarter of the ' +
    'values where the pool has stride 2, and gives the same. Said where that spares a tenth of all that the layers write.',
  example: 'model Net {\n  input(3x32x32)\n  conv(8, 3, padding=1)\n  relu\n  maxpool(2)\n}\n',
  find: subject =>
    subject.layers.filter(isRising).flatMap(layer => {
      const pool = onlyReader(subject, layer);
      if (!pool || !POOLS.has(pool.operation.name)) return [];
      const [before, after] = [elements(layer.output ?? []), elements(pool.output ?? [])];
      const written = subject.layers.reduce((sum, { output = [] }) => sum + elements(output), 0);
      if (before - after < LEAST_SHARE * written) return [];
      const activation = layer.operation.name;
      const details = { activation, before: counted(before), after: counted(after), pool: pool.operation.name };
      const move = moveBehind(subject, [layer, pool], say`Move ${activation} behind the pool`);
      return [advice(layer, 'relu-before-pool', details, move)];
    }),
};

const isRising = ({ operation }: Layer): boolean => RISING.has(operation.name);
