import { expect, test } from 'vitest';
import { review } from '../../review.ts';
import { fixture } from '../fixture.ts';
import { formattingEdits } from '../formatting.ts';
import { saidCompletions } from './testing.ts';
import { withoutTabStops } from './idioms.ts';

const at = (before: string) => {
  const { analysis, offset } = fixture(`model M {\n  input(3x32x32)\n  ${before}$0\n}\n`);
  return {
    text: analysis.text,
    offset,
    found: saidCompletions({ analysis, offset }).filter(({ kind }) => kind === 'idiom'),
  };
};

/** As an editor inserts it: with the indentation of the line it comes to stand on. */
const inserted = ({ text, offset }: { readonly text: string; readonly offset: number }, snippet: string): string =>
  text.slice(0, offset) + withoutTabStops(snippet).replaceAll('\n', '\n  ') + text.slice(offset);

const HEAD = 'conv(16, 3, padding=1) -> relu\n  ';

test.each(at(HEAD).found.map(({ label, snippet = '' }) => [label, snippet] as const))(
  '%s is clean where it is inserted, and laid out',
  (_, snippet) => {
    const { analysis } = fixture(inserted(at(HEAD), snippet));
    expect(review(analysis)).toEqual([]);
    expect(formattingEdits(analysis.text)).toEqual([]);
    expect(analysis.models[0]?.network.incomplete).toBeUndefined();
  },
);

test('all are there for a map, once more after a first', () => {
  const { found } = at(HEAD);
  expect(found.map(({ label }) => label)).toEqual([
    'residual',
    'residual_down',
    'inception',
    'spatial_pyramid',
    'unet_stage',
    'dense_block',
    'depthwise_separable',
    'vgg_stage',
    'classifier',
  ]);
  const stage = found.find(({ label }) => label === 'unet_stage')?.snippet ?? '';
  const again = at(`${HEAD}${withoutTabStops(stage).replaceAll('\n', '\n  ')}\n  `);
  const second = again.found.find(({ label }) => label === 'unet_stage')?.snippet ?? '';
  expect(review(fixture(inserted(again, second)).analysis)).toEqual([]);
});

test('none is there for features, and none that would halve an odd map', () => {
  expect(at('flatten\n  ').found).toEqual([]);
  const labels = at('conv(16, 2)\n  ').found.map(({ label }) => label);
  expect(labels).toContain('residual');
  expect(labels).not.toContain('unet_stage');
});

test('they are written for the channels that enter', () => {
  expect(at(HEAD).found[0]?.snippet).toContain('conv(16, 3, padding=1, bias=false)');
});
