import { describe, expect, test } from 'vitest';
import { analyze, type Analysis } from '../analyze.ts';
import { ENGLISH } from '../words.ts';
import { applyEdits } from '../edits.ts';
import { aimOfClaim, aimOfModel, type Aim } from './aim.ts';
import { designs } from './search.ts';

const analysed = (text: string): Analysis => analyze('net.cnn', { read: () => ({ text }), exists: () => true });

function claimAim(analysis: Analysis): Aim {
  const [model] = analysis.models;
  const failed = model?.claims.find(({ holds }) => !holds);
  const aim = model && failed && aimOfClaim(analysis, model, failed);
  if (!aim) throw new Error('There is a claim that fails.');
  return aim;
}

/** Each design: what it changes, the fact then, and the model's MACs. */
const found = (analysis: Analysis, aim: Aim) =>
  designs(analysis, aim).map(({ title, outcome }) => [ENGLISH(title), outcome.found[0], outcome.model.totals.macs]);

/** Three 3×3 from 1 to 1 channel without bias: 9 weights, 9·32·32 = 9,216 MACs each, 27,648 together; 1 + 2 + 2 + 2 = 7. */
const THREE = (claims: string) => `model M {
  input(1x32x32)
  a = conv(1, 3, padding=1, bias=false)
  b = conv(1, 3, padding=1, bias=false)
  c = conv(1, 3, padding=1, bias=false)
  ${claims}
}
`;

test('a larger field, the cheapest first, the outputs’ shape kept before all', () => {
  const analysis = analysed(THREE('expect rf >= 9'));
  expect(found(analysis, claimAim(analysis))).toEqual([
    // 1 + 4 + 2 + 2, where any of them reads every other position.
    ['a: dilation 2', 9, 27_648],
    ['b: dilation 2', 9, 27_648],
    // 1 + 2 + 4 + 8.
    ['b to c: dilations 2, 4', 15, 27_648],
    // A fourth: 1 + 4 · 2.
    ['a: one more conv(1, 3, padding=1) after it', 9, 36_864],
    ['b: one more conv(1, 3, padding=1) after it', 9, 36_864],
    // 25 · 32 · 32 in place of 9 · 32 · 32.
    ['a: kernel 5', 9, 44_032],
    ['b: kernel 5', 9, 44_032],
    // 1 + 2 + 2·2 + 2·2 at 16×16: a quarter of the MACs. Behind b the others see 1 + 2 + 2 + 2·2.
    ['a: stride 2', 11, 6_912],
    ['b: stride 2', 9, 13_824],
  ]);
});

test('as many steps as it takes', () => {
  const analysis = analysed(THREE('expect rf >= 20'));
  const titles = designs(analysis, claimAim(analysis)).map(
    ({ title, outcome }) => `${ENGLISH(title)}: ${outcome.found[0]}`,
  );
  // 13 are missing: 2 a step of dilation or of kernel, so 7 steps.
  expect(titles).toEqual(
    expect.arrayContaining(['a: dilation 8: 21', 'a: kernel 17: 21', 'a to c: dilations 2, 4, 8: 29']),
  );
});

test('padding that is the reader’s own stays, and what holds an asserted shape back is not offered', () => {
  const analysis = analysed('model M {\n  input(1x16x16)\n  conv(1, 3)\n  -> 1x14x14\n  expect rf >= 5\n}\n');
  expect(designs(analysis, claimAim(analysis)).map(({ title }) => ENGLISH(title))).toEqual([
    'conv 0: one more conv(1, 3, padding=1) after it',
  ]);
  const free = analysed('model M {\n  input(1x16x16)\n  a = conv(1, 3, bias=false)\n  expect rf >= 5\n}\n');
  // 9 · 12 · 12 and 25 · 12 · 12 MACs.
  expect(found(free, claimAim(free))).toEqual([
    ['a: one more conv(1, 3, padding=1) after it', 5, 2 * 9 * 14 * 14],
    ['a: dilation 2', 5, 1296],
    ['a: kernel 5', 5, 3600],
  ]);
});

test('what repeats may repeat more often, by a number or a block’s argument', () => {
  const analysis = analysed(
    'block stage(depth) { repeat depth { conv(1, 3, padding=1) } }\n' +
      'model M {\n  input(1x32x32)\n  stage(2)\n  repeat 1 { conv(1, 3, padding=1) }\n  expect rf >= 11\n}\n',
  );
  const titles = designs(analysis, claimAim(analysis)).map(({ title }) => ENGLISH(title));
  // 7 and 2 more for each turn.
  expect(titles).toEqual(expect.arrayContaining(['repeat 3', 'stage(2): depth 4']));
});

describe('a budget', () => {
  test('of parameters, the least cut first', () => {
    const analysis = analysed(
      'model M {\n  input(1x8x8)\n  a = conv(16, 3, padding=1, bias=false)\n' +
        '  b = conv(16, 5, padding=2, bias=false)\n  c = conv(1, 1, bias=false)\n  budget params <= 4K\n}\n',
    );
    const offered = designs(analysis, claimAim(analysis)).map(({ title, outcome }) => [
      ENGLISH(title),
      outcome.found[0],
    ]);
    // 16·9 + 16·16·25 + 16 = 6,560 are too many.
    expect(offered).toEqual(
      expect.arrayContaining([
        // 16·9 + 16·16·9 + 16.
        ['b: kernel 3', 2464],
        // 9·9 + … with 9 channels of 16: 9·9 + 9·16·25 + 16.
        ['a: out 8', 8 * 9 + 8 * 16 * 25 + 16],
        // 16·9 + 25·16 + 16·16 + 16.
        ['b: separable in place of conv', 816],
      ]),
    );
    expect(offered.map(([, params]) => params)).toEqual(
      offered.map(([, params]) => params).toSorted((x, y) => Number(y) - Number(x)),
    );
  });

  test('of MACs: a stride', () => {
    const analysis = analysed(THREE('budget macs <= 15K'));
    // 9·32·32 + 2 · 9·16·16.
    expect(found(analysis, claimAim(analysis))).toContainEqual(['b: stride 2', 13_824, 13_824]);
  });

  test('of a classifier: the mean of a map before its dense layer', () => {
    const analysis = analysed(
      'model M {\n  input(8x8x8)\n  relu\n  flatten\n  fc = linear(10, bias=false)\n  budget params <= 100\n}\n',
    );
    const [best] = designs(analysis, claimAim(analysis));
    // 8·10 for 8·8·8·10.
    expect([ENGLISH(best?.title ?? ''), best?.outcome.found[0]]).toEqual(['global_avgpool before flatten', 80]);
  });
});

test('a model that does not see its input', () => {
  const analysis = analysed('model M {\n  input(1x9x9)\n  a = conv(1, 3, padding=1, bias=false)\n}\n');
  const [model] = analysis.models;
  const aim = model && aimOfModel(model);
  // 3 of 9: (3 − 1) · 4 + 1.
  expect(aim && designs(analysis, aim).map(({ title }) => ENGLISH(title))).toEqual([
    'a: dilation 4',
    'a: one more conv(1, 7, padding=3) after it',
    'a: kernel 9',
  ]);
  const [seeing] = analysed('model M {\n  input(1x3x3)\n  conv(1, 3)\n}\n').models;
  expect(seeing && aimOfModel(seeing)).toBeUndefined();
});

/** Whatever is offered is written, and then analysed from the start. */
test.each([
  'budget macs <= 20K',
  'budget params <= 20',
  'expect rf >= 30',
  'expect rf <= 5',
  'expect rf == 5',
  'expect rf > 9, jump == 1',
  'budget peak <= 7K',
])('%s: each design keeps what it says', claim => {
  const analysis = analysed(THREE(claim));
  const offered = designs(analysis, claimAim(analysis));
  expect(offered.length).toBeGreaterThan(0);
  for (const { edits } of offered) {
    const after = analysed(applyEdits(analysis.text, edits));
    expect(after.problems).toEqual([]);
  }
});

test('the search is bounded, whatever the file holds', () => {
  const layers = 'conv(1, 3, padding=1)\n'.repeat(500);
  const analysis = analysed(`model M {\n  input(1x8x8)\n  ${layers}  expect rf >= 100000\n}\n`);
  let analyses = 0;
  const counted = { ...analysis, revised: (text: string) => ((analyses += 1), analysis.revised(text)) };
  designs(counted, claimAim(analysis));
  // 6,000 layers in all.
  expect(analyses).toBeLessThanOrEqual(12);
});
