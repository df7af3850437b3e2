/** A client and a server in one process, with files in memory: what the tests talk to. */
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
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

export const FOLDER = 'file:///work';

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
      list: async () => [...files.keys()],
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
