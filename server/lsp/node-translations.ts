/** The translations that lie beside the program, as `npm run build` puts them there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Translations } from '#core/words.ts';

/** Of a locale such as `zh-CN` or `zh_CN.UTF-8`; none where there is no such file. */
export function nodeTranslations(locale: string): Translations {
  const [language = '', region = ''] = locale.toLowerCase().split(/[-_.]/);
  // Simplified Chinese is what is written in China and Singapore, and what a reader of `zh` alone is most likely to want.
  const known = language === 'zh' && !['tw', 'hk', 'mo', 'hant'].includes(region) ? 'zh-cn' : undefined;
  if (known === undefined) return {};
  try {
    return JSON.parse(readFileSync(join(__dirname, 'l10n', `bundle.l10n.${known}.json`), 'utf8'));
  } catch {
    return {};
  }
}
