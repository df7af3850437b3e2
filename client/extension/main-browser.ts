/** The extension in a web-worker extension host: the server is a worker. */
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateWith, type FoveaApi } from './activate.ts';
import { startWorker } from './worker-transports.ts';

// Browsers have no Brotli for scripts.
const unpack = () => Promise.reject(new Error(vscode.l10n.t('a browser cannot unpack it')));

export const activate = (context: vscode.ExtensionContext): Promise<FoveaApi> =>
  activateWith(
    context,
    options => {
      const script = vscode.Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true);
      return new LanguageClient('fovea', 'Fovea', async () => startWorker(script), options);
    },
    unpack,
  );
