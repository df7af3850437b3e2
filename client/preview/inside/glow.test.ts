import { expect, test } from 'vitest';
import { analyze } from '#core/analyze.ts';
import { lower } from '#core/interchange/lower.ts';
import { describeGlow, glowOf } from './glow.ts';

function glow(lines: string, row: number, column: number) {
  const text = `model M {\n  input(1x9x9)\n${lines}}\n`;
  const [model] = analyze('m.cnn', { read: () => ({ text }), exists: () => false }).models;
  const layers = (model && lower(model, 'm.cnn'))?.layers ?? [];
  const weighed = layers.map(({ weighing }) => weighing);
  return glowOf(weighed, layers.length - 1, { row, column });
}

/** Of a 3×3 window the three rows weigh alike: variance (9 − 1) / 12 = 2/3, and of two of them 4/3. */
test('two windows see a bell: its mean and its standard deviation', () => {
  const found = glow('  conv(1, 3, padding=1)\n  conv(1, 3, padding=1)\n', 4, 5);
  expect([...(found?.rows.weights ?? [])].map(weight => Math.round(9 * weight))).toEqual([0, 0, 1, 2, 3, 2, 1, 0, 0]);
  expect(found && describeGlow(found)).toBe('mostly from row 4 ± 1.15, column 5 ± 1.15');
});

test('what comes from padding is told', () => {
  // At a corner a third of the rows are padding, and a third of the columns: 1 − (2/3)² of it all.
  const found = glow('  conv(1, 3, padding=1)\n', 0, 0);
  expect(found && describeGlow(found)).toBe('mostly from row 0.5 ± 0.5, column 0.5 ± 0.5; 55.6 % from padding');
});
