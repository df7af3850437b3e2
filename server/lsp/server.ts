/** The language server: what is wired to what. What it answers is in `features.ts`, and behind that in the core. */
import {
  CodeLensRefreshRequest,
  DidChangeWatchedFilesNotification,
  TextDocuments,
  type Connection,
  type InitializeParams,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { capabilitiesFor, NAMED_FILES, supportOf, type ClientSupport } from './capabilities.ts';
import { clientFiles } from './client-files.ts';
import { ChosenInstances } from './chosen-instances.ts';
import { Committed } from './committed.ts';
import { Documents } from './documents.ts';
import { registerFeatures } from './features.ts';
import { FileCache, type FileAccess } from './files.ts';
import type { InitializationOptions } from './protocol.ts';
import { pullPublisher, pushPublisher, type Publisher } from './publisher.ts';
import { Settings } from './settings.ts';
import { wordsOf, type Translations } from '#core/words.ts';

/** What differs between the places a server runs in. */
export interface Runtime {
  /** The files it reaches by itself, for clients that do not offer theirs. */
  readonly files: FileAccess;
  /** What stands for each English text in the language of a locale, `zh-cn`; nothing where there is none. */
  readonly translations: (locale: string) => Translations;
  /** Is told of every analysis that was made. */
  readonly analysed?: () => void;
}

/** Serves one client over `connection` until it is closed. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const open = new TextDocuments(TextDocument);
  connection.onInitialize(params => {
    const client = supportOf(params.capabilities, params.initializationOptions ?? {});
    const words = wordsOf(translationsFor(runtime, params));
    const listing = client.watchesFiles ? 'kept' : 'fresh';
    const documents = new Documents(
      open,
      new FileCache(filesFor(connection, runtime, params), listing),
      runtime.analysed,
    );
    documents.setFolders(foldersOf(params));
    const settings = new Settings(connection);
    const refresh = refresher(connection, client);
    const publisher = client.pullsDiagnostics
      ? pullPublisher(refresh)
      : pushPublisher({ connection, client, documents, settings, words }, refresh);
    const instances = new ChosenInstances();
    const committed = client.readsCommitted ? new Committed(connection, lensRefresher(connection, client)) : undefined;
    registerFeatures({ connection, documents, settings, client, instances, committed, words, refresh });
    followDocuments(open, documents, publisher, [instances, ...(committed ? [committed] : [])]);
    followFiles(connection, documents, publisher);
    const moved = (folders: readonly string[]) => {
      documents.setFolders(folders);
      publisher.outdated(open.keys());
    };
    const resettled = () => {
      publisher.outdated(open.keys());
      refresh();
    };
    connection.onInitialized(() => {
      registerWithClient({ connection, client, settings, resettled, moved }).catch((error: unknown) =>
        connection.console.error(String(error)),
      );
    });
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'fovea' } };
  });
  open.listen(connection);
  connection.listen();
}

function filesFor(connection: Connection, runtime: Runtime, params: InitializeParams): FileAccess {
  const options: InitializationOptions = params.initializationOptions ?? {};
  return options.readsFiles ? clientFiles(connection) : runtime.files;
}

function translationsFor(runtime: Runtime, { initializationOptions, locale = 'en' }: InitializeParams): Translations {
  const options: InitializationOptions = initializationOptions ?? {};
  return options.translations ?? runtime.translations(locale);
}

const foldersOf = ({ workspaceFolders, rootUri }: InitializeParams): readonly string[] =>
  workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);

/** Asks the client to ask again: several reasons in one turn are one request. */
function refresher(connection: Connection, client: ClientSupport): () => void {
  const { languages, console } = connection;
  let pending = false;
  const refresh = async () => {
    pending = false;
    if (client.refreshesDiagnostics) await languages.diagnostics.refresh();
    if (client.refreshesHints) await languages.inlayHint.refresh();
    if (client.refreshesLenses) await connection.sendRequest(CodeLensRefreshRequest.type);
    if (client.refreshesTokens) await languages.semanticTokens.refresh();
  };
  return () => {
    if (pending) return;
    pending = true;
    setTimeout(() => {
      refresh().catch((error: unknown) => console.error(String(error)));
    }, 0);
  };
}

const lensRefresher = (connection: Connection, client: ClientSupport) => () => {
  if (!client.refreshesLenses) return;
  connection
    .sendRequest(CodeLensRefreshRequest.type)
    .catch((error: unknown) => connection.console.error(String(error)));
};

function followDocuments(
  open: TextDocuments<TextDocument>,
  documents: Documents,
  publisher: Publisher,
  others: readonly { readonly closed: (uri: string) => void }[],
): void {
  open.onDidChangeContent(({ document }) => {
    publisher.outdated(documents.changed(document.uri));
    publisher.edited(document.uri);
  });
  open.onDidClose(({ document }) => {
    for (const other of others) other.closed(document.uri);
    publisher.outdated(documents.closed(document.uri));
    publisher.closed(document.uri);
  });
}

function followFiles(connection: Connection, documents: Documents, publisher: Publisher): void {
  connection.onDidChangeWatchedFiles(({ changes }) => {
    documents.relist();
    publisher.outdated(changes.flatMap(({ uri }) => documents.changed(uri)));
  });
}

interface Registration {
  readonly connection: Connection;
  readonly client: ClientSupport;
  readonly settings: Settings;
  /** Called when the settings have been read. */
  readonly resettled: () => void;
  /** Called with the URIs of the workspace's folders when they have changed. */
  readonly moved: (folders: readonly string[]) => void;
}

/** What can only be asked of a client that has been initialised. */
async function registerWithClient({ connection, client, settings, resettled, moved }: Registration): Promise<void> {
  if (client.watchesFiles) {
    const watchers = [{ globPattern: NAMED_FILES }];
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
  if (client.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(async () => {
      const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
      moved(folders.map(({ uri }) => uri));
    });
  }
  if (!client.configuration) return;
  const reload = async () => {
    await settings.load();
    resettled();
  };
  connection.onDidChangeConfiguration(reload);
  if (client.watchesConfiguration) await settings.watch();
  await reload();
}
