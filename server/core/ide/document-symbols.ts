/** The outline of a file: its models, blocks and `let`s, and in them the lines that have a name. */
import type { Analysis, Entity } from '../analyze.ts';
import type { Item, Node } from '../language/tree.ts';
import { formatShape } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import { definitionParameterText } from './signature.ts';
import { childrenOf } from '../language/tree-walk.ts';

export type DocumentSymbolKind = 'model' | 'block' | 'let' | 'tensor';

export interface OutlineSymbol {
  readonly kind: DocumentSymbolKind;
  readonly name: string;
  /** Parameters of a definition, shape of a tensor (in a block of its first use), value of a `let`. */
  readonly detail: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineSymbol[];
}

/** Nameless things, such as a block whose name is yet to be typed, are left out. */
export function documentSymbols(analysis: Analysis): readonly OutlineSymbol[] {
  const entities = new Map(analysis.references.map(({ span, entity }) => [span.start, entity]));
  return analysis.tree.items.flatMap(item => symbolOf(item, analysis.text, entities)).filter(({ name }) => name !== '');
}

type Entities = ReadonlyMap<number, Entity>;

function symbolOf(item: Item, text: string, entities: Entities): readonly OutlineSymbol[] {
  if (item.kind === 'import') return [];
  const { kind, name, span } = item;
  if (item.kind === 'let')
    return [
      { kind: 'let', name: name.text, detail: quote(text, item.value.span), span, nameSpan: name.span, children: [] },
    ];
  const parameters = item.parameters.map(parameter => definitionParameterText(parameter, text));
  const detail = parameters.length === 0 ? '' : `(${parameters.join(', ')})`;
  return [{ kind, name: name.text, detail, span, nameSpan: name.span, children: labelled(item.body, entities) }];
}

/** Labelled lines and branches at any depth, each within the one around it. */
function labelled(node: Node, entities: Entities): readonly OutlineSymbol[] {
  const children = childrenOf(node).flatMap(child => labelled(child, entities));
  if ((node.kind !== 'line' && node.kind !== 'argument') || !node.label) return children;
  const entity = entities.get(node.label.span.start);
  // The label of an argument is a parameter's name, unless it names a branch.
  if (node.kind === 'argument' && entity?.kind !== 'tensor') return children;
  const detail = entity?.kind === 'tensor' && entity.shape ? formatShape(entity.shape) : '';
  return [{ kind: 'tensor', name: node.label.text, detail, span: node.span, nameSpan: node.label.span, children }];
}

const quote = (text: string, { start, end }: Span): string => text.slice(start, end);
