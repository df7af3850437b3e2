import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as protocol from 'vscode-languageserver';
import { connect, FOLDER } from './memory-client.ts';

/** A client that knows everything whose offer depends on it. */
const CAPABILITIES = {
  textDocument: { diagnostic: {}, rename: { prepareSupport: true } },
  workspace: { workspaceFolders: true, textDocumentContent: {} },
};

const page = readFileSync(new URL('../../docs/lsp.md', import.meta.url), 'utf8');

const words = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

/** The code words in each cell of the page's table. */
const rows = page
  .split('\n')
  .filter(line => line.startsWith('| `'))
  .map(line => line.split('|').map(words));

const answered = rows.flatMap(([, , methods = []]) => methods);

/** Every request and notification of the protocol's own package that a client sends. */
const sent = Object.values<object | undefined>({ ...protocol }).flatMap(type =>
  type && 'method' in type && 'messageDirection' in type && type.messageDirection !== 'serverToClient'
    ? [String(type.method)]
    : [],
);

test('the page lists the capabilities that the server offers, and no others', async () => {
  const { initialised } = await connect({ capabilities: CAPABILITIES });
  const { workspace = {}, ...own } = initialised.capabilities;
  const offered = [...Object.keys(own), ...Object.keys(workspace).map(name => `workspace.${name}`)];
  expect(rows.flatMap(([, capability = []]) => capability).toSorted()).toEqual(offered.toSorted());
});

test('every request of the protocol about documents is answered, or the page says why not', () => {
  const refused = words(page.split('## What it does not give')[1]?.split('\n## ')[0] ?? '');
  const open = sent.filter(method =>
    /^(textDocument|completionItem|code|document|inlay|workspace|call|type)/.test(method),
  );
  const unsaid = open.filter(
    method => !/\/did|\/willSave$/.test(method) && ![...answered, ...refused].includes(method),
  );
  expect(open.length).toBeGreaterThan(50);
  expect(unsaid).toEqual([]);
  expect(refused.filter(method => answered.includes(method) && method !== 'textDocument/completion')).toEqual([]);
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
    ranges: [range],
    previousResultId: '0',
    previousResultIds: [],
    label: 'relu',
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
  const requests = answered.filter(method => !/\/did/.test(method));
  const unanswered = await Promise.all(
    requests.map(method =>
      client.connection.sendRequest(method, anything).then(
        () => [],
        (error: unknown) =>
          error instanceof protocol.ResponseError && error.code === protocol.ErrorCodes.MethodNotFound ? [method] : [],
      ),
    ),
  );
  expect(requests.length).toBeGreaterThan(30);
  expect(unanswered.flat()).toEqual([]);
});
