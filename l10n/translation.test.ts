import { describe, expect, test } from 'vitest';
import { PARTS, TRANSLATIONS } from '../test/support/chinese.ts';
import { hasWords, phrasesIn, texts } from './texts.ts';

/** A line of the JSON file, to be filled in. */
const line = (text: string): string => `${JSON.stringify(text)}: "",`;

const holesOf = (text: string): readonly string[] => [...new Set(text.match(/\{\w+\}/g))].toSorted();

describe.each(Object.entries(texts()))('l10n/zh-cn/%s.json', (part, wanted) => {
  const translations = PARTS.get(part) ?? {};

  test('has a translation of every text', () => {
    const missing = [...new Set(wanted)].filter(text => hasWords(text) && !(text in translations));
    expect(missing.map(line)).toEqual([]);
  });

  test('translates nothing that is not said any more', () => {
    const said = new Set(wanted);
    expect(Object.keys(translations).filter(text => !said.has(text))).toEqual([]);
  });

  test('keeps the holes', () => {
    const differing = Object.entries(translations).filter(
      ([text, translation]) => String(holesOf(text)) !== String(holesOf(translation)),
    );
    expect(differing).toEqual([]);
  });

  test('is not English', () => {
    const english = Object.entries(translations).filter(([text, translation]) => text === translation);
    expect(english.map(([text]) => text).filter(text => !SAME.has(text))).toEqual([]);
  });
});

test('a text that two parts say has one translation', () => {
  const all = [...PARTS.values()].flatMap(part => Object.entries(part));
  const differing = all.filter(([text, translation]) => TRANSLATIONS[text] !== translation);
  expect(differing).toEqual([]);
});

/** What is the same in Chinese: formulas, and the words of the field that are not translated. */
const SAME: ReadonlySet<string> = new Set(['{0} · {1} FLOPs']);

test.each([
  ['say`a`', ['a']],
  ['say`${x} of ${y}`', ['{0} of {1}']],
  ['say`${f(`${a} b`)} c`', ['{0} c']],
  ['say`${{ a: 1 }.a} in \\`b\\``', ['{0} in `b`']],
  ["vscode.l10n.t('Don\\'t')", ["Don't"]],
])('the phrases of %s', (source, phrases) => expect(phrasesIn(source)).toEqual(phrases));
