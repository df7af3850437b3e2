/** The two servers, as their editors start them. */
import { JSON_SCHEMA } from '../keystroke/json-schema.ts';
import type { Server } from './editor.ts';

export const FOVEA: Server = { command: ['dist/fovea.js', 'serve', '--stdio'], languageId: 'cnn' };

/** VS Code's own, taken out of it. It gets the schema as from an extension that brings one. */
export const VSCODE_JSON: Server = {
  command: ['node_modules/vscode-langservers-extracted/bin/vscode-json-language-server', '--stdio'],
  languageId: 'json',
  prepare: connection =>
    connection.sendNotification('json/schemaAssociations', [
      { uri: 'file:///network.schema.json', fileMatch: ['*.json'], schema: JSON_SCHEMA },
    ]),
};
