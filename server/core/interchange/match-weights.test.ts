import { expect, test } from 'vitest';
import { matchWeights } from './match-weights.ts';
import type { ProgramWeight } from './program.ts';
import type { StoredTensor } from './safetensors.ts';
import { floatsOf } from './stored-floats.ts';

const weight = (path: string, ...shape: number[]): ProgramWeight => ({
  path,
  shape,
  initial: { kind: 'constant', value: 0 },
});

const stored = (...shape: number[]): StoredTensor => ({
  dtype: 'F32',
  shape,
  bytes: new Uint8Array(4 * shape.reduce((product, size) => product * size, 1)),
});

const problemOf = (wanted: ProgramWeight, file: Readonly<Record<string, StoredTensor>>) =>
  matchWeights([wanted], new Map(Object.entries(file)), floatsOf).problems.get(wanted.path);

test('a weight is met by the tensor of its path, whatever else there is', () => {
  const match = matchWeights(
    [weight('conv1.weight', 2, 1, 3, 3)],
    new Map([
      ['conv1.weight', stored(2, 1, 3, 3)],
      ['fc.weight', stored(1)],
      ['bn1.num_batches_tracked', { dtype: 'I64', shape: [], bytes: new Uint8Array(8) }],
    ]),
    floatsOf,
  );
  expect(match.values.get('conv1.weight')).toEqual(new Float32Array(18));
  expect(match.problems.size).toBe(0);
  expect(match.unasked).toEqual(['fc.weight']);
});

test.each([
  ['The shape differs: the file has 6×1×5×5, the model wants 6×3×5×5.', stored(6, 1, 5, 5)],
  ['The shape differs: the file has 6, the model wants 6×3×5×5.', stored(6)],
  ['The shape differs: the file has one number, the model wants 6×3×5×5.', stored()],
  [
    'The file has it as U8; weights are F32, F16, BF16 or F64.',
    { dtype: 'U8', shape: [6, 3, 5, 5], bytes: new Uint8Array(450) },
  ],
])('%s', (problem, tensor) => {
  expect(problemOf(weight('conv1.weight', 6, 3, 5, 5), { 'conv1.weight': tensor })).toBe(problem);
});

// Rule 1 of names: `conv1 = conv(…)` has conv1.weight, but `conv1 = conv(…) -> tanh` has conv1.0.weight.
test.each([
  ['conv1.weight', ['conv1.0.weight'], 'conv1.0.weight'],
  ['conv1.0.weight', ['conv1.weight'], 'conv1.weight'],
  ['conv1.weight', ['model.module.conv1.weight', 'module.conv1.weight'], 'module.conv1.weight'],
  ['conv1.weight', ['conv1.bias', 'conv2.weight', 'conv1weight', 'weight.conv1'], undefined],
])('for a missing %s a file with %s is told of %s', (path, names, told) => {
  const file = Object.fromEntries(names.map(name => [name, stored(4)]));
  expect(problemOf(weight(path, 4), file)).toBe(
    told ? `The file does not have it, but ${told}, of the same shape.` : 'The file does not have it.',
  );
});

test('a tensor of another shape, or one that another weight has, is not offered', () => {
  expect(problemOf(weight('conv1.weight', 4), { 'conv1.0.weight': stored(5) })).toBe('The file does not have it.');
  const both = matchWeights(
    [weight('a.weight', 4), weight('a.0.weight', 4)],
    new Map([['a.0.weight', stored(4)]]),
    floatsOf,
  );
  expect(both.problems).toEqual(new Map([['a.weight', 'The file does not have it.']]));
});
