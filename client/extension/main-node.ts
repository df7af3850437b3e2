/** The extension in a Node extension host: the server is a process of its own. */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith, type FoveaApi } from './activate.ts';

export const activate = (context: vscode.ExtensionContext): Promise<FoveaApi> =>
  activateWith(context, options => {
    const server = { module: context.asAbsolutePath('dist/server/main.mjs'), transport: TransportKind.ipc };
    return new LanguageClient('fovea', 'Fovea', { run: server, debug: server }, options);
  });
