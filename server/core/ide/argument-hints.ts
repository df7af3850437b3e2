/** The names of arguments that are given by their place. */
import type { Analysis, Entity } from '../analyze.ts';
import { nodesOf } from '../language/tree-walk.ts';
import type { InlayHint } from './inlay-hints.ts';

/** In the order of the text. An argument that is called as its parameter says so itself. */
export function argumentHints({ tree, text, references }: Analysis): readonly InlayHint[] {
  const entities = new Map(references.map(({ span, entity }) => [span.start, entity]));
  return nodesOf(tree).flatMap(node => {
    if (node.kind !== 'call') return [];
    const names = parametersOf(entities.get(node.callee.span.start));
    return node.arguments.flatMap(({ label, value }, index): readonly InlayHint[] => {
      const name = names[index];
      if (label || name === undefined || text.slice(value.span.start, value.span.end) === name) return [];
      return [{ kind: 'argument', offset: value.span.start, text: `${name}:`, at: node.callee.span.start }];
    });
  });
}

function parametersOf(entity: Entity | undefined): readonly string[] {
  if (entity?.kind === 'block') return entity.definition.parameters.map(({ name }) => name.text);
  return entity?.kind === 'operation' && entity.operation.arity !== 'many'
    ? Object.keys(entity.operation.parameters)
    : [];
}
