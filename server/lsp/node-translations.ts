/** The translations that `npm run build` puts beside the programs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Translations } from '#core/words.ts';

/** Of a locale such as `zh-CN` or `zh_CN.UTF-8`, from `folder`; none where there is no such file. */
export function nodeTranslations(folder: string, locale: string): Translations {
  const [language, region = ''] = locale.toLowerCase().split(/[-_.]/);
  // Traditional Chinese is another language to read. `zh` alone is most often simplified.
  const known = language === 'zh' && !TRADITIONAL.has(region) ? 'zh-cn' : undefined;
  if (known === undefined) return {};
  try {
    return JSON.parse(readFileSync(join(folder, `bundle.l10n.${known}.json`), 'utf8'));
  } catch {
    return {};
  }
}

const TRADITIONAL: ReadonlySet<string> = new Set(['tw', 'hk', 'mo', 'hant']);
