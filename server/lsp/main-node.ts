/** The language server as a process of its own, started by an editor over IPC or with `--stdio`. */
import { createConnection } from 'vscode-languageserver/node';
import { join } from 'node:path';
import { collectorInPauses } from './idle-collection.ts';
import { nodeFiles } from './node-files.ts';
import { nodeTranslations } from './node-translations.ts';
import { startServer } from './server.ts';

startServer(createConnection(), {
  files: nodeFiles,
  analysed: collectorInPauses(),
  translations: locale => nodeTranslations(join(import.meta.dirname, '../l10n'), locale),
});
