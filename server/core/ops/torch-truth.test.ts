/** Every single layer that PyTorch was asked about: the same shape, parameters and MACs, or a refusal where it refuses. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyOperation } from './apply.ts';
import { isRefusal } from './operation.ts';
import type { Plain } from './parameters.ts';
import { operations } from './registry.ts';
import { elements, type Shape } from './shape.ts';

interface Case {
  readonly id: string;
  readonly type: string;
  readonly attrs: Readonly<Record<string, Plain>>;
  readonly input?: Shape;
  readonly inputs?: readonly Shape[];
  readonly core: boolean;
  readonly result: { readonly ok: boolean; readonly shape?: Shape; readonly params?: number; readonly macs?: number };
}

/** A layer in the language: what it is called, and its arguments. */
interface Call {
  readonly name: string;
  readonly arguments: Readonly<Record<string, Plain>>;
}

/** Its counterpart in the language, or why it has none. */
type Conversion = (attrs: Case['attrs'], inputs: readonly Shape[]) => Call | string;

const INFERRED = 'the input channels or features are inferred, so that they cannot be wrong';
const BROADCAST = 'merges need equal shapes: PyTorch broadcasts';
const BATCH = 'the batch is not part of a shape';
const STRIDED_SAME = 'padding=same takes a stride: PyTorch has none';
const OTHER_DIMENSION = 'concat joins channels';

const without = (attrs: Case['attrs'], ...names: readonly string[]): Readonly<Record<string, Plain>> =>
  Object.fromEntries(Object.entries(attrs).filter(([name]) => !names.includes(name)));

/** Renames `kernel_size` and the like to what the language calls them. */
const renamed = (attrs: Case['attrs'], names: Readonly<Record<string, string>>): Readonly<Record<string, Plain>> =>
  Object.fromEntries(Object.entries(attrs).map(([name, value]) => [names[name] ?? name, value]));

const KERNEL = { out_channels: 'out', kernel_size: 'kernel' };

const channels = (inputs: readonly Shape[]): number => inputs[0]?.[1] ?? 0;

/** A layer that is told its input's channels or features: out of scope where they are not the input's. */
const told =
  (name: string, told_: string, names: Readonly<Record<string, string>> = {}): Conversion =>
  (attrs, inputs) =>
    attrs[told_] === channels(inputs) ? { name, arguments: renamed(without(attrs, told_), names) } : INFERRED;

const plainly =
  (name: string, names: Readonly<Record<string, string>> = {}): Conversion =>
  attrs => ({ name, arguments: renamed(attrs, names) });

/** PyTorch's `[left, right, top, bottom]`. */
const padded =
  (mode: string): Conversion =>
  ({ padding = 0 }) => {
    if (!Array.isArray(padding)) return { name: 'pad', arguments: { padding, mode } };
    const [left = 0, right = 0, top = 0, bottom = 0] = padding as readonly Plain[];
    return {
      name: 'pad',
      arguments: {
        padding: [
          [top, bottom],
          [left, right],
        ],
        mode,
      },
    };
  };

const sameBatch = (inputs: readonly Shape[]): boolean =>
  inputs.every(shape => shape.length === inputs[0]?.length && shape[0] === inputs[0]?.[0]);

const added: Conversion = (_attrs, inputs) => {
  if (!sameBatch(inputs)) return BATCH;
  const sizes = (inputs[0] ?? []).map((_, axis) => new Set(inputs.map(shape => shape[axis])));
  return sizes.some(all => all.size === 2 && all.has(1)) ? BROADCAST : { name: 'add', arguments: {} };
};

const normalised: Conversion = ({ normalized_shape }, inputs) => {
  const shape = normalized_shape as readonly number[];
  const ending = inputs[0]?.slice(-shape.length);
  return String(ending) === String(shape) ? { name: 'ln', arguments: { over: shape.length } } : INFERRED;
};

/** PyTorch counts the batch, unless it counts from the end. */
const withoutBatch = (axis: Plain): number => (Number(axis) > 0 ? Number(axis) - 1 : Number(axis));

const weighed: Conversion = ({ in_features, out_features = 0, ...rest }, inputs) => {
  const [shape = []] = inputs;
  if (in_features !== shape.at(-1)) return INFERRED;
  return { name: 'linear', arguments: { out: out_features, over: shape.length > 2 ? 'last' : 'all', ...rest } };
};

const convolved: Conversion = (attrs, inputs) => {
  const strided = [attrs['stride'] ?? 1].flat().some(step => step !== 1);
  return attrs['padding'] === 'same' && strided && attrs['padding_mode'] !== 'mirror'
    ? STRIDED_SAME
    : told('conv', 'in_channels', KERNEL)(attrs, inputs);
};

const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  Conv2d: convolved,
  ConvTranspose2d: told('conv_transpose', 'in_channels', KERNEL),
  MaxPool2d: plainly('maxpool', KERNEL),
  AvgPool2d: plainly('avgpool', KERNEL),
  AdaptiveAvgPool2d: plainly('adaptive_avgpool', { output_size: 'size' }),
  AdaptiveMaxPool2d: plainly('adaptive_maxpool', { output_size: 'size' }),
  Upsample: attrs => ({
    name: 'upsample',
    arguments: {
      ...renamed(attrs, { scale_factor: 'scale' }),
      ...(attrs['mode'] === 'nearest-exact' ? { mode: 'nearest_exact' } : {}),
    },
  }),
  Flatten: ({ start_dim = 1, end_dim = -1 }) =>
    start_dim === 0 || end_dim === 0
      ? BATCH
      : { name: 'flatten', arguments: { start: withoutBatch(start_dim), end: withoutBatch(end_dim) } },
  Linear: weighed,
  GroupNorm: told('gn', 'num_channels', { num_groups: 'groups' }),
  BatchNorm2d: told('bn', 'num_features'),
  LayerNorm: normalised,
  InstanceNorm2d: told('instance_norm', 'num_features'),
  LocalResponseNorm: plainly('lrn'),
  Unfold: plainly('unfold', KERNEL),
  PixelShuffle: plainly('pixel_shuffle', { upscale_factor: 'factor' }),
  PixelUnshuffle: plainly('pixel_unshuffle', { downscale_factor: 'factor' }),
  ChannelShuffle: plainly('channel_shuffle'),
  ReLU: plainly('relu'),
  PReLU: plainly('prelu'),
  ZeroPad2d: padded('zeros'),
  ReflectionPad2d: padded('reflect'),
  ReplicationPad2d: padded('replicate'),
  Add: added,
  Concat: ({ dim }, inputs) => {
    if (dim !== 1) return OTHER_DIMENSION;
    return sameBatch(inputs) ? { name: 'concat', arguments: {} } : BATCH;
  },
};

const cases: readonly Case[] = readFileSync(new URL('../../../test/truth/layers_A.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => JSON.parse(line) as Case)
  .filter(({ core, type }) => core && type in CONVERSIONS);

const shapesOf = ({ input, inputs }: Case): readonly Shape[] => inputs ?? (input === undefined ? [] : [input]);

/** Of one feature vector, without a batch, all of it is the shape. */
const dropBatch = (shape: Shape): Shape => (shape.length === 1 ? shape : shape.slice(1));

const converted = (each: Case): Call | string => CONVERSIONS[each.type]?.(each.attrs, shapesOf(each)) ?? 'unknown';

/** What the language makes of a case, in the form of PyTorch's result. */
function ours({ name, arguments: given }: Call, each: Case): Case['result'] {
  const operation = operations.get(name);
  if (operation === undefined) throw new Error(`There is no operation ${name}.`);
  const inputs = shapesOf(each).map(dropBatch);
  const use = applyOperation(operation, inputs, given);
  if (isRefusal(use)) return { ok: false };
  const learned = (operation.weights?.(use) ?? []).filter(({ role }) => role === 'parameter');
  const batch = shapesOf(each)[0]?.[0] ?? 1;
  return {
    ok: true,
    shape: shapesOf(each)[0]?.length === 1 ? use.output : [batch, ...use.output],
    params: learned.reduce((sum, { shape }) => sum + elements(shape), 0),
    macs: (operation.macs?.(use) ?? 0) * (shapesOf(each)[0]?.length === 1 ? 1 : batch),
  };
}

const theirs = ({ result }: Case): Case['result'] =>
  result.ok
    ? { ok: true, shape: result.shape ?? [], params: result.params ?? 0, macs: result.macs ?? 0 }
    : { ok: false };

describe.each(Object.keys(CONVERSIONS))('%s', type => {
  const inScope = cases.filter(each => each.type === type && typeof converted(each) === 'object');

  test.each(inScope.map(each => [each.id, each] as const))('%s', (_, each) => {
    const call = converted(each);
    expect(typeof call === 'string' ? call : ours(call, each)).toEqual(theirs(each));
  });
});

test('what is out of scope, and why', () => {
  const inScope = cases.filter(each => typeof converted(each) === 'object');
  expect(inScope.length).toBeGreaterThan(0.9 * cases.length);
  const counts: Record<string, number> = {};
  for (const each of cases) {
    const reason = converted(each);
    if (typeof reason === 'string') counts[`${each.type}: ${reason}`] = (counts[`${each.type}: ${reason}`] ?? 0) + 1;
  }
  expect(counts).toEqual({
    [`Conv2d: ${INFERRED}`]: 22,
    [`Conv2d: ${STRIDED_SAME}`]: 2,
    [`ConvTranspose2d: ${INFERRED}`]: 2,
    [`Linear: ${INFERRED}`]: 14,
    [`GroupNorm: ${INFERRED}`]: 10,
    [`BatchNorm2d: ${INFERRED}`]: 19,
    [`LayerNorm: ${INFERRED}`]: 9,
    [`Flatten: ${BATCH}`]: 3,
    [`Add: ${BROADCAST}`]: 9,
    [`Add: ${BATCH}`]: 12,
    [`Concat: ${OTHER_DIMENSION}`]: 13,
    [`Concat: ${BATCH}`]: 4,
  });
});
