/** A client and a server in one process, with files in memory: what the tests talk to. */
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type InlayHint,
  type Position,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { folderOf, isWithin } from './file-names.ts';
import { startServer } from './server.ts';

export interface MemoryClient {
  readonly connection: ProtocolConnection;
  readonly initialised: InitializeResult;
  readonly open: (uri: string, text: string) => Promise<void>;
  /** Sends a request about a document, or a place in one. */
  readonly ask: <R>(method: string, uri: string, more?: object) => Promise<R>;
}

export interface MemoryClientOptions {
  readonly capabilities?: ClientCapabilities;
  /** Files that are on the server's disk, by URI. */
  readonly files?: Map<string, string>;
  /** Handlers that must be there before the server speaks. */
  readonly prepare?: (connection: ProtocolConnection) => void;
  readonly initializationOptions?: object;
}

export const FOLDER = 'file:///home';
export const MAIN = `${FOLDER}/main.cnn`;

/** What a client says that asks for diagnostics, and is told when to ask again. */
export const PULL: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};

/** ⌊(28 + 2·0 − 1·(5−1) − 1)/1⌋ + 1 = 24, and half of it after the pool. */
export const NET = 'model Net {\n  input(1x28x28)\n  conv(6, 5)\n  maxpool(2)\n}\n';

export async function connect({
  capabilities = {},
  files = new Map(),
  prepare,
  initializationOptions,
}: MemoryClientOptions = {}): Promise<MemoryClient> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    files: {
      read: async uri => files.get(uri),
      exists: async uri => files.has(uri),
      list: async (folder, { endings, depth }) =>
        [...files.keys()].filter(
          uri =>
            endings.some(ending => uri.endsWith(ending)) &&
            isWithin(uri, folder) &&
            (depth === 'all' || folderOf(uri) === folder),
        ),
    },
    translations: () => ({}),
  });
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  prepare?.(connection);
  connection.listen();
  const initialised = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: FOLDER,
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    initialised,
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'cnn', version: 1, text },
      }),
    ask: (method, uri, more = {}) =>
      connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...more }),
  };
}

export const pull = async (client: MemoryClient, uri: string): Promise<readonly Diagnostic[]> => {
  const report = await client.ask<DocumentDiagnosticReport>('diagnostic', uri);
  return report.kind === 'full' ? report.items : [];
};

const ALL = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

export const hintsOf = (client: MemoryClient, uri: string): Promise<readonly InlayHint[]> =>
  client.ask<InlayHint[]>('inlayHint', uri, { range: ALL });

/** The texts of all hints. */
export const hints = async (client: MemoryClient, uri: string): Promise<readonly string[]> =>
  (await hintsOf(client, uri)).map(({ label }) =>
    typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
  );

export const edit = (client: MemoryClient, uri: string, version: number, contentChanges: readonly object[]) =>
  client.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });

export const close = (client: MemoryClient, uri: string) =>
  client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });

/** The text of a fixture and the position of its `$0`. */
export function atCursor(fixture: string): { readonly text: string; readonly position: Position } {
  const [before = '', after = ''] = fixture.split('$0');
  const lines = before.split('\n');
  return { text: before + after, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
}

/** A promise that a handler resolves: for what the server sends by itself. */
export function awaited<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>(settle => {
    resolve = settle;
  });
  return { promise, resolve: value => resolve(value) };
}
