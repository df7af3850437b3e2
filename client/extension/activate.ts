/** What the extension does, whichever extension host it runs in. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CHOOSE_INSTANCE } from '../../server/lsp/protocol.ts';
import { chooseInstance } from './choose-instance.ts';
import { Commits } from './commits.ts';
import { showDifferences } from './differences.ts';
import { newNetwork } from './new-network.ts';
import { restartClient, startClient, type CreateClient } from './language-client.ts';
import type { Unpack } from './preview/page.ts';
import { registerPreview, type PreviewApi } from './preview/register.ts';

/** What `activate` gives to other extensions and to tests. */
export interface FoveaApi {
  readonly client: BaseLanguageClient;
  readonly preview: PreviewApi;
}

export async function activateWith(
  context: vscode.ExtensionContext,
  createClient: CreateClient,
  unpack: Unpack,
): Promise<FoveaApi> {
  const commits = new Commits();
  const client = await startClient(createClient, commits);
  context.subscriptions.push(
    client,
    commits,
    ...showDifferences(client, commits),
    vscode.commands.registerCommand('fovea.newNetwork', () => newNetwork(context.extensionUri)),
    vscode.commands.registerCommand('fovea.restartServer', () => restartClient(client)),
    vscode.commands.registerCommand(CHOOSE_INSTANCE, chooseInstance),
  );
  return { client, preview: registerPreview(context, client, unpack) };
}
