import { expect, test } from 'vitest';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { atCursor, connect, edit, FOLDER, type MemoryClient } from './memory-client.ts';

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
    documentation: { value: expect.stringContaining('```cnn\nmaxpool(kernel') },
  });
  expect(item('maxpool')?.labelDetails).toBeUndefined();
  // What has no format is plain text.
  expect(item('maxpool')?.insertTextFormat).toBeUndefined();
});

test('a line of weights is offered the files that may be read, at any depth', async () => {
  const files = new Map(['deep/a.onnx', 'b.safetensors', 'c.txt'].map(name => [`${FOLDER}/${name}`, '']));
  files.set('file:///elsewhere/d.onnx', '');
  const { item } = await completing('model Net {\n  input(1x28x28)\n  weights "de$0"\n}\n', { files });
  expect(item('deep/a.onnx')?.textEdit).toEqual({ newText: 'deep/a.onnx', range: at(2, 11, 13) });
  expect(item('b.safetensors')).toBeDefined();
  expect(item('c.txt') ?? item('../elsewhere/d.onnx')).toBeUndefined();
});

test('a file outside of the workspace is offered what is beside it', async () => {
  const files = new Map([
    ['file:///elsewhere/parts.cnn', 'block beside { relu }'],
    ['file:///elsewhere/deep/parts.cnn', 'block below { relu }'],
  ]);
  const client = await connect({ files });
  const { text, position } = atCursor(NET);
  await client.open('file:///elsewhere/net.cnn', text);
  const items = await client.ask<CompletionItem[]>('completion', 'file:///elsewhere/net.cnn', { position });
  const imported = items.filter(({ additionalTextEdits }) => additionalTextEdits);
  expect(imported.map(({ label }) => label)).toEqual(['beside']);
});

test('a client that knows more gets a snippet, its parameters, and both ways to write it', async () => {
  const { item } = await completing(NET.replace('max$0', 'max$0p'), { capabilities: RICH });
  expect(item('maxpool')).toMatchObject({
    textEdit: { newText: 'maxpool(${1:kernel})', insert: at(3, 2, 5), replace: at(3, 2, 6) },
    insertTextFormat: 2,
    labelDetails: { detail: expect.stringMatching(/^\(kernel, stride=_, /) },
  });
});

test('a client that puts it in again gets once what the items have in common', async () => {
  const client = await connect({
    files: FILES,
    capabilities: {
      textDocument: {
        completion: { ...RICH.textDocument.completion, completionList: { itemDefaults: ['editRange', 'data'] } },
      },
    },
  });
  const { text, position } = atCursor(NET.replace('max$0', 'max$0p'));
  await client.open(MAIN, text);
  const list = await client.ask<CompletionList>('completion', MAIN, { position });
  expect(list.itemDefaults).toMatchObject({ editRange: { insert: at(3, 2, 5), replace: at(3, 2, 6) } });
  const item = list.items.find(({ label }) => label === 'maxpool');
  expect(item).toMatchObject({ textEditText: 'maxpool(${1:kernel})' });
  expect(item?.textEdit).toBeUndefined();
  expect(list.items.find(({ label }) => label === 'relu')?.textEditText).toBeUndefined();
  const { documentation } = await resolved(client, { ...item, data: list.itemDefaults?.data } as CompletionItem);
  expect(documentation).toMatchObject({ value: expect.stringContaining('```cnn\nmaxpool(kernel') });
});

test('what is typed is completed from the analysis before it, as from its own', async () => {
  const { client } = await completing(NET, { capabilities: RICH });
  const { text, position } = atCursor(NET.replace('max$0', 'ge$0'));
  await edit(client, MAIN, 2, [{ text }]);
  const first = await client.ask<CompletionItem[]>('completion', MAIN, { position });
  await client.ask('hover', MAIN, { position });
  expect(await client.ask<CompletionItem[]>('completion', MAIN, { position })).toEqual(first);
  // ⌊(28 + 2·0 − 1·(5−1) − 1)/1⌋ + 1 = 24.
  expect(first.find(({ label }) => label === 'gelu')?.labelDetails?.description).toBe('→ 6×24×24');
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
