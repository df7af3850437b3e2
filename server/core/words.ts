/**
 * What Fovea says, before it is said in a language: English with holes, which a translation is looked up by. The core
 * makes texts, and whoever shows one says it, in English or in another language.
 */

import { remembered } from './lazy.ts';

/** How texts are said in one language. */
export type Words = (text: Text) => string;

/** A name, a number, a shape: the same in every language. Or something that is not. */
export type Text = string | number | Sentence;

/** What differs between languages. */
export type Sentence = Phrase | Composed;

/** English, with named holes between braces, and what fills them. */
export interface Phrase {
  readonly english: string;
  readonly values: Values;
}

export type Values = Readonly<Record<string, Text>> | readonly Text[];

/** Something made of texts that can only be put together once they are said: a table, a picture with captions. */
export type Composed = (words: Words) => string;

/** By the English text, with the same holes. */
export type Translations = Readonly<Record<string, string>>;

/** Says what has no translation in English. */
export function wordsOf(translations: Translations): Words {
  const words: Words = text => {
    if (typeof text === 'function') return text(words);
    return typeof text === 'object'
      ? filled(translations[text.english] ?? text.english, text.values, words)
      : `${text}`;
  };
  return words;
}

export const ENGLISH: Words = wordsOf({});

/** A hole that nothing fills stays: braces of a documentation. */
function filled(template: string, values: Values, words: Words): string {
  if (Object.keys(values).length === 0) return template;
  const byName = values as Readonly<Record<string, Text>>;
  return partsOf(template).reduce((text, part, index) => {
    if (index % 2 === 0) return text + part;
    const value = byName[part];
    return text + (value === undefined ? `{${part}}` : words(value));
  }, '');
}

/** What stands between the holes, and by turns their names. What has values is a phrase of the source: there are not many. */
function partsOf(template: string): readonly string[] {
  const parts = knownParts.get(template) ?? template.split(/\{(\w+)\}/);
  knownParts.set(template, parts);
  return parts;
}

const knownParts = new Map<string, readonly string[]>();

/** A phrase whose holes are its values, by number: ``say`${count} layers` `` is looked up as `{0} layers`. */
export const say = (strings: TemplateStringsArray, ...values: readonly Text[]): Phrase => ({
  english: templateOf(strings),
  values,
});

/** Once for each place of the source. */
const templateOf = remembered(([first = '', ...others]: TemplateStringsArray) =>
  others.reduce((template, part, hole) => `${template}{${hole}}${part}`, first),
);

/** A text of a definition, such as an operation's documentation, which has no holes. */
export const sentence = (english: string): Phrase => ({ english, values: {} });

/** Texts one after the other; empty ones leave no separator. */
export const joined =
  (texts: readonly Text[], separator: string): Composed =>
  words =>
    texts
      .map(words)
      .filter(text => text !== '')
      .join(separator);

/** `a and b`, or one of them alone. */
export const allOf = (texts: readonly Text[]): Text => texts.reduce((list, text) => say`${list} and ${text}`);

/** `a, b or c`. */
export const anyOf = (texts: readonly (string | number)[]): Text =>
  texts.length < 2 ? texts.join() : say`${texts.slice(0, -1).join(', ')} or ${texts.at(-1) ?? ''}`;
