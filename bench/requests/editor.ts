/** An editor with one document, and a language server as a process of its own behind it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  CancellationTokenSource,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CancellationToken,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import type { Edit } from '../keystroke/typist.ts';

export interface Editor {
  /** Sends an edit, and waits for nothing. */
  readonly edit: (change: Edit) => Promise<void>;
  /** Sends a request about the document. */
  readonly ask: <R>(method: string, more?: object, token?: CancellationToken) => Promise<R>;
  readonly close: () => Promise<void>;
}

export interface Server {
  /** What Node runs: a script and its arguments. */
  readonly command: readonly string[];
  readonly languageId: string;
  /** What its editor tells it before any document. */
  readonly prepare?: (connection: ProtocolConnection) => Promise<void>;
}

/** Of what VS Code can do, what the two servers ask about. */
const capabilities = {
  textDocument: {
    diagnostic: {},
    inlayHint: {},
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    hover: { contentFormat: ['markdown'] },
    completion: {
      completionList: { itemDefaults: ['commitCharacters', 'editRange', 'insertTextFormat', 'insertTextMode', 'data'] },
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown'],
        insertReplaceSupport: true,
        labelDetailsSupport: true,
        resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
      },
    },
  },
};

export async function editorWith({ command, languageId, prepare }: Server, text: string): Promise<Editor> {
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
  await connection.sendNotification('initialized', {});
  await prepare?.(connection);
  const uri = `file:///residual.${languageId}`;
  let version = 1;
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  return {
    edit: change => {
      version += 1;
      return connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [change],
      });
    },
    ask: (method, more = {}, token = new CancellationTokenSource().token) =>
      connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...more }, token),
    close: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await once(child, 'exit');
      connection.dispose();
    },
  };
}
