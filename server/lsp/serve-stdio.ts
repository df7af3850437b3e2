import { createConnection } from 'vscode-languageserver/node';
import { join } from 'node:path';
import { collectorInPauses } from './idle-collection.ts';
import { nodeFiles } from './node-files.ts';
import { nodeTranslations } from './node-translations.ts';
import { startServer } from './server.ts';

/** The language server over standard input and output: `fovea serve --stdio`. Ends the process when the client leaves. */
export const serveStdio = (): void =>
  startServer(createConnection(process.stdin, process.stdout), {
    files: nodeFiles,
    analysed: collectorInPauses(),
    translations: locale => nodeTranslations(join(__dirname, 'l10n'), locale),
  });
