import type { Entity } from '../../analyze.ts';
import type { CompletionPlace } from './completion.ts';
import { ENGLISH } from '../../words.ts';

/** The names that may be written at a place and are not hidden by a nearer one, innermost first. */
export const visibleNames = ({ analysis, offset }: Pick<CompletionPlace, 'analysis' | 'offset'>): readonly Entity[] => {
  const visible = analysis.visibleAt(offset);
  return [...new Map(visible.toReversed().map(entity => [entity.name, entity])).values()].toReversed();
};

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
