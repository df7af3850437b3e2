import type { Connection } from 'vscode-languageserver';
import type { FileAccess } from './files.ts';
import { FILE_EXISTS_REQUEST, LIST_FILES_REQUEST, READ_FILE_REQUEST } from './protocol.ts';

/** Files as the client sees them: the only way in a web worker, and the right one in a virtual workspace. */
export const clientFiles = (connection: Connection): FileAccess => ({
  read: async uri => (await connection.sendRequest<string | null>(READ_FILE_REQUEST, { uri })) ?? undefined,
  exists: uri => connection.sendRequest<boolean>(FILE_EXISTS_REQUEST, { uri }),
  list: (uri, sought) => connection.sendRequest<readonly string[]>(LIST_FILES_REQUEST, { uri, ...sought }),
});

/** Nothing can be read but what is open: a client that offers no files, where the server has none of its own. */
export const noFiles: FileAccess = { read: async () => undefined, exists: async () => false, list: async () => [] };
