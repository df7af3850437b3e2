/** What colours a text beyond its grammar: what each name turned out to mean. */
import type { Analysis, Entity } from '../analyze.ts';
import type { Span } from '../text.ts';

export const TOKEN_TYPES = ['function', 'class', 'variable', 'parameter', 'property'] as const;
export const TOKEN_MODIFIERS = ['declaration', 'readonly', 'defaultLibrary'] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** In the order of the text; keywords, numbers and comments are the grammar's. */
export const semanticTokens = ({ file, references }: Analysis): readonly SemanticToken[] =>
  references.map(({ span, entity }) => ({
    span,
    type: TYPES[entity.kind],
    modifiers: [...(isDeclared(entity, file, span) ? (['declaration'] as const) : []), ...modifiersOf(entity)],
  }));

const TYPES: Readonly<Record<Entity['kind'], TokenType>> = {
  operation: 'function',
  block: 'class',
  model: 'class',
  tensor: 'variable',
  variable: 'variable',
  let: 'variable',
  parameter: 'parameter',
  argument: 'property',
};

const isDeclared = (entity: Entity, file: string, { start }: Span): boolean =>
  'place' in entity && entity.place.file === file && entity.place.span.start === start;

function modifiersOf(entity: Entity): readonly TokenModifier[] {
  if (entity.kind === 'operation' || (entity.kind === 'block' && entity.library)) return ['defaultLibrary'];
  return entity.kind === 'let' ? ['readonly'] : [];
}
