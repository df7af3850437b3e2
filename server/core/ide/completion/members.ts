/** What may stand behind a name and a dot. */
import { attributeNames } from '../../network/attributes.ts';
import type { CompletionPlace, Suggestion } from './completion.ts';

/** The labels of the level that a name opened, and the attributes of its tensor. */
export function membersAt({ analysis, cursor }: CompletionPlace): readonly Suggestion[] {
  const dot = analysis.text.lastIndexOf('.', cursor.wordStart);
  const object = analysis.occurrences.find(({ span }) => span.end === dot);
  const inner = object?.symbols.flatMap(({ members }) => [...(members?.()?.keys() ?? [])]) ?? [];
  return [
    ...[...new Set(inner)].map((label): Suggestion => ({ kind: 'tensor', label })),
    ...attributeNames.map((label): Suggestion => ({ kind: 'attribute', label })),
  ];
}
