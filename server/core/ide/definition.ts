import type { Analysis, Place } from '../analyze.ts';
import { referenceAt } from './references.ts';

/** Where the name at a place of the text is defined. Undefined for what is built in. */
export function definitionAt(analysis: Analysis, offset: number): Place | undefined {
  const entity = referenceAt(analysis, offset)?.entity;
  return entity && 'place' in entity ? entity.place : undefined;
}

/** Where a name enters this file: the import of what another has, else the definition. Undefined for what is built in. */
export function declarationAt(analysis: Analysis, offset: number): Place | undefined {
  const place = definitionAt(analysis, offset);
  if (!place || place.file === analysis.file) return place;
  const reference = referenceAt(analysis, offset);
  const written = reference && analysis.text.slice(reference.span.start, reference.span.end);
  const names = analysis.tree.items.flatMap(item => (item.kind === 'import' ? item.names : []));
  const imported = names.map(({ name, alias }) => alias ?? name).find(({ text }) => text === written);
  return imported ? { file: analysis.file, span: imported.span } : place;
}
