import type { Entity } from '../../analyze.ts';
import { nodesAround } from '../../language/tree-walk.ts';
import type { CompletionPlace } from './completion.ts';
import { ENGLISH } from '../../words.ts';

type Spot = Pick<CompletionPlace, 'analysis' | 'word'>;

/** The names that may be written at a place and are not hidden by a nearer one, innermost first. */
export function visibleNames({ analysis, word }: Spot): readonly Entity[] {
  const unfinished = labelsAround({ analysis, word });
  const visible = analysis.visibleAt(word.start).filter(entity => !unfinished.has(labelOf(entity)));
  return [...new Map(visible.toReversed().map(entity => [entity.name, entity])).values()].toReversed();
}

/** Whether the text line of a place has a label that is finished as far as the analysis knows. */
export const isBehindLabel = ({ analysis, word }: Spot): boolean => {
  const unfinished = labelsAround({ analysis, word });
  const lineStart = analysis.text.lastIndexOf('\n', word.start - 1) + 1;
  return analysis
    .visibleAt(word.start)
    .some(entity => labelOf(entity) >= lineStart && !unfinished.has(labelOf(entity)));
};

/** Where the labels stand of the lines that a place is in: they name nothing before their lines end. */
const labelsAround = ({ analysis, word }: Spot): ReadonlySet<number> =>
  new Set(
    nodesAround(analysis.tree, word.start).flatMap(node =>
      node.kind === 'line' && node.label ? [node.label.span.start] : [],
    ),
  );

const labelOf = (entity: Entity): number => (entity.kind === 'tensor' ? entity.place.span.start : NaN);

/** A parameter may hold a layer or a chain; one that holds a number, a list or a truth value is none. */
export const isStep = (entity: Entity): boolean =>
  entity.kind === 'operation' ||
  entity.kind === 'block' ||
  (entity.kind === 'parameter' && !/^([-\d[]|true$|false$|a tensor)/.test(ENGLISH(entity.value ?? '')));

/** A parameter that holds a tensor starts a chain, as a tensor does. */
export const isTensor = (entity: Entity): boolean =>
  entity.kind === 'tensor' || (entity.kind === 'parameter' && ENGLISH(entity.value ?? '').startsWith('a tensor'));

export const isValue = ({ kind, ...entity }: Entity): boolean =>
  kind === 'let' ||
  kind === 'variable' ||
  (kind === 'parameter' && !('value' in entity && ENGLISH(entity.value ?? '').startsWith('a ')));
