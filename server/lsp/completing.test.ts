import { expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver';
import { atCursor, connect, FOLDER, type MemoryClient } from './memory-client.ts';

const MAIN = `${FOLDER}/main.cnn`;
const PARTS = `${FOLDER}/parts.cnn`;
const FILES = new Map([[PARTS, '## Mixes channels.\nblock mix(out) { conv(out, 1) }\n']]);
const NET = 'model Net {\n  input(1x28x28)\n  conv(6, 5)\n  max$0\n}\n';

const capabilities = (completionItem: object) => ({ textDocument: { completion: { completionItem } } });

/** All that a client may know of completion. */
const RICH = capabilities({
  snippetSupport: true,
  labelDetailsSupport: true,
  insertReplaceSupport: true,
  resolveSupport: { properties: ['documentation'] },
});

async function completing(text: string, options: Parameters<typeof connect>[0] = {}) {
  const client = await connect({ files: FILES, ...options });
  const marked = atCursor(text);
  await client.open(MAIN, marked.text);
  const items = await client.ask<CompletionItem[]>('completion', MAIN, { position: marked.position });
  return { client, item: (label: string) => items.find(found => found.label === label) };
}

const resolved = ({ connection }: MemoryClient, item: CompletionItem | undefined) =>
  connection.sendRequest<CompletionItem>('completionItem/resolve', item);

const at = (line: number, from: number, to: number) => ({
  start: { line, character: from },
  end: { line, character: to },
});

test('a plain client gets a name, one line about it and its documentation', async () => {
  const { item } = await completing(NET);
  expect(item('maxpool')).toMatchObject({
    textEdit: { newText: 'maxpool', range: at(3, 2, 5) },
    insertTextFormat: 1,
    documentation: { value: expect.stringContaining('```cnn\nmaxpool(kernel') },
  });
  expect(item('maxpool')?.labelDetails).toBeUndefined();
});

test('a client that knows more gets a snippet, its parameters, and both ways to write it', async () => {
  const { item } = await completing(NET.replace('max$0', 'max$0p'), { capabilities: RICH });
  expect(item('maxpool')).toMatchObject({
    textEdit: { newText: 'maxpool(${1:kernel})', insert: at(3, 2, 5), replace: at(3, 2, 6) },
    insertTextFormat: 2,
    labelDetails: { detail: expect.stringMatching(/^\(kernel, stride=_, /) },
  });
});

test('documentation is sent when it is asked for', async () => {
  const { client, item } = await completing(NET, { capabilities: RICH });
  expect(item('maxpool')?.documentation).toBeUndefined();
  expect(await resolved(client, item('maxpool'))).toMatchObject({
    label: 'maxpool',
    documentation: { kind: 'markdown', value: expect.stringContaining('```cnn\nmaxpool(kernel') },
  });
  expect(await resolved(client, item('se'))).toMatchObject({
    documentation: { value: expect.stringContaining('Squeeze-and-excitation') },
  });
});

test('an item that says nothing of itself comes back as it is', async () => {
  const { client } = await completing(NET);
  expect(await resolved(client, { label: 'x' })).toEqual({ label: 'x' });
  expect(await resolved(client, { label: 'x', data: { uri: 7 } })).toMatchObject({ label: 'x' });
});

test('a block of another file brings its import along', async () => {
  const { client, item } = await completing(NET, { capabilities: RICH });
  expect(item('mix')).toMatchObject({
    labelDetails: { description: 'from parts.cnn' },
    additionalTextEdits: [{ newText: 'import mix from "parts.cnn"\n\n', range: at(0, 0, 0) }],
  });
  expect(await resolved(client, item('mix'))).toMatchObject({
    documentation: { value: '```cnn\nblock mix(out)\n```\n\nMixes channels.' },
  });
});

test('a file that comes while the client watches is known', async () => {
  const files = new Map(FILES);
  const watching = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
  const { client, item } = await completing(NET, {
    files,
    capabilities: watching,
    prepare: connection => connection.onRequest('client/registerCapability', () => null),
  });
  expect(item('mix')).toBeDefined();
  const late = `${FOLDER}/late.cnn`;
  files.set(late, 'block late { relu }\n');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: late, type: 1 }] });
  const { position } = atCursor(NET);
  const items = await client.ask<CompletionItem[]>('completion', MAIN, { position });
  expect(items.map(({ label }) => label)).toContain('late');
});

/** ⌊(28 + 2·2 − 5)/1⌋ + 1 = 28. */
test('the padding that keeps the size is chosen before', async () => {
  const { item } = await completing('model Net {\n  input(1x28x28)\n  conv(6, 5, padding=$0)\n}\n', {
    capabilities: RICH,
  });
  expect(item('2')).toMatchObject({ preselect: true, labelDetails: { description: '→ 6×28×28' } });
  expect(item('same')?.preselect).toBeUndefined();
});

test('an idiom is written whole, with or without places to fill in', async () => {
  const text = NET.replace('max$0', '$0');
  const rich = (await completing(text, { capabilities: RICH })).item('inception');
  expect(rich?.textEdit).toMatchObject({ newText: expect.stringContaining('conv(${1:64}, 1) -> relu,') });
  const plain = (await completing(text)).item('inception');
  expect(plain?.textEdit).toMatchObject({ newText: expect.stringContaining('conv(64, 1) -> relu,') });
});
