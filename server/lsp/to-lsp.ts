/** The core's plain data in the protocol's terms. */
import { MarkupKind, SymbolKind, type DocumentSymbol, type Location, type MarkupContent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Place } from '#core/analyze.ts';
import type { DocumentSymbolKind, OutlineSymbol } from '#core/ide/document-symbols.ts';
import { library } from '#core/library/library.ts';
import type { ClientSupport } from './capabilities.ts';
import type { Analysed, Documents } from './documents.ts';
import { uriOf } from './file-names.ts';
import { toRange } from './positions.ts';

export const markdown = (value: string): MarkupContent => ({ kind: MarkupKind.Markdown, value });

/** Null for a file that has not been read. */
export function located(
  { file, span }: Place,
  { document, analysis }: Analysed,
  documents: Documents,
): Location | null {
  const target = file === analysis.file ? document : documents.document(uriOf(file));
  return target ? { uri: target.uri, range: toRange(target, span) } : null;
}

/** The library's blocks can be shown by clients that show documents of the server. */
export const reachable = ({ file }: Place, { serverDocuments }: ClientSupport): boolean =>
  serverDocuments || !(file in library);

export const SYMBOL_KINDS: Readonly<Record<DocumentSymbolKind, SymbolKind>> = {
  model: SymbolKind.Class,
  block: SymbolKind.Function,
  let: SymbolKind.Constant,
  tensor: SymbolKind.Variable,
};

export const toDocumentSymbol = (symbol: OutlineSymbol, document: TextDocument): DocumentSymbol => ({
  name: symbol.name,
  detail: symbol.detail,
  kind: SYMBOL_KINDS[symbol.kind],
  range: toRange(document, symbol.span),
  selectionRange: toRange(document, symbol.nameSpan),
  children: symbol.children.map(child => toDocumentSymbol(child, document)),
});
