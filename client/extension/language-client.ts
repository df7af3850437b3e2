/** The language client: what it is told about the server, and what the server may ask of it. */
import * as vscode from 'vscode';
import { ErrorAction, State, type BaseLanguageClient, type LanguageClientOptions } from 'vscode-languageclient';
import {
  FILE_EXISTS_REQUEST,
  LIST_FILES_REQUEST,
  READ_COMMITTED_REQUEST,
  READ_FILE_REQUEST,
  type FileParams,
  type InitializationOptions,
  type ListFilesParams,
} from '../../server/lsp/protocol.ts';
import type { Commits } from './commits.ts';
import { listFiles } from './list-files.ts';

/** Makes the client of one platform; it is not started yet. */
export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

const initializationOptions: InitializationOptions = {
  readsFiles: true,
  hasCommands: true,
  readsCommitted: true,
  showsPictures: true,
  opensPlaces: true,
  // VS Code has read the table of its display language, wherever the extension lies.
  translations: vscode.l10n.bundle ?? {},
};

/** Every file of the language, wherever it is: on disk, remote, unsaved, or the library's own. */
const clientOptions: LanguageClientOptions = { documentSelector: [{ language: 'cnn' }], initializationOptions };

export async function startClient(createClient: CreateClient, commits: Commits): Promise<BaseLanguageClient> {
  const client = createClient({
    ...clientOptions,
    // What is on its way to a server that dies cannot be written: the client by itself would stop at the fourth such error,
    // and not hear that the server has ended, upon which it starts another.
    errorHandler: { error: () => ({ action: ErrorAction.Continue, handled: true }), closed: () => atEnd.closed() },
  });
  const atEnd = client.createDefaultErrorHandler();
  client.onRequest<string | null, void>(READ_FILE_REQUEST, ({ uri }: FileParams) => readFile(vscode.Uri.parse(uri)));
  client.onRequest<boolean, void>(FILE_EXISTS_REQUEST, ({ uri }: FileParams) => fileExists(vscode.Uri.parse(uri)));
  client.onRequest<readonly string[], void>(LIST_FILES_REQUEST, (params: ListFilesParams) => listFiles(params));
  client.onRequest<string | null, void>(READ_COMMITTED_REQUEST, ({ uri }: FileParams) =>
    commits.read(vscode.Uri.parse(uri)),
  );
  await client.start();
  return client;
}

export async function restartClient(client: BaseLanguageClient): Promise<void> {
  // A server that has crashed too often has been given up; stopping it again would be rejected.
  if (client.state === State.Running) await client.stop();
  await client.start();
}

/** Null for what cannot be read: to an `import` it is not there. */
const readFile = async (uri: vscode.Uri): Promise<string | null> => {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
};

const fileExists = async (uri: vscode.Uri): Promise<boolean> => {
  try {
    return (await vscode.workspace.fs.stat(uri)).type !== vscode.FileType.Directory;
  } catch {
    return false;
  }
};
