/** The border between the core's offsets and the protocol's positions. Nothing else converts them. */
import type { Position, Range, TextEdit as LspTextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '#core/diagnostics.ts';
import type { Span } from '#core/text.ts';

export const toRange = (document: TextDocument, span: Span): Range => ({
  start: document.positionAt(span.start),
  end: document.positionAt(span.end),
});

export const toSpan = (document: TextDocument, range: Range): Span => ({
  start: document.offsetAt(range.start),
  end: document.offsetAt(range.end),
});

export const toOffset = (document: TextDocument, position: Position): number => document.offsetAt(position);

export const toTextEdit = (document: TextDocument, { span, text }: TextEdit): LspTextEdit => ({
  range: toRange(document, span),
  newText: text,
});
