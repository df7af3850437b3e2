/** The Chinese translation, as the tests read it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '#core/diagnostics.ts';
import { wordsOf, type Text, type Translations, type Words } from '#core/words.ts';
import { hasWords } from '../../l10n/texts.ts';

const folder = join(import.meta.dirname, '../../l10n/zh-cn');

/** By the name of the file, that of the part which says the texts. */
export const PARTS: ReadonlyMap<string, Translations> = new Map(
  readdirSync(folder).map(file => [
    file.replace('.json', ''),
    JSON.parse(readFileSync(join(folder, file), 'utf8')) as Translations,
  ]),
);

export const TRANSLATIONS: Translations = Object.assign({}, ...PARTS.values());

export const CHINESE: Words = wordsOf(TRANSLATIONS);

/** Puts it where a program in `programFolder` looks for it, as `npm run build` does. */
export function writeTranslations(programFolder: string): void {
  mkdirSync(join(programFolder, 'l10n'));
  writeFileSync(join(programFolder, 'l10n/bundle.l10n.zh-cn.json'), JSON.stringify(TRANSLATIONS));
}

/** What a Chinese reader would meet in English: phrases without a translation, and sentences that are no phrases. */
export function englishLeft(text: Text): readonly string[] {
  const left: string[] = [];
  const listen: Words = part => {
    if (typeof part === 'function') return part(listen);
    if (typeof part !== 'object') {
      if (isEnglish(String(part))) left.push(String(part));
      return String(part);
    }
    if (hasWords(part.english) && !(part.english in TRANSLATIONS)) left.push(part.english);
    for (const value of Object.values(part.values)) listen(value);
    return CHINESE(part);
  };
  const said = listen(text);
  return /\[object|=>/.test(said) ? [...left, said] : left;
}

/** What stands in backticks is code. */
const isEnglish = (text: string): boolean => /[a-z]{2,} [a-z]{2,}/.test(text.replace(/`[^`]*`|"[^"]*"/g, ''));

export const englishLeftIn = ({ message, related, fixes }: Diagnostic): readonly string[] =>
  [message, ...related.map(other => other.message), ...fixes.map(({ title }) => title)].flatMap(englishLeft);
