/** Where a name is written, its definition included. */
import type { Analysis, Entity, Place, Reference } from '../analyze.ts';
import { keyOf, type NameSymbol, type Occurrence } from '../names/symbol.ts';
import { touches, type Span } from '../text.ts';

/** The name at a place of the text; where two meet, the one that begins there. */
export function referenceAt({ references }: Analysis, offset: number): Reference | undefined {
  for (let index = countBegun(references, offset) - 1; index >= 0; index -= 1) {
    const reference = references[index];
    if (reference && touches(reference.span, offset)) return reference;
  }
  return undefined;
}

/** How many references, which are in the order of the text, begin at `offset` or before. */
function countBegun(references: readonly Reference[], offset: number): number {
  let [begun, end] = [0, references.length];
  while (begun < end) {
    const middle = Math.floor((begun + end) / 2);
    if ((references[middle]?.span.start ?? Infinity) <= offset) begun = middle + 1;
    else end = middle;
  }
  return begun;
}

/** The same among the names that somebody gave. A `$` name is one, whole, wherever in it the cursor is. */
export function occurrenceAt({ occurrences }: Analysis, offset: number): Occurrence | undefined {
  const near = occurrences.filter(({ span, symbols }) => symbols.length > 0 && touches(span, offset));
  const whole = near.filter(({ span }) => !near.some(other => other.span !== span && contains(other.span, span)));
  return whole.at(-1);
}

const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

export interface NamedPlace extends Place {
  /** True where the name is given, not read. */
  readonly isDefinition: boolean;
}

/** All places of `project`'s files that name what the cursor's place names. Files and places in their order. */
export function referencesAt(
  analysis: Analysis,
  offset: number,
  project: readonly Analysis[] = [analysis],
): readonly NamedPlace[] {
  const occurrence = occurrenceAt(analysis, offset);
  return occurrence ? placesOf(occurrence.symbols, project) : builtInPlaces(analysis, offset);
}

/**
 * All places of some symbols, and of those that they share a place with: where an argument's name is read for the
 * parameters of two blocks, the two are called so together.
 */
export function placesOf(symbols: readonly NameSymbol[], project: readonly Analysis[]): readonly NamedPlace[] {
  const all = project.flatMap(({ file, occurrences }) =>
    occurrences.map(({ span, symbols: named }) => ({ file, span, named, keys: named.map(keyOf) })),
  );
  const wanted = new Set(symbols.map(keyOf));
  for (let size = 0; size < wanted.size;) {
    size = wanted.size;
    for (const { keys } of all) if (keys.some(key => wanted.has(key))) for (const key of keys) wanted.add(key);
  }
  return all
    .filter(({ keys }) => keys.some(key => wanted.has(key)))
    .map(({ file, span, named }) => ({
      file,
      span,
      isDefinition: named.some(
        symbol => symbol.file === file && symbol.definitions.some(({ start }) => start === span.start),
      ),
    }));
}

/** Of what is built in, an operation or a name of its arguments: where the file names it. */
function builtInPlaces(analysis: Analysis, offset: number): readonly NamedPlace[] {
  const wanted = referenceAt(analysis, offset);
  const name = wanted && builtInName(wanted.entity);
  if (name === undefined) return [];
  return analysis.references
    .filter(({ entity }) => builtInName(entity) === name)
    .map(({ span }) => ({ file: analysis.file, span, isDefinition: false }));
}

function builtInName(entity: Entity): string | undefined {
  if (entity.kind === 'operation') return entity.name;
  return entity.kind === 'argument' ? `${entity.operation.name}(${entity.name}=)` : undefined;
}
