import type { Catalogue } from '../catalogue-entry.ts';

/** What the scanner and the parser report. */
export const languageCatalogue = {
  'unexpected-character': { severity: 'error', message: 'Unexpected character {character}.' },
} as const satisfies Catalogue;
