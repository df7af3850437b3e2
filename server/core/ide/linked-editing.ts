import type { Analysis } from '../analyze.ts';
import type { Span } from '../text.ts';
import { occurrenceAt, placesOf } from './references.ts';

/** The places that are edited together with the name at `offset`: those of a name that no other file can know. */
export function linkedRanges(analysis: Analysis, offset: number): readonly Span[] {
  const occurrence = occurrenceAt(analysis, offset);
  const isLocal = occurrence?.symbols.every(({ kind, file }) => LOCAL.has(kind) && file === analysis.file) ?? false;
  if (!occurrence || !isLocal) return [];
  const text = ({ start, end }: Span) => analysis.text.slice(start, end);
  const spans = placesOf(occurrence.symbols, [analysis]).map(({ span }) => span);
  // The places of a `$` name may differ: those of its turns cannot be typed as one.
  return spans.every(span => text(span) === text(occurrence.span)) ? spans : [];
}

const LOCAL: ReadonlySet<string> = new Set(['variable', 'alias', 'model']);
