/** The extension in a web-worker extension host: the server is a worker. */
import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { activateWith, type FoveaApi } from './activate.ts';

// Browsers have no Brotli for scripts.
const unpack = () => Promise.reject(new Error(vscode.l10n.t('a browser cannot unpack it')));

export const activate = (context: vscode.ExtensionContext): Promise<FoveaApi> =>
  activateWith(
    context,
    options => {
      const script = vscode.Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true);
      const startServer = async () => {
        const worker = new Worker(script);
        // Not the worker itself, which the client knows by `instanceof Worker`: this host makes workers of another class.
        return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
      };
      return new LanguageClient('fovea', 'Fovea', startServer, options);
    },
    unpack,
  );
