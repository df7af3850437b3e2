import type { Catalogue } from '../catalogue-entry.ts';

/** What an operation refuses: its arguments, and the shapes that enter it. */
export const operationCatalogue = {
  'groups-divide': {
    severity: 'error',
    message: '{groups} groups do not divide {channels} {side} channels; use a divisor of {channels}.',
  },
} as const satisfies Catalogue;
