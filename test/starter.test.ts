import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analyze } from '#core/analyze.ts';
import { programAt } from '#core/ide/program.ts';
import { format } from '#core/language/format.ts';
import { review } from '#core/review.ts';

const text = readFileSync(new URL('../media/starter.cnn', import.meta.url), 'utf8');

test('the network to begin with is clean, laid out, and can be run', () => {
  const analysis = analyze('starter.cnn', { read: () => ({ text }), exists: () => false });
  expect(review(analysis).filter(({ severity }) => severity !== 'hint')).toEqual([]);
  expect(format(text)).toBe(text);
  expect(programAt(analysis, 0).kind).toBe('program');
});
