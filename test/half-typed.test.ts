/** Half-typed text, through the whole analysis: every sample cut at and inside every word, number and mark. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analyze } from '#core/analyze.ts';
import type { Host } from '#core/host.ts';
import { ENGLISH } from '#core/words.ts';

const FOLDER = new URL('../samples/', import.meta.url);
const SAMPLES = readdirSync(FOLDER).filter(name => name.endsWith('.cnn'));
const TEXTS = new Map(
  [...SAMPLES, 'weights/digits.txt'].map(name => [name, readFileSync(new URL(name, FOLDER), 'utf8')]),
);

const hostOf = (file: string, text: string): Host => ({
  read: other => {
    const found = other === file ? text : TEXTS.get(other);
    return found === undefined ? { problem: 'missing' } : { text: found };
  },
  exists: () => true,
});

const cutsOf = (text: string): readonly number[] =>
  [...text.matchAll(/[\p{L}\p{N}_$]+|\S/gu)].flatMap(({ index, 0: token }) =>
    token.length > 1 ? [index + 1, index + token.length] : [index + 1],
  );

/** Errors at the cut. Brackets that are open there are a fault of their own, and one error together. */
function errorsAt(name: string, prefix: string): { readonly brackets: number; readonly others: readonly string[] } {
  const { problems, text } = analyze(name, hostOf(name, prefix));
  const errors = problems.filter(({ severity }) => severity === 'error');
  expect(errors.every(({ span }) => span.start >= 0 && span.end <= text.length)).toBe(true);
  const others = errors.filter(({ code }) => code !== 'unclosed-bracket').map(({ message }) => ENGLISH(message));
  return { brackets: errors.length - others.length, others };
}

test.each(SAMPLES)('%s: one fault, one error', { timeout: 120_000 }, name => {
  const text = TEXTS.get(name) ?? '';
  const states = cutsOf(text).map(cut => ({
    end: text.slice(0, cut).slice(-30),
    ...errorsAt(name, text.slice(0, cut)),
  }));
  expect(states.filter(({ brackets }) => brackets > 1)).toEqual([]);
  const several = states.filter(({ others }) => others.length > 1);
  // At most one error in 99 % of the states; the rest is shown here when it grows.
  expect(several.length > states.length / 100 ? several : []).toEqual([]);
});
