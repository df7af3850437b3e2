/** The least language server around VS Code's JSON service: edits in, diagnostics out when they are asked for. */
import { createConnection, TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { jsonValidation } from './json-service.ts';

const connection = createConnection(process.stdin, process.stdout);
const open = new TextDocuments(TextDocument);
const validate = jsonValidation();

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
  },
}));
connection.languages.diagnostics.on(async ({ textDocument }) => {
  const document = open.get(textDocument.uri);
  return { kind: 'full', items: document ? [...(await validate(document))] : [] };
});
open.listen(connection);
connection.listen();
