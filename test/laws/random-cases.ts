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

export const randomCases: Readonly<Record<string, fc.Arbitrary<Case>>> = {
  conv,
  conv_transpose: transposed,
  maxpool,
  avgpool,
  adaptive_avgpool: adaptive,
  adaptive_maxpool: adaptive,
  pad,
  upsample,
};
