/** The extension in a Node extension host: the server is a process of its own. */
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith, type FoveaApi } from './activate.ts';

// A copy, since a Buffer would reach a webview as a list of numbers.
const unpack = async (packed: Uint8Array) => new Uint8Array(await promisify(brotliDecompress)(packed));

export const activate = (context: vscode.ExtensionContext): Promise<FoveaApi> =>
  activateWith(
    context,
    options => {
      const server = { module: context.asAbsolutePath('dist/server/main.mjs'), transport: TransportKind.ipc };
      return new LanguageClient('fovea', 'Fovea', { run: server, debug: server }, options);
    },
    unpack,
  );
