/** What an editor asks for by itself, after every keystroke. */
import {
  DocumentDiagnosticReportKind,
  FoldingRangeKind,
  InlayHintKind,
  type CancellationToken,
  type DocumentDiagnosticReport,
  type FoldingRange,
  type InlayHint,
  type PreviousResultId,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { documentSymbols } from '#core/ide/document-symbols.ts';
import { foldingRanges, type FoldingRange as Folding } from '#core/ide/folding-ranges.ts';
import { inlayHints, type InlayHint as Hint } from '#core/ide/inlay-hints.ts';
import { semanticTokens } from '#core/ide/semantic-tokens.ts';
import { answering, ownUri, type AboutDocument, type AboutRange, type Services } from './answering.ts';
import { DiagnosticReports } from './diagnostic-reports.ts';
import { toDiagnostics } from './diagnostics.ts';
import type { Analysed } from './documents.ts';
import { toSpan } from './positions.ts';
import { located, reachable, toDocumentSymbol } from './to-lsp.ts';
import { encoded, TokenReports } from './token-reports.ts';
import { WorkspaceReports } from './workspace-reports.ts';

export interface AboutDiagnostics extends AboutDocument {
  readonly previousResultId?: string;
}

export interface AboutWorkspace {
  readonly previousResultIds: readonly PreviousResultId[];
}

export interface AboutTokens extends AboutDocument {
  readonly previousResultId: string;
}

/** What a hint keeps for when it is looked at: the call that it is of. */
export interface AboutHint {
  readonly uri: string;
  readonly at: number;
}

export function typingAnswers(services: Services) {
  const { documents, settings, instances } = services;
  const answer = answering(services);
  const reports = new DiagnosticReports();
  const workspace = new WorkspaceReports(services, reports);
  const tokens = new TokenReports();
  documents.whenClosed(uri => {
    reports.closed(uri);
    tokens.closed(uri);
  });
  const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  return {
    diagnostics: answer(ownUri, nothing, (analysed, { previousResultId }: AboutDiagnostics) =>
      reports.report(analysed.document.uri, toDiagnostics(analysed, services), previousResultId),
    ),
    workspaceDiagnostics: async ({ previousResultIds }: AboutWorkspace, token: CancellationToken) => ({
      items: await workspace.all(previousResultIds, token),
    }),
    hints: answer(ownUri, [], (analysed, { range }: AboutRange) =>
      inlayHints(
        analysed.analysis,
        toSpan(analysed.document, range),
        settings.hints,
        instances.of(analysed.document.uri),
      ).map(hint => toHint(hint, analysed, services)),
    ),
    tokens: answer(ownUri, { data: [] }, ({ document, analysis }) => tokens.all(document, semanticTokens(analysis))),
    tokensSince: answer(ownUri, { data: [] }, ({ document, analysis }, { previousResultId }: AboutTokens) =>
      tokens.since(document, semanticTokens(analysis), previousResultId),
    ),
    tokensWithin: answer(ownUri, { data: [] }, ({ document, analysis }, { range }: AboutRange) => {
      const { start, end } = toSpan(document, range);
      const within = semanticTokens(analysis).filter(({ span }) => span.end >= start && span.start <= end);
      return encoded(within, document);
    }),
    folding: answer(ownUri, [], ({ document, analysis }) =>
      foldingRanges(analysis).map(range => toFoldingRange(range, document)),
    ),
    symbols: answer(ownUri, [], ({ document, analysis }) =>
      documentSymbols(analysis).map(symbol => toDocumentSymbol(symbol, document)),
    ),
  };
}

/** A hint that leads somewhere is a label with a place; what a hover says of its call is told when it is looked at. */
function toHint(
  { kind, offset, text, at, leadsTo }: Hint,
  analysed: Analysed,
  { documents, client, words }: Services,
): InlayHint {
  const { document } = analysed;
  const label = words(text);
  const target = leadsTo && reachable(leadsTo, client) ? located(leadsTo, analysed, documents) : null;
  const data: AboutHint = { uri: document.uri, at };
  return {
    position: document.positionAt(offset),
    label: target ? [{ value: label, location: target }] : label,
    kind: kind === 'line' ? InlayHintKind.Type : InlayHintKind.Parameter,
    ...(kind === 'line' ? { paddingLeft: true } : { paddingRight: true }),
    data,
  };
}

const FOLDING_KINDS = { brackets: undefined, comment: FoldingRangeKind.Comment, imports: FoldingRangeKind.Imports };

function toFoldingRange({ kind, span }: Folding, document: TextDocument): FoldingRange {
  const [start, end] = [document.positionAt(span.start).line, document.positionAt(span.end).line];
  const known = FOLDING_KINDS[kind];
  // The line with the closing bracket stays in sight.
  return known ? { startLine: start, endLine: end, kind: known } : { startLine: start, endLine: end - 1 };
}
