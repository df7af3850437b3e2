/** The names that may be written at a place. */
import type { Entity } from '../analyze.ts';
import { operations } from '../ops/registry.ts';
import { touches } from '../text.ts';
import type { Session } from './expansion.ts';
import { blockEntity, resolveItem, type Module } from './modules.ts';
import type { Scope } from './scope.ts';

/** Innermost first: names of the levels around `offset` given before it, then the file's, the library's, operations. */
export function visibleAt(session: Session, module: Module, offset: number): readonly Entity[] {
  const found = new Map<string, Entity>();
  const add = (entity: Entity) => {
    if (!found.has(entity.name)) found.set(entity.name, entity);
  };
  for (let scope = scopeAt(session, offset); scope; scope = scope.parent)
    for (const { entity } of scope.names.values()) if (isBefore(entity, offset)) add(entity);
  for (const name of module.items.keys()) {
    const item = resolveItem(session.modules, module, name);
    if (item?.kind === 'let') add({ kind: 'let', name, place: { file: item.module.file, span: item.let.name.span } });
    else if (item) add({ ...blockEntity(item), name });
  }
  for (const block of session.library.values()) add(blockEntity(block));
  for (const operation of operations.values()) add({ kind: 'operation', name: operation.name, operation });
  return [...found.values()];
}

function scopeAt({ scopes }: Session, offset: number): Scope | undefined {
  let innermost: { readonly span: { start: number; end: number }; readonly scope: Scope } | undefined;
  for (const candidate of scopes.values())
    if (touches(candidate.span, offset) && (!innermost || candidate.span.start >= innermost.span.start))
      innermost = candidate;
  return innermost?.scope;
}

const isBefore = (entity: Entity, offset: number): boolean => !('place' in entity) || entity.place.span.end <= offset;
