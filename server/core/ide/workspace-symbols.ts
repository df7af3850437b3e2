/** The models, blocks and `let`s that a file offers, for a search through all files. */
import { parse } from '../language/parse.ts';
import type { Span } from '../text.ts';
import type { DocumentSymbolKind } from './document-symbols.ts';

export interface FileSymbol {
  readonly kind: Exclude<DocumentSymbolKind, 'tensor'>;
  readonly name: string;
  readonly span: Span;
}

/** In the order of the text. A text that has not been analysed is enough. */
export const fileSymbols = (text: string): readonly FileSymbol[] =>
  parse(text).tree.items.flatMap(item =>
    item.kind === 'import' || item.name.text === ''
      ? []
      : [{ kind: item.kind, name: item.name.text, span: item.name.span }],
  );

/** Whether the letters of `query` occur in `name` in their order, whatever their case: what clients take for a match. */
export function matchesQuery(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let from = 0;
  for (const letter of query.toLowerCase()) {
    const at = letters.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
