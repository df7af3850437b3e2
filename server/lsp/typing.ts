/** What an editor asks for by itself, after every keystroke. */
import {
  DocumentDiagnosticReportKind,
  SemanticTokensBuilder,
  type DocumentDiagnosticReport,
  type SemanticTokens,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { documentSymbols } from '#core/ide/document-symbols.ts';
import { foldingRanges } from '#core/ide/folding-ranges.ts';
import { inlayHints } from '#core/ide/inlay-hints.ts';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES, type SemanticToken } from '#core/ide/semantic-tokens.ts';
import { answering, ownUri, type AboutDocument, type AboutRange, type Services } from './answering.ts';
import { DiagnosticReports } from './diagnostic-reports.ts';
import { toDiagnostics } from './diagnostics.ts';
import { toSpan } from './positions.ts';
import { toDocumentSymbol } from './to-lsp.ts';

export interface AboutDiagnostics extends AboutDocument {
  readonly previousResultId?: string;
}

export function typingAnswers(services: Services) {
  const { documents, settings, instances, words } = services;
  const answer = answering(services);
  const reports = new DiagnosticReports();
  const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  return {
    diagnostics: answer(ownUri, nothing, (analysed, { previousResultId }: AboutDiagnostics) =>
      reports.report(analysed.document.uri, toDiagnostics(analysed, documents, words), previousResultId),
    ),
    hints: answer(ownUri, [], ({ document, analysis }, { range }: AboutRange) =>
      inlayHints(analysis, toSpan(document, range), settings.hints, instances.of(document.uri)).map(hint => ({
        position: document.positionAt(hint.offset),
        label: words(hint.text),
        paddingLeft: true,
      })),
    ),
    tokens: answer(ownUri, { data: [] }, ({ document, analysis }) => encoded(semanticTokens(analysis), document)),
    tokensWithin: answer(ownUri, { data: [] }, ({ document, analysis }, { range }: AboutRange) => {
      const { start, end } = toSpan(document, range);
      const within = semanticTokens(analysis).filter(({ span }) => span.end >= start && span.start <= end);
      return encoded(within, document);
    }),
    folding: answer(ownUri, [], ({ document, analysis }) =>
      foldingRanges(analysis).map(({ start, end }) => ({
        startLine: document.positionAt(start).line,
        // The line with the closing bracket stays in sight.
        endLine: document.positionAt(end).line - 1,
      })),
    ),
    symbols: answer(ownUri, [], ({ document, analysis }) =>
      documentSymbols(analysis).map(symbol => toDocumentSymbol(symbol, document)),
    ),
  };
}

function encoded(tokens: readonly SemanticToken[], document: TextDocument): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { span, type, modifiers } of tokens) {
    const { line, character } = document.positionAt(span.start);
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    builder.push(line, character, span.end - span.start, TOKEN_TYPES.indexOf(type), bits);
  }
  return builder.build();
}
