/** Random uses of the operations whose sizes and receptive fields are the hardest to say. */
import * as fc from 'fast-check';
import type { Plain } from '#core/ops/parameters.ts';
import type { Case } from './cases.ts';

const upTo = (most: number) => fc.integer({ min: 1, max: most });
const size = fc.integer({ min: 3, max: 7 });
const axes = fc.constantFrom(1, 2, 2, 3);

/** One value for all axes, or one for each. */
const each = <T extends Plain>(value: fc.Arbitrary<T>, count: number): fc.Arbitrary<Plain> =>
  fc.oneof(value, fc.array(value, { minLength: count, maxLength: count }));

/** One number, or one for each side of each axis. */
const sides = (value: fc.Arbitrary<number>, count: number): fc.Arbitrary<Plain> =>
  fc.oneof(value, fc.array(fc.tuple(value, value), { minLength: count, maxLength: count }));

/** Arguments and a shape whose channels `channels` gives, for one to three axes. */
const applied = <T extends object>(
  argsFor: (count: number) => fc.Arbitrary<T>,
  split: (drawn: T) => { readonly channels: number; readonly args: Case['args'] },
): fc.Arbitrary<Case> =>
  axes.chain(count =>
    fc.tuple(argsFor(count), fc.array(size, { minLength: count, maxLength: count })).map(([drawn, sizes]) => {
      const { channels, args } = split(drawn);
      return { inputs: [[channels, ...sizes]], args };
    }),
  );

const padding = (most: number, count: number) =>
  fc.oneof({ weight: 3, arbitrary: sides(fc.nat(most), count) }, { weight: 1, arbitrary: fc.constant('same') });

const window = (count: number) => ({
  kernel: each(upTo(3), count),
  stride: each(upTo(3), count),
});

const conv = applied(
  count =>
    fc.record({
      groups: upTo(2),
      channels: upTo(2),
      out: upTo(2),
      ...window(count),
      padding: padding(2, count),
      dilation: each(upTo(2), count),
      bias: fc.boolean(),
      padding_mode: fc.constantFrom('zeros', 'zeros', 'reflect', 'replicate', 'circular'),
    }),
  ({ channels, out, groups, ...args }) => ({
    channels: channels * groups,
    args: { ...args, groups, out: out * groups },
  }),
);

const transposed = applied(
  count =>
    fc.record({
      groups: upTo(2),
      channels: upTo(2),
      out: upTo(2),
      ...window(count),
      padding: sides(fc.nat(2), count),
      output_padding: each(fc.nat(1), count),
      dilation: each(upTo(3), count),
    }),
  ({ channels, out, groups, ...args }) => ({
    channels: channels * groups,
    args: { ...args, groups, out: out * groups },
  }),
);

const withTwoChannels = (args: Case['args']) => ({ channels: 2, args });

const maxpool = applied(
  count =>
    fc.record({
      ...window(count),
      padding: padding(1, count),
      dilation: each(upTo(2), count),
      ceil_mode: fc.boolean(),
    }),
  withTwoChannels,
);

const avgpool = applied(
  count =>
    fc.record({
      ...window(count),
      padding: padding(1, count),
      ceil_mode: fc.boolean(),
      count_include_pad: fc.boolean(),
    }),
  withTwoChannels,
);

const adaptive = applied(count => fc.record({ size: each(upTo(9), count) }), withTwoChannels);

const pad = applied(
  count =>
    fc.record({
      padding: sides(fc.integer({ min: -1, max: 3 }), count),
      mode: fc.constantFrom('constant', 'reflect', 'replicate', 'circular'),
    }),
  withTwoChannels,
);

const LINEAR = ['linear', 'bilinear', 'trilinear'];

const upsample = applied(
  count =>
    fc.record({
      target: fc.oneof(
        each(upTo(12), count).map(sizes => ({ size: sizes })),
        each(fc.constantFrom(1, 1.5, 2, 2.3, 3, 0.6), count).map(scale => ({ scale })),
      ),
      interpolation: fc.oneof(
        fc.record({ mode: fc.constantFrom('nearest', 'nearest_exact') }),
        fc.record({ mode: fc.constant(LINEAR[count - 1] ?? 'linear'), align_corners: fc.boolean() }),
      ),
    }),
  ({ target, interpolation }) => withTwoChannels({ ...target, ...interpolation }),
);

const stochastic = applied(
  count => fc.record({ ...window(count), padding: padding(1, count), ceil_mode: fc.boolean() }),
  withTwoChannels,
);

const lppool = applied(
  count => fc.record({ norm_type: fc.constantFrom(1, 2, 2.5), ...window(count), ceil_mode: fc.boolean() }),
  withTwoChannels,
);

const learned = applied(count => fc.record(window(count)), withTwoChannels);

const crop = applied(
  count =>
    fc.oneof(
      sides(fc.nat(2), count).map(amount => ({ amount })),
      each(upTo(7), count).map(kept => ({ size: kept })),
    ),
  withTwoChannels,
);

/** The channels of a shuffle are a multiple of what it wants. */
const shuffle = axes.chain(count =>
  fc
    .tuple(upTo(3), upTo(2), fc.array(upTo(3), { minLength: count, maxLength: count }))
    .map(([factor, channels, sizes]) => ({
      factor,
      fine: [channels, ...sizes.map(length => length * factor)],
      coarse: [channels * factor ** count, ...sizes],
    })),
);

/** Sizes of one to three axes, behind channels that are a multiple of the first number. */
const inGroups = axes.chain(count =>
  fc
    .tuple(upTo(3), upTo(2), fc.array(upTo(4), { minLength: count, maxLength: count }))
    .map(([groups, channels, sizes]) => ({ groups, input: [groups * channels, ...sizes] })),
);

const depthwise = applied(
  count =>
    fc.record({ multiplier: upTo(2), ...window(count), padding: padding(2, count), dilation: each(upTo(2), count) }),
  withTwoChannels,
);

/** More values than one: the mean of one alone leaves nothing of it. */
const normalised = fc
  .tuple(inGroups, fc.constantFrom('all', 'channels', 'last', 1, 2), fc.boolean(), fc.boolean())
  .map(([{ input }, over, affine, bias]): Case => ({
    inputs: [input.map(length => length + 1)],
    args: { over, elementwise_affine: affine, bias },
  }));

const flattened = fc
  .tuple(inGroups, fc.integer({ min: -3, max: 2 }), fc.integer({ min: -3, max: 2 }))
  .map(([{ input }, start, end]): Case => ({ inputs: [input], args: { start, end } }));

const dense = fc
  .tuple(inGroups, upTo(3), fc.boolean())
  .map(([{ input }, out, bias]): Case => ({ inputs: [input], args: { out, bias, over: 'last' } }));

const lrn = fc
  .tuple(inGroups, upTo(4))
  .map(([{ input }, windowSize]): Case => ({ inputs: [input], args: { size: windowSize, alpha: 1 } }));

const joined = fc
  .tuple(inGroups, fc.array(upTo(3), { minLength: 1, maxLength: 3 }))
  .map(([{ input }, channels]): Case => ({ inputs: channels.map(count => [count, ...input.slice(1)]), args: {} }));

/** Windows that leave no gaps, for gaps of several widths are not told apart. */
const unfold = fc
  .record({
    sizes: fc.tuple(size, size),
    ...window(2),
    padding: each(fc.nat(2), 2),
    dilation: fc.constant(1),
  })
  .filter(({ kernel, stride }) => Math.max(...[stride].flat().map(Number)) <= Math.min(...[kernel].flat().map(Number)))
  .map(({ sizes, ...args }): Case => ({ inputs: [[2, ...sizes]], args }));

const sliced = axes.chain(count =>
  fc
    .tuple(
      fc.integer({ min: -4, max: 3 }),
      fc.option(fc.integer({ min: -4, max: 4 })),
      fc.array(upTo(3), { minLength: count, maxLength: count }),
    )
    .map(([from, to, sizes]): Case => ({ inputs: [[4, ...sizes]], args: { from, to } })),
);

const permuted = axes.chain(count =>
  fc
    .tuple(
      fc.array(fc.integer({ min: 2, max: 4 }), { minLength: count + 1, maxLength: count + 1 }),
      fc.shuffledSubarray(
        Array.from({ length: count + 1 }, (_, axis) => axis),
        { minLength: count + 1 },
      ),
    )
    .map(([shape, dims]): Case => ({ inputs: [shape], args: { dims } })),
);

const attention = fc
  .tuple(upTo(2), upTo(2), fc.array(upTo(3), { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([heads, each_, sizes, bias]): Case => ({ inputs: [[heads * each_, ...sizes]], args: { heads, bias } }));

export const randomCases: Readonly<Record<string, fc.Arbitrary<Case>>> = {
  conv,
  depthwise,
  conv_transpose: transposed,
  maxpool,
  avgpool,
  adaptive_avgpool: adaptive,
  adaptive_maxpool: adaptive,
  pad,
  upsample,
  lppool,
  stochastic_pool: stochastic,
  learned_pool: learned,
  crop,
  pixel_shuffle: shuffle.map(({ factor, coarse }): Case => ({ inputs: [coarse], args: { factor } })),
  pixel_unshuffle: shuffle.map(({ factor, fine }): Case => ({ inputs: [fine], args: { factor } })),
  channel_shuffle: inGroups.map(({ groups, input }): Case => ({ inputs: [input], args: { groups } })),
  unfold,
  slice: sliced,
  split: inGroups.map(({ groups, input }): Case => ({ inputs: [input], args: { parts: groups, index: groups - 1 } })),
  permute: permuted,
  flatten: flattened,
  ln: normalised,
  gn: inGroups.map(({ groups, input: [channels = 1, ...sizes] }): Case => ({
    inputs: [[channels, ...sizes.map(length => length + 1)]],
    args: { groups },
  })),
  lrn,
  linear: dense,
  attention,
  concat: joined,
};
