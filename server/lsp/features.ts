/** What the server answers, request by request. */
import {
  DocumentDiagnosticReportKind,
  SemanticTokensBuilder,
  type DocumentDiagnosticReport,
  type Position,
  type SelectionRange,
  type SemanticTokens,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { definitionAt } from '#core/ide/definition.ts';
import { documentSymbols } from '#core/ide/document-symbols.ts';
import { foldingRanges } from '#core/ide/folding-ranges.ts';
import { formattingEdits, rangeFormattingEdits, typingEdits } from '#core/ide/formatting.ts';
import { hoverAt } from '#core/ide/hover.ts';
import { inlayHints } from '#core/ide/inlay-hints.ts';
import { linkedRanges } from '#core/ide/linked-editing.ts';
import { programAt } from '#core/ide/program.ts';
import { selectionRanges } from '#core/ide/selection-ranges.ts';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES, type SemanticToken } from '#core/ide/semantic-tokens.ts';
import { signatureAt } from '#core/ide/signature-help.ts';
import { library } from '#core/library/library.ts';
import type { Span } from '#core/text.ts';
import {
  answering,
  ownUri,
  type AboutDocument,
  type AboutPosition,
  type AboutRange,
  type Services,
} from './answering.ts';
import { codeActions } from './code-actions.ts';
import { registerCompletion } from './completing.ts';
import { registerDataFlow } from './data-flow.ts';
import { DiagnosticReports } from './diagnostic-reports.ts';
import { toDiagnostics } from './diagnostics.ts';
import { registerFileLinks } from './file-links.ts';
import type { Analysed } from './documents.ts';
import { nameOf } from './file-names.ts';
import { registerLenses } from './lenses.ts';
import { registerNaming } from './naming.ts';
import { toOffset, toRange, toSpan, toTextEdit } from './positions.ts';
import { PROGRAM_REQUEST, type ProgramParams, type ProgramResult } from './protocol.ts';
import { located, markdown, toDocumentSymbol } from './to-lsp.ts';

export function registerFeatures(services: Services): void {
  const { connection } = services;
  registerReading(services);
  registerNavigation(services);
  registerNaming(services);
  registerLenses(services);
  registerFileLinks(services);
  registerDataFlow(services);
  registerCompletion(services);
  registerWriting(services);
  registerDiagnostics(services);
  connection.workspace.textDocumentContent.on(({ uri }) => {
    const text = library[nameOf(uri)];
    return text === undefined ? null : { text };
  });
}

function registerReading(services: Services): void {
  const { connection, settings, instances, client } = services;
  const answer = answering(services);
  connection.onHover(
    answer(ownUri, null, ({ document, analysis }, { position }: AboutPosition) => {
      const hover = hoverAt(analysis, toOffset(document, position), {
        chosen: instances.of(document.uri),
        pictures: client.showsPictures,
      });
      return hover ? { contents: markdown(hover.markdown), range: toRange(document, hover.span) } : null;
    }),
  );
  connection.languages.inlayHint.on(
    answer(ownUri, [], ({ document, analysis }, { range }: AboutRange) =>
      inlayHints(analysis, toSpan(document, range), settings.hints, instances.of(document.uri)).map(hint => ({
        position: document.positionAt(hint.offset),
        label: hint.text,
        paddingLeft: true,
      })),
    ),
  );
  connection.languages.semanticTokens.on(
    answer(ownUri, { data: [] }, ({ document, analysis }) => encoded(semanticTokens(analysis), document)),
  );
  connection.languages.semanticTokens.onRange(
    answer(ownUri, { data: [] }, ({ document, analysis }, { range }: AboutRange) => {
      const { start, end } = toSpan(document, range);
      const within = semanticTokens(analysis).filter(({ span }) => span.end >= start && span.start <= end);
      return encoded(within, document);
    }),
  );
  connection.onFoldingRanges(
    answer(ownUri, [], ({ document, analysis }) =>
      foldingRanges(analysis).map(({ start, end }) => ({
        startLine: document.positionAt(start).line,
        // The line with the closing bracket stays in sight.
        endLine: document.positionAt(end).line - 1,
      })),
    ),
  );
  connection.onRequest<ProgramResult, never>(
    PROGRAM_REQUEST,
    answer(({ uri }: ProgramParams) => uri, NO_PROGRAM, programFor),
  );
}

const NO_PROGRAM: ProgramResult = { kind: 'none', version: 0 };

function programFor({ document, analysis }: Analysed, { position }: ProgramParams): ProgramResult {
  return { ...programAt(analysis, toOffset(document, position)), version: document.version };
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

function registerNavigation(services: Services): void {
  const { connection, documents, client } = services;
  const answer = answering(services);
  connection.onDefinition(
    answer(ownUri, null, (analysed, { position }: AboutPosition) => {
      const place = definitionAt(analysed.analysis, toOffset(analysed.document, position));
      if (!place || (place.file in library && !client.serverDocuments)) return null;
      return located(place, analysed, documents);
    }),
  );
  connection.onSelectionRanges(
    answer(ownUri, [], ({ document, analysis }, { positions }: AboutPositions) =>
      positions.map(position => nested(selectionRanges(analysis, toOffset(document, position)), document, position)),
    ),
  );
  connection.languages.onLinkedEditingRange(
    answer(ownUri, null, ({ document, analysis }, { position }: AboutPosition) => {
      const ranges = linkedRanges(analysis, toOffset(document, position)).map(span => toRange(document, span));
      return ranges.length > 1 ? { ranges } : null;
    }),
  );
  connection.onDocumentSymbol(
    answer(ownUri, [], ({ document, analysis }) =>
      documentSymbols(analysis).map(symbol => toDocumentSymbol(symbol, document)),
    ),
  );
}

interface AboutPositions extends AboutDocument {
  readonly positions: readonly Position[];
}

interface AboutTyping extends AboutPosition {
  readonly ch: string;
}

/** Each range with the next larger one as its parent; where there is none, the cursor itself. */
function nested(spans: readonly Span[], document: TextDocument, position: Position): SelectionRange {
  const outermostFirst = spans.map(span => toRange(document, span)).toReversed();
  const innermost = outermostFirst.reduce<SelectionRange | undefined>(
    (parent, range) => ({ range, ...(parent && { parent }) }),
    undefined,
  );
  return innermost ?? { range: { start: position, end: position } };
}

function registerWriting(services: Services): void {
  const { connection } = services;
  const answer = answering(services);
  connection.onSignatureHelp(
    answer(ownUri, null, ({ document, analysis }, { position }: AboutPosition) => {
      const help = signatureAt(analysis, toOffset(document, position));
      if (!help) return null;
      const parameters = help.parameters.map(({ label, documentation }) => ({
        label: [label.start, label.end] as [number, number],
        documentation: markdown(documentation),
      }));
      const signature = { label: help.label, documentation: markdown(help.documentation), parameters };
      return { signatures: [signature], activeSignature: 0, activeParameter: help.active ?? null };
    }),
  );
  connection.onDocumentFormatting(
    answer(ownUri, [], ({ document, analysis }) =>
      formattingEdits(analysis.text).map(edit => toTextEdit(document, edit)),
    ),
  );
  connection.onDocumentRangeFormatting(
    answer(ownUri, [], ({ document, analysis }, { range }: AboutRange) =>
      rangeFormattingEdits(analysis.text, toSpan(document, range)).map(edit => toTextEdit(document, edit)),
    ),
  );
  connection.onDocumentOnTypeFormatting(
    answer(ownUri, [], ({ document, analysis }, { position, ch }: AboutTyping) =>
      typingEdits(analysis.text, toOffset(document, position), ch).map(edit => toTextEdit(document, edit)),
    ),
  );
  connection.onCodeAction(answer(ownUri, [], codeActions));
}

function registerDiagnostics(services: Services): void {
  const { connection, documents, client } = services;
  if (!client.pullsDiagnostics) return;
  const answer = answering(services);
  const reports = new DiagnosticReports();
  const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(
    answer(ownUri, nothing, (analysed, { previousResultId }: AboutDiagnostics) =>
      reports.report(analysed.document.uri, toDiagnostics(analysed, documents), previousResultId),
    ),
  );
}

interface AboutDiagnostics extends AboutDocument {
  readonly previousResultId?: string;
}
