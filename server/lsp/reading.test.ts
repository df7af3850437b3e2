import { expect, test } from 'vitest';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Diagnostic,
  Hover,
  Location,
  SelectionRange,
} from 'vscode-languageserver';
import { PROGRAM_REQUEST, type ProgramResult } from './protocol.ts';
import { atCursor, connect, edit, FOLDER, hintsOf, MAIN, NET, PULL } from './memory-client.ts';

/** In the name of `NET`'s convolution. */
const CONV = { line: 2, character: 3 };

test('hover says what a layer does', async () => {
  const client = await connect();
  const { text, position } = atCursor(NET.replace('conv', 'co$0nv'));
  await client.open(MAIN, text);
  const hover = await client.ask<Hover>('hover', MAIN, { position });
  expect(hover.range).toEqual({ start: { line: 2, character: 2 }, end: { line: 2, character: 6 } });
  expect(hover.contents).toMatchObject({ kind: 'markdown', value: expect.stringContaining('6×24×24') });
});

test('the definition of a library block is a text that the server gives', async () => {
  const { text, position } = atCursor(NET.replace('maxpool(2)', 's$0e'));
  const client = await connect({ capabilities: { workspace: { textDocumentContent: {} } } });
  await client.open(MAIN, text);
  const { uri, range } = await client.ask<Location>('definition', MAIN, { position });
  const content = await client.connection.sendRequest<{ text: string }>('workspace/textDocumentContent', { uri });
  expect(content.text.split('\n')[range.start.line]?.slice(range.start.character, range.end.character)).toBe('se');
});

test('a client that cannot show such a text gets no place in it', async () => {
  const { text, position } = atCursor(NET.replace('maxpool(2)', 's$0e'));
  const client = await connect();
  await client.open(MAIN, text);
  expect(await client.ask('definition', MAIN, { position })).toBeNull();
});

test('advice leads to the page of its rule', async () => {
  const client = await connect({ capabilities: { ...PULL, workspace: { textDocumentContent: {} } } });
  await client.open(MAIN, NET.replace('maxpool(2)', 'relu -> relu'));
  const { items } = await client.ask<{ items: readonly Diagnostic[] }>('diagnostic', MAIN);
  const { code, codeDescription } = items.find(item => item.code === 'no-effect') ?? {};
  expect(code).toBe('no-effect');
  const uri = codeDescription?.href;
  const content = await client.connection.sendRequest<{ text: string }>('workspace/textDocumentContent', { uri });
  expect(content.text).toMatch(/^# Layer without effect\n/);
});

test('the program of a model comes with the version it is of', async () => {
  const client = await connect();
  const program = (position: object) =>
    client.connection.sendRequest<ProgramResult>(PROGRAM_REQUEST, { uri: MAIN, position });
  await client.open(MAIN, NET);
  expect(await program({ line: 0, character: 0 })).toMatchObject({
    kind: 'program',
    version: 1,
    program: { model: 'Net', outputs: [{ name: 'output' }] },
  });
  await edit(client, MAIN, 2, [{ text: NET.replace('5', '50') }]);
  expect(await program({ line: 0, character: 0 })).toMatchObject({ kind: 'broken', version: 2 });
  await edit(client, MAIN, 3, [{ text: '' }]);
  expect(await program({ line: 0, character: 0 })).toEqual({ kind: 'none', version: 3 });
});

test('a selection grows', async () => {
  const client = await connect();
  await client.open(MAIN, NET);
  const [selection] = await client.ask<SelectionRange[]>('selectionRange', MAIN, { positions: [CONV] });
  expect(selection?.range).toEqual({ start: { line: 2, character: 2 }, end: { line: 2, character: 6 } });
  expect(selection?.parent?.range.end).toEqual({ line: 2, character: 12 });
});

test('data flows from who feeds to who reads', async () => {
  const client = await connect();
  await client.open(MAIN, NET);
  const [item] = await client.ask<CallHierarchyItem[]>('prepareCallHierarchy', MAIN, { position: CONV });
  const ask = <R>(way: string) => client.connection.sendRequest<R>(`callHierarchy/${way}Calls`, { item });
  expect((await ask<CallHierarchyIncomingCall[]>('incoming')).map(({ from }) => from.name)).toEqual(['input']);
  expect((await ask<CallHierarchyOutgoingCall[]>('outgoing')).map(({ to }) => to.name)).toEqual(['1']);
});

test('numbers in a hover lead to what gave them, in clients that go there', async () => {
  const size = async (initializationOptions: object) => {
    const client = await connect({ initializationOptions });
    await client.open(MAIN, NET);
    const hover = await client.ask<Hover>('hover', MAIN, { position: CONV });
    return JSON.stringify(hover.contents);
  };
  expect(await size({ opensPlaces: true })).toContain(`[28](${MAIN}#L2,9) + 2·0 − 1·([5](${MAIN}#L3,11)−1)`);
  expect(await size({})).toContain('(28 + 2·0 − 1·(5−1)');
});

test('a picture is shown to clients that show them', async () => {
  const client = await connect({ initializationOptions: { showsPictures: true } });
  await client.open(MAIN, NET);
  expect(await client.ask('hover', MAIN, { position: CONV })).toMatchObject({
    contents: { value: expect.stringContaining('](data:image/svg+xml,') },
  });
});

test('a hint says what a hover says once it is looked at, and leads to what decides it', async () => {
  const client = await connect();
  await client.open(MAIN, 'block b(n) {\n  conv(n, 1)\n}\nmodel M {\n  input(1x8x8)\n  b(4)\n}\n');
  const [inner, outer] = await hintsOf(client, MAIN);
  expect(inner?.label).toMatchObject([{ location: { uri: MAIN, range: { start: { line: 5, character: 2 } } } }]);
  expect(outer?.label).toMatchObject([{ location: { uri: MAIN, range: { start: { line: 0, character: 6 } } } }]);
  expect(inner?.tooltip).toBeUndefined();
  expect(await client.connection.sendRequest('inlayHint/resolve', inner)).toMatchObject({
    tooltip: { kind: 'markdown', value: expect.stringContaining('| `0.0` | 1×8×8 → **4×8×8** |') },
  });
});

test('a hint that says nothing of itself comes back as it is', async () => {
  const client = await connect();
  const hint = { position: CONV, label: 'x' };
  expect(await client.connection.sendRequest('inlayHint/resolve', hint)).toEqual(hint);
});

test('the type of a tensor is the block that made it, its declaration the import', async () => {
  const parts = `${FOLDER}/parts.cnn`;
  const client = await connect({ files: new Map([[parts, 'block part { relu }\n']]) });
  const { text, position } = atCursor('import part from "parts.cnn"\nmodel M {\n  input(1x8x8)\n  $0x = part\n}\n');
  await client.open(MAIN, text);
  expect(await client.ask('typeDefinition', MAIN, { position })).toEqual([
    { uri: parts, range: { start: { line: 0, character: 6 }, end: { line: 0, character: 10 } } },
  ]);
  const call = { line: 3, character: 7 };
  expect(await client.ask('definition', MAIN, { position: call })).toMatchObject({ uri: parts });
  expect(await client.ask('declaration', MAIN, { position: call })).toEqual({
    uri: MAIN,
    range: { start: { line: 0, character: 7 }, end: { line: 0, character: 11 } },
  });
});
