/** The core's plain data in the protocol's terms. */
import {
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  SymbolKind,
  type CompletionItem,
  type DocumentSymbol,
  type Location,
  type MarkupContent,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Place } from '#core/analyze.ts';
import type { Completion, CompletionKind } from '#core/ide/completion.ts';
import type { DocumentSymbolKind, OutlineSymbol } from '#core/ide/document-symbols.ts';
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

const COMPLETION_KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  operation: CompletionItemKind.Function,
  block: CompletionItemKind.Class,
  tensor: CompletionItemKind.Variable,
  parameter: CompletionItemKind.Property,
  value: CompletionItemKind.Constant,
  word: CompletionItemKind.EnumMember,
  attribute: CompletionItemKind.Field,
  keyword: CompletionItemKind.Keyword,
};

export function toCompletionItem(
  completion: Completion,
  index: number,
  document: TextDocument,
  client: ClientSupport,
): CompletionItem {
  const text = client.snippets ? completion.snippet : undefined;
  return {
    label: completion.label,
    kind: COMPLETION_KINDS[completion.kind],
    // The core gives the best first; clients sort by text.
    sortText: String(index).padStart(4, '0'),
    textEdit: { range: toRange(document, completion.span), newText: text ?? completion.label },
    insertTextFormat: text === undefined ? InsertTextFormat.PlainText : InsertTextFormat.Snippet,
    ...(completion.detail !== undefined && { detail: completion.detail }),
    ...(completion.documentation !== undefined && { documentation: markdown(completion.documentation) }),
  };
}
