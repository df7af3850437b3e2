import type { Analysis, Entity, Place } from '../analyze.ts';
import type { Definition } from '../language/tree.ts';
import { nodesAround } from '../language/tree-walk.ts';
import { stepsOf } from '../network/chain.ts';
import { instancesOf } from './instances.ts';
import { referenceAt } from './references.ts';

/**
 * The blocks that made what a name at `offset` stands for: of a tensor the block that its line ends with, of a parameter the
 * blocks that its uses give it. None for what operations made.
 */
export function typeDefinitionsAt(analysis: Analysis, offset: number): readonly Place[] {
  const entity = referenceAt(analysis, offset)?.entity;
  return entity ? blocksOf(analysis, entity) : [];
}

function blocksOf(analysis: Analysis, entity: Entity): readonly Place[] {
  switch (entity.kind) {
    case 'block':
      return [entity.place];
    case 'parameter':
      return givenBlocks(analysis, entity.name, entity.place);
    case 'tensor':
      return blocksOfLine(analysis, entity.place);
    default:
      return [];
  }
}

function blocksOfLine(analysis: Analysis, { file, span }: Place): readonly Place[] {
  const line = nodesAround(analysis.tree, span.start).findLast(node => node.kind === 'line');
  const last = line && stepsOf(line.chain).at(-1);
  const name = last?.kind === 'call' ? last.callee : last;
  if (file !== analysis.file || !name || line?.label?.span.start !== span.start) return [];
  const made = analysis.references.find(reference => reference.span.start === name.span.start)?.entity;
  return made && made.kind !== 'tensor' ? blocksOf(analysis, made) : [];
}

/** By the values that the calls of its block give it. */
function givenBlocks(analysis: Analysis, name: string, { span }: Place): readonly Place[] {
  const definition = analysis.tree.items.find(
    (item): item is Definition =>
      item.kind === 'block' && item.parameters.some(parameter => parameter.name.span.start === span.start),
  );
  if (!definition) return [];
  const places = instancesOf(analysis, definition).flatMap(({ call }) => {
    const value = call.given?.get(name);
    if (typeof value !== 'object' || value.kind !== 'block') return [];
    const { module, definition: block } = value.block;
    return [{ file: module.file, span: block.name.span }];
  });
  return [...new Map(places.map(place => [`${place.file}\n${place.span.start}`, place])).values()];
}
