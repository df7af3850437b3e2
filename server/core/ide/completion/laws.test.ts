/** Completion offers only what works: what it offers is written, and nothing is wrong then. */
import { expect, test } from 'vitest';
import { applyEdits } from '../../edits.ts';
import { ENGLISH } from '../../words.ts';
import { fixture } from '../fixture.ts';
import { completions, type Completion } from './completion.ts';
import { withoutTabStops } from './idioms.ts';

/** Lines of a model with the cursor where something is due; all is well once something fitting stands there. */
const PLACES: readonly string[] = [
  'input(6x12x12)\n  $0',
  'input(6x12x12)\n  relu -> $0',
  'input(6x12x12)\n  flatten\n  $0',
  'input(6x12x12)\n  flatten -> $0',
  'input(2x100)\n  $0',
  'input(6x12x12)\n  a = conv(6, 1)\n  b = maxpool(2)\n  conv(6, 1)\n  add($0)',
  'input(6x12x12)\n  a = conv(4, 1)\n  conv(6, 1)\n  concat(a, $0)',
  'input(6x12x12)\n  conv(6, $0)',
  'input(6x12x12)\n  conv(6, 3, stride=$0)',
  'input(6x12x12)\n  conv(6, 3, padding=$0)',
  'input(6x12x12)\n  conv(6, 3, dilation=$0)',
  'input(6x12x12)\n  conv(4, 3, groups=$0)',
  'input(6x12x12)\n  conv(4, 3, padding=1, padding_mode=$0)',
  'input(6x12x12)\n  conv($0, 3)',
  'input(6x12x12)\n  maxpool(4, padding=$0)',
  'input(6x12x12)\n  maxpool(4, ceil_mode=$0)',
  'input(6x12x12)\n  channel_shuffle($0)',
  'input(6x12x12)\n  gn($0)',
  'input(8x12x12)\n  pixel_shuffle($0)',
  'input(6x12x12)\n  split(3, $0)',
  'input(6x12x12)\n  small = maxpool(2)\n  upsample(like=$0)',
  'input(6x12x12)\n  upsample(scale=$0)',
  'input(6x12x12)\n  dropout($0)',
  'input(6x12x12)\n  head = relu\n  conv(6, 1) -> reuse($0)',
  'input(6x12x12)\n  unit($0)',
  'input(6x12x12)\n  unit(6, $0)',
  'input(6x12x12)\n  unit(4, groups=$0)',
  'input(6x12x12)\n  unit(6, residual=$0)\n  unit(3)',
  'input(6x12x12)\n  repeat 2 { unit(6, stride=$0) }',
  'input(6x12x12)\n  rows(unit, $0)',
  'input(6x12x12)\n  aspp($0, 8)',
  'input(6x12x12)\n  bottleneck(6, groups=$0)',
];

const BLOCKS = `
block unit(out, stride=1, groups=1, residual=false) {
  conv(out, 3, stride=stride, padding=1, groups=groups)
  if residual { add(bn, in) }
}

block rows(step, count) {
  repeat count { step(6) }
}
`;

/** What stands for itself: a hole would still be to be filled in, and a name with `=` to be followed by a value. */
const isWhole = ({ kind, label, snippet, effect }: Completion): boolean =>
  kind === 'idiom' ||
  (snippet === undefined && !label.endsWith('=') && !ENGLISH(effect ?? '').includes('does not fit'));

test.each(PLACES)('%j', lines => {
  const { analysis, offset } = fixture(`model M(n=2) {\n  ${lines}\n}\n${BLOCKS}`);
  const offered = completions(analysis, offset).filter(({ kind }) => kind !== 'block' && kind !== 'keyword');
  const whole = offered.filter(isWhole).filter(({ label }) => label !== 'input');
  const wrong = whole.flatMap(({ label, snippet, span }) => {
    const text = withoutTabStops(snippet ?? label).replaceAll('\n', '\n  ');
    const { problems } = analysis.revised(applyEdits(analysis.text, [{ span, text }]));
    return problems.map(({ message }) => `${label}: ${ENGLISH(message)}`);
  });
  expect(whole.length).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
});
