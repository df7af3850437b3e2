/** The webview's own page: which files it is made of, and what it may do. */
import * as vscode from 'vscode';
import { messageOf } from '#core/message-of.ts';
import { readBytes } from './files.ts';
import type { Asset, ToPage } from './messages.ts';

const FILES: Readonly<Record<Asset, string>> = {
  worker: 'worker.js',
  runtime: 'ort-wasm-simd-threaded.wasm',
  webgpuWorker: 'worker-webgpu.js',
  // As it is it would make the package too large.
  webgpuRuntime: 'ort-wasm-simd-threaded.jspi.wasm.br',
  layout: 'layout.js',
};

export type Unpack = (packed: Uint8Array) => Promise<Uint8Array>;

/** The only folder that the webview sees. */
export const pageFolder = (extension: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(extension, 'dist', 'preview');

export function pageHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = crypto.randomUUID();
  const address = (file: string) => String(webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extension), file)));
  const source = webview.cspSource;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src ${source}`,
    `connect-src ${source}`,
    `worker-src blob:`,
    `img-src ${source} blob: data:`,
    `font-src ${source}`,
  ].join('; ');
  const provider = vscode.workspace.getConfiguration('fovea').get<string>('preview.executionProvider', 'wasm');
  const assets = Object.entries(FILES)
    .filter(([, file]) => !isPacked(file))
    .map(([name, file]) => `data-${name}="${address(file)}"`);
  // What would end the element early is written otherwise.
  const translations = JSON.stringify(vscode.l10n.bundle ?? {}).replaceAll('<', '\\u003c');
  // The stylesheet's id is where the elements that have icons look for them.
  return `<!doctype html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" id="vscode-codicon-stylesheet" href="${address('page.css')}">
    <title>Fovea</title>
  </head>
  <body data-provider="${provider === 'webgpu' ? 'webgpu' : 'wasm'}" ${assets.join(' ')}>
    <script type="application/json" id="translations">${translations}</script>
    <script nonce="${nonce}" src="${address('page.js')}"></script>
  </body>
</html>`;
}

const isPacked = (file: string): boolean => file.endsWith('.br');

/** One of the page's files, for when the page cannot fetch it. `unpack` undoes Brotli, and rejects where that is not known. */
export async function readAsset(extension: vscode.Uri, name: Asset, unpack: Unpack): Promise<ToPage> {
  const read = await readBytes(vscode.Uri.joinPath(pageFolder(extension), FILES[name]));
  if (!('bytes' in read) || !isPacked(FILES[name])) return { type: 'asset', name, ...read };
  return unpack(read.bytes).then(
    bytes => ({ type: 'asset', name, bytes }),
    (error: unknown) => ({ type: 'asset', name, problem: messageOf(error) }),
  );
}
