/** The page's words. It has one language for as long as it lives: what is said here is said at once. */
import { say as phrase, wordsOf, type Text, type Translations, type Words } from '#core/words.ts';

export const words: Words = wordsOf(tableOfPage());

export const say = (strings: TemplateStringsArray, ...values: readonly Text[]): string =>
  words(phrase(strings, ...values));

/** The table that the panel has written into the page; none where there is no page. */
function tableOfPage(): Translations {
  const table = 'document' in globalThis ? document.getElementById('translations')?.textContent : undefined;
  return table ? (JSON.parse(table) as Translations) : {};
}
