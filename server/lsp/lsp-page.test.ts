import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { connect, FOLDER } from './memory-client.ts';

/** A client that knows everything whose offer depends on it. */
const CAPABILITIES = {
  textDocument: { diagnostic: {}, rename: { prepareSupport: true } },
  workspace: { workspaceFolders: true, textDocumentContent: {} },
};

const page = readFileSync(new URL('../../docs/lsp.md', import.meta.url), 'utf8');

/** The code words in each cell of the page's table. */
const rows = page
  .split('\n')
  .filter(line => line.startsWith('| `'))
  .map(line => line.split('|').map(cell => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)));

test('the page lists the capabilities that the server offers, and no others', async () => {
  const { initialised } = await connect({ capabilities: CAPABILITIES });
  const { workspace = {}, ...own } = initialised.capabilities;
  const offered = [...Object.keys(own), ...Object.keys(workspace).map(name => `workspace.${name}`)];
  expect(rows.flatMap(([, capability = []]) => capability).toSorted()).toEqual(offered.toSorted());
});

test('every request that the page names is answered', async () => {
  const client = await connect({ capabilities: CAPABILITIES });
  const uri = `${FOLDER}/net.cnn`;
  await client.open(uri, 'model M {\n  input(1x8x8)\n  relu\n}\n');
  const position = { line: 2, character: 3 };
  const range = { start: position, end: position };
  const item = { uri, name: '0', kind: 12, range, selectionRange: range, data: { model: 'M', layers: [1] } };
  const anything = {
    textDocument: { uri },
    position,
    positions: [position],
    range,
    item,
    uri: 'fovea-library:/se.cnn',
    context: { diagnostics: [], includeDeclaration: true },
    options: { tabSize: 2, insertSpaces: true },
    ch: '}',
    newName: 'n',
    query: '',
    command: 'fovea.showInstance',
    arguments: [],
    files: [],
  };
  const requests = rows.flatMap(([, , methods = []]) => methods).filter(method => !/\/did/.test(method));
  const unanswered = await Promise.all(
    requests.map(method =>
      client.connection.sendRequest(method, anything).then(
        () => [],
        (error: unknown) =>
          error instanceof ResponseError && error.code === ErrorCodes.MethodNotFound ? [method] : [],
      ),
    ),
  );
  expect(requests.length).toBeGreaterThan(25);
  expect(unanswered.flat()).toEqual([]);
});
