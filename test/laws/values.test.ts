/** What activations and normalisations compute, by their formulas. `test/truth` has the rest, from PyTorch. */
import { expect, test } from 'vitest';
import type { Shape } from '#core/ops/shape.ts';
import type { Application } from '../support/operation-network.ts';
import { differing } from './differing.ts';
import { positiveTensor } from './positive.ts';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const clip = (x: number, least: number, most: number) => Math.min(most, Math.max(least, x));
const elu = (x: number, alpha: number) => (x > 0 ? x : alpha * Math.expm1(x));

/** The formulas of the PyTorch pages. GELU's error function is in `test/truth` alone. */
const elementwise: readonly (readonly [string, Application['args'], (x: number) => number])[] = [
  ['identity', {}, x => x],
  ['dropout', {}, x => x],
  ['drop_path', { p: 0.2 }, x => x],
  ['relu', {}, x => Math.max(0, x)],
  ['relu6', {}, x => clip(x, 0, 6)],
  ['leaky_relu', {}, x => (x > 0 ? x : 0.01 * x)],
  ['leaky_relu', { negative_slope: 0.2 }, x => (x > 0 ? x : 0.2 * x)],
  // The one slope is 0.5, the first of the positive tensor.
  ['prelu', {}, x => (x > 0 ? x : 0.5 * x)],
  ['elu', {}, x => elu(x, 1)],
  ['elu', { alpha: 0.5 }, x => elu(x, 0.5)],
  ['selu', {}, x => 1.0507009873554805 * elu(x, 1.6732632423543772)],
  ['celu', { alpha: 0.5 }, x => Math.max(0, x) + Math.min(0, 0.5 * Math.expm1(x / 0.5))],
  ['gelu', { approximate: 'tanh' }, x => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))],
  ['silu', {}, x => x * sigmoid(x)],
  ['mish', {}, x => x * Math.tanh(Math.log1p(Math.exp(x)))],
  ['hardswish', {}, x => (x * clip(x + 3, 0, 6)) / 6],
  ['hardsigmoid', {}, x => clip(x / 6 + 0.5, 0, 1)],
  ['sigmoid', {}, sigmoid],
  ['tanh', {}, Math.tanh],
  ['softplus', {}, x => Math.log1p(Math.exp(x))],
  ['softplus', { beta: 2, threshold: 1 }, x => (2 * x > 1 ? x : Math.log1p(Math.exp(2 * x)) / 2)],
];

test.each(elementwise)('%s %j by its formula', async (name, args, formula) => {
  const points = [-8, -3.5, -1, -0.25, 0, 0.25, 0.75, 1, 3.5, 8];
  const input = { shape: [points.length], data: Float32Array.from(points) };
  expect(await differing(name, args, input, points.map(formula))).toEqual([]);
});

const SHAPE = [4, 2, 3];

/** The coordinates of a place in a tensor of `SHAPE`. */
const coordinates = (place: number) =>
  [Math.floor(place / 6), Math.floor(place / 3) % 2, place % 3] as const satisfies Shape;

/** What is taken together with the place, and which of the learned numbers it gets. */
type Grouping = (channel: number, row: number, column: number) => { readonly group: string; readonly learned: number };

const withinGroup = (data: Float32Array, grouping: Grouping, place: number): readonly number[] => {
  const { group } = grouping(...coordinates(place));
  return Array.from(data).filter((_, other) => grouping(...coordinates(other)).group === group);
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const normalisations: readonly (readonly [string, Application['args'], Grouping])[] = [
  ['ln', {}, (c, y, x) => ({ group: '', learned: 6 * c + 3 * y + x })],
  ['ln', { over: 'channels' }, (c, y, x) => ({ group: `${y} ${x}`, learned: c })],
  ['ln', { over: 'last' }, (c, y, x) => ({ group: `${c} ${y}`, learned: x })],
  ['ln', { over: 2 }, (c, y, x) => ({ group: `${c}`, learned: 3 * y + x })],
  ['gn', { groups: 2 }, c => ({ group: `${Math.floor(c / 2)}`, learned: c })],
  ['bn', { track_running_stats: false }, c => ({ group: `${c}`, learned: c })],
  ['instance_norm', { affine: true }, c => ({ group: `${c}`, learned: c })],
];

/** (x − mean) / √(variance + 1e-5) · weight + bias; both are learned tensors of the same values. */
test.each(normalisations)('%s %j by its formula', async (name, args, grouping) => {
  const { shape, data } = positiveTensor(SHAPE);
  const learned = positiveTensor(SHAPE).data;
  const wanted = Array.from(data, (value, place) => {
    const together = withinGroup(data, grouping, place);
    const variance = mean(together.map(other => (other - mean(together)) ** 2));
    const factor = learned[grouping(...coordinates(place)).learned] ?? NaN;
    return ((value - mean(together)) / Math.sqrt(variance + 1e-5)) * factor + factor;
  });
  expect(await differing(name, args, { shape, data }, wanted)).toEqual([]);
});

test.each([
  ['softmax', (share: number) => share],
  ['log_softmax', Math.log],
] as const)('%s of the channels by its formula', async (name, of) => {
  const { shape, data } = positiveTensor(SHAPE);
  const atPosition: Grouping = (_, y, x) => ({ group: `${y} ${x}`, learned: 0 });
  const wanted = Array.from(data, (value, place) => {
    const powers = withinGroup(data, atPosition, place).map(Math.exp);
    return of(Math.exp(value) / (mean(powers) * powers.length));
  });
  expect(await differing(name, {}, { shape, data }, wanted)).toEqual([]);
});

/** x / (k + alpha · Σ x² / size)^beta, over `size // 2` channels before and `(size − 1) // 2` behind. */
test.each([
  [3, 1, 1],
  [4, 2, 1],
] as const)('lrn of %i channels, %i before and %i behind', async (size, before, behind) => {
  const { shape, data } = positiveTensor(SHAPE);
  const wanted = Array.from(data, (value, place) => {
    const [channel] = coordinates(place);
    const near = Array.from(data).filter((_, other) => {
      const away = coordinates(other)[0] - channel;
      return other % 6 === place % 6 && -before <= away && away <= behind;
    });
    return value / (2 + (0.5 * near.reduce((sum, x) => sum + x * x, 0)) / size) ** 0.75;
  });
  expect(await differing('lrn', { size, alpha: 0.5, k: 2 }, { shape, data }, wanted)).toEqual([]);
});

test('instance_norm with running statistics is bn', async () => {
  const { shape, data } = positiveTensor(SHAPE);
  const learned = positiveTensor([4]).data;
  // Scale, shift, mean and variance are the same numbers.
  const wanted = Array.from(data, (value, place) => {
    const number = learned[Math.floor(place / 6)] ?? NaN;
    return ((value - number) / Math.sqrt(number + 1e-5)) * number + number;
  });
  const args = { affine: true, track_running_stats: true };
  expect(await differing('instance_norm', args, { shape, data }, wanted)).toEqual([]);
});

test('layer_scale multiplies each channel by its number', async () => {
  const { shape, data } = positiveTensor(SHAPE);
  const learned = positiveTensor([4]).data;
  const wanted = Array.from(data, (value, place) => value * (learned[Math.floor(place / 6)] ?? NaN));
  expect(await differing('layer_scale', {}, { shape, data }, wanted)).toEqual([]);
});
