/** Where a name of the file is written, its definition included. */
import type { Analysis, Entity, Reference } from '../analyze.ts';
import { touches, type Span } from '../text.ts';

/** The name at a place of the text; where two meet, the one that begins there. */
export const referenceAt = ({ references }: Analysis, offset: number): Reference | undefined =>
  references.findLast(({ span }) => touches(span, offset));

/** In the order of the text. Empty where no name is. */
export function occurrencesAt(analysis: Analysis, offset: number): readonly Span[] {
  const wanted = referenceAt(analysis, offset);
  if (!wanted) return [];
  const key = keyOf(wanted.entity);
  return analysis.references.filter(({ entity }) => keyOf(entity) === key).map(({ span }) => span);
}

/** Equal for two entities exactly if they are the same: what has a place is defined there, the rest is built in. */
function keyOf(entity: Entity): string {
  if ('place' in entity) return `${entity.place.file}\n${entity.place.span.start}`;
  return entity.kind === 'operation' ? entity.name : `${entity.operation.name}(${entity.name}=)`;
}
