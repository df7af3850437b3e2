/** What changed in a model since the last commit, as a document that can only be read. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  COMMITTED_CHANGED,
  DIFFERENCE_REQUEST,
  SHOW_DIFFERENCE,
  type DifferenceParams,
} from '../../server/lsp/protocol.ts';
import type { Commits } from './commits.ts';

const SCHEME = 'fovea-difference';

export function showDifferences(client: BaseLanguageClient, commits: Commits): readonly vscode.Disposable[] {
  const outdated = new vscode.EventEmitter<vscode.Uri>();
  const provideTextDocumentContent = async ({ query }: vscode.Uri) =>
    (await client.sendRequest<string | null>(DIFFERENCE_REQUEST, JSON.parse(query))) ??
    vscode.l10n.t('There is nothing to compare with.');
  return [
    outdated,
    // A server that is not running asks when it is.
    commits.onDidChange(() => void client.sendNotification(COMMITTED_CHANGED).catch(() => undefined)),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: outdated.event,
      provideTextDocumentContent,
    }),
    vscode.commands.registerCommand(SHOW_DIFFERENCE, async (about: DifferenceParams) => {
      const uri = differenceUri(about);
      outdated.fire(uri);
      await vscode.window.showTextDocument(uri, { preview: true });
    }),
  ];
}

/** The file type colours what was added and what was removed. */
const differenceUri = (about: DifferenceParams): vscode.Uri =>
  vscode.Uri.from({ scheme: SCHEME, path: `/${about.model} since HEAD.diff`, query: JSON.stringify(about) });
