/** What a call's name means: from the inside out a parameter, a block of the file, the library, an operation. */
import type { Entity } from '../analyze.ts';
import type { Fix, Related } from '../diagnostics.ts';
import { closest } from '../closest.ts';
import { remembered } from '../lazy.ts';
import type { Operation } from '../ops/operation.ts';
import { operations } from '../ops/registry.ts';
import { calledElsewhere } from '../ops/other-names.ts';
import type { Span } from '../text.ts';
import { report, type Expansion, type Session } from './expansion.ts';
import { blockEntity, failedImport, resolveItem, type BlockDefinition } from './modules.ts';
import type { Frame, Scope } from './scope.ts';
import { UNKNOWN_VALUE, type Callable, type Template, type Unknown, type Value } from './values.ts';
import { say } from '../words.ts';

export interface FoundCallable {
  readonly target: Callable | Template | Unknown;
  readonly entity: Entity;
}

/**
 * The layer, block or chain that `name` stands for. Names that hold something else (a tensor, a number) do not hide it:
 * a tensor may be called like a layer. Undefined when there is none.
 */
export function findCallable({ session }: Expansion, scope: Scope, name: string): FoundCallable | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const binding = at.names.get(name);
    if (binding && isCallable(binding.value)) return { target: binding.value, entity: binding.entity };
  }
  const module = session.modules.of(scope.frame.file);
  const item = resolveItem(session.modules, module, name);
  const failed = failedImport(session.modules, module, name);
  if (failed) return { target: UNKNOWN_VALUE, entity: { kind: 'variable', name, place: failed } };
  const block = item && item.kind !== 'let' ? item : session.library.get(name);
  if (block) return blockCallable(block);
  const operation = operations.get(name);
  return operation && operationCallable(operation);
}

/** Made once: a network calls few of them many times. */
const blockCallable = remembered((block: BlockDefinition): FoundCallable => ({
  target: { kind: 'block', block },
  entity: blockEntity(block),
}));

const operationCallable = remembered((operation: Operation): FoundCallable => ({
  target: { kind: 'operation', operation },
  entity: { kind: 'operation', name: operation.name, operation },
}));

const isCallable = (value: Value): value is Callable | Template | Unknown =>
  typeof value === 'object' && ['block', 'operation', 'template', 'unknown'].includes(value.kind);

/** Everything a call may name at a scope, for suggestions. */
export const callableNames = (session: Session, { frame }: Scope): readonly string[] => [
  ...session.modules.of(frame.file).items.keys(),
  ...session.library.keys(),
  ...operations.keys(),
];

/** Reports a name that means nothing: once a use of a block, its other occurrences as related places. */
export function reportUnknownCallable(expansion: Expansion, scope: Scope, span: Span, name: string): void {
  const { frame } = scope;
  const first = expansion.session.unknownNames.get(frame)?.get(name);
  if (first) {
    first.push({ file: frame.file, span, message: say`${name} is used here, too.` });
    return;
  }
  const meant = meantBy(expansion.session, scope, name);
  const hint = meant ? say` Did you mean ${meant}?` : '';
  const related: UnknownUses = [];
  const fixes = meant === undefined ? [] : [writing(meant, span, related)];
  if (expansion.muted === 0) rememberUnknown(expansion.session, frame, name, related);
  report(expansion, frame, span, 'unknown-name', { name, hint }, { related, fixes });
}

/** Another name at every place of the unknown one: those that are found later are added to `related`. */
const writing = (name: string, first: Span, related: UnknownUses): Fix => ({
  title: say`Write ${name}`,
  get edits() {
    const places = new Map([first, ...related.map(({ span }) => span)].map(span => [span.start, span]));
    return [...places.values()].map(span => ({ span, text: name }));
  },
});

/** What is called so elsewhere, or is written much alike. */
const meantBy = (session: Session, scope: Scope, name: string): string | undefined =>
  calledElsewhere(name) ?? closest(name, callableNames(session, scope));

function rememberUnknown(session: Session, frame: Frame, name: string, related: UnknownUses): void {
  const names = session.unknownNames.get(frame) ?? new Map<string, UnknownUses>();
  session.unknownNames.set(frame, names.set(name, related));
}

/** The further places of an unknown name, still growing while its first one has been reported. */
export type UnknownUses = Related[];
