/** The language server as a web worker. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { noFiles } from './client-files.ts';
import { startServer } from './server.ts';

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
// Nobody else ends a worker.
connection.onExit(() => self.close());
startServer(connection, { files: noFiles, translations: () => ({}) });
