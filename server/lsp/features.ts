/**
 * What the server answers, request by request. The answers are in two parts of the server, which are loaded when first asked
 * for: `language.ts` with the first document, `on-request.ts` with the first thing that is asked for by hand.
 */
import type { CancellationToken } from 'vscode-languageserver';
import type { Services } from './answering.ts';
import { DIFFERENCE_REQUEST, PROGRAM_REQUEST, type ProgramResult } from './protocol.ts';

export function registerFeatures(services: Services): void {
  registerTyping(services);
  registerByHand(services);
}

function registerTyping(services: Services): void {
  const { connection, client } = services;
  const { languages } = connection;
  const later = inPart(async () => (await import('./language.ts')).typingAnswers(services));
  if (client.pullsDiagnostics) {
    languages.diagnostics.on(later(({ diagnostics }) => diagnostics));
    languages.diagnostics.onWorkspace(later(({ workspaceDiagnostics }) => workspaceDiagnostics));
  }
  languages.inlayHint.on(later(({ hints }) => hints));
  languages.semanticTokens.on(later(({ tokens }) => tokens));
  languages.semanticTokens.onDelta(later(({ tokensSince }) => tokensSince));
  languages.semanticTokens.onRange(later(({ tokensWithin }) => tokensWithin));
  connection.onFoldingRanges(later(({ folding }) => folding));
  connection.onDocumentSymbol(later(({ symbols }) => symbols));
}

function registerByHand(services: Services): void {
  const { connection } = services;
  const { languages, workspace } = connection;
  const later = inPart(async () => (await import('./on-request.ts')).answersOnRequest(services));
  connection.onHover(later(({ hover }) => hover));
  languages.inlayHint.resolve(later(({ hintTooltip }) => hintTooltip));
  connection.onTypeDefinition(later(({ typeDefinitions }) => typeDefinitions));
  connection.onDeclaration(later(({ declaration }) => declaration));
  connection.onDefinition(later(({ definition }) => definition));
  connection.onSelectionRanges(later(({ selections }) => selections));
  connection.onReferences(later(({ references }) => references));
  connection.onDocumentHighlight(later(({ highlights }) => highlights));
  connection.onPrepareRename(later(({ prepareRename }) => prepareRename));
  connection.onRenameRequest(later(({ rename }) => rename));
  connection.onWorkspaceSymbol(later(({ workspaceSymbols }) => workspaceSymbols));
  connection.onCompletion(later(({ completion }) => completion));
  connection.onCompletionResolve(later(({ completed }) => completed));
  connection.onSignatureHelp(later(({ signature }) => signature));
  languages.onLinkedEditingRange(later(({ linked }) => linked));
  connection.onDocumentFormatting(later(({ format }) => format));
  connection.onDocumentRangeFormatting(later(({ formatRange }) => formatRange));
  connection.onDocumentRangesFormatting(later(({ formatRanges }) => formatRanges));
  connection.onDocumentOnTypeFormatting(later(({ formatTyped }) => formatTyped));
  connection.onCodeAction(later(({ actions }) => actions));
  connection.onCodeLens(later(({ lenses }) => lenses));
  connection.onExecuteCommand(later(({ command }) => command));
  connection.onDocumentLinks(later(({ links }) => links));
  workspace.onWillRenameFiles(later(({ renameFiles }) => renameFiles));
  languages.callHierarchy.onPrepare(later(({ prepareFlow }) => prepareFlow));
  languages.callHierarchy.onIncomingCalls(later(({ feeders }) => feeders));
  languages.callHierarchy.onOutgoingCalls(later(({ readers }) => readers));
  workspace.textDocumentContent.on(later(({ serverText }) => serverText));
  connection.onRequest<string | null, never>(
    DIFFERENCE_REQUEST,
    later(({ difference }) => difference),
  );
  connection.onRequest<ProgramResult, never>(
    PROGRAM_REQUEST,
    later(({ program }) => program),
  );
}

/** Makes handlers of answers that are loaded, all together, when the first of them is asked for. */
function inPart<Answers>(load: () => Promise<Answers>) {
  let answers: Promise<Answers> | undefined;
  return <P, R>(pick: (answers: Answers) => (params: P, token: CancellationToken) => R | Promise<R>) =>
    async (params: P, token: CancellationToken): Promise<R> =>
      pick(await (answers ??= load()))(params, token);
}
