/** The extension in a web-worker extension host: the server is a worker. */
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateWith, type FoveaApi } from './activate.ts';

export const activate = (context: vscode.ExtensionContext): Promise<FoveaApi> =>
  activateWith(context, options => {
    const server = vscode.Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true);
    return new LanguageClient('fovea', 'Fovea', async () => new Worker(server), options);
  });
