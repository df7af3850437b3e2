import type { Analysis, Place } from '../analyze.ts';
import { referenceAt } from './references.ts';

/** Where the name at a place of the text is defined. Undefined for what is built in. */
export function definitionAt(analysis: Analysis, offset: number): Place | undefined {
  const entity = referenceAt(analysis, offset)?.entity;
  return entity && 'place' in entity ? entity.place : undefined;
}
