import type { Catalogue } from '../catalogue-entry.ts';

/** What elaboration reports: names, values, blocks, structure. */
export const networkCatalogue = {
  'unknown-name': { severity: 'error', message: 'Unknown name {name}.{hint}' },
} as const satisfies Catalogue;
