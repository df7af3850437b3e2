import { describe, expect, test } from 'vitest';
import type { DocumentHighlight, Location, SymbolInformation } from 'vscode-languageserver';
import { atCursor, connect, FOLDER, MAIN, NET } from './memory-client.ts';

describe('all files of the workspace', () => {
  const PARTS = `${FOLDER}/parts.cnn`;
  const files = () => new Map([[PARTS, 'block unit(out) { conv(out, 1) }\n']]);
  const USER = 'import unit from "parts.cnn"\nmodel Net {\n  input(1x8x8)\n  $0unit(out=4)\n}\n';
  const RENAMES = {
    textDocument: { rename: { prepareSupport: true } },
    workspace: { workspaceEdit: { documentChanges: true } },
  };
  const span = (line: number, start: number, end: number) => ({
    start: { line, character: start },
    end: { line, character: end },
  });

  test('are edited when a name changes, open ones in their version', async () => {
    const client = await connect({ files: files(), capabilities: RENAMES });
    const { text, position } = atCursor(USER);
    await client.open(MAIN, text);
    expect(await client.ask('prepareRename', MAIN, { position })).toEqual({
      range: span(3, 2, 6),
      placeholder: 'unit',
    });
    expect(await client.ask('rename', MAIN, { position, newName: 'cell' })).toEqual({
      documentChanges: [
        {
          textDocument: { uri: MAIN, version: 1 },
          edits: [
            { range: span(0, 7, 11), newText: 'cell' },
            { range: span(3, 2, 6), newText: 'cell' },
          ],
        },
        { textDocument: { uri: PARTS, version: null }, edits: [{ range: span(0, 6, 10), newText: 'cell' }] },
      ],
    });
  });

  test('a refusal says why', async () => {
    const client = await connect({ capabilities: RENAMES });
    const { text, position } = atCursor(NET.replace('conv', 'co$0nv'));
    await client.open(MAIN, text);
    await expect(client.ask('prepareRename', MAIN, { position })).rejects.toThrow('`conv` is a layer of the language.');
  });

  test('are searched for references, with the definition or without', async () => {
    const client = await connect({ files: files() });
    const { text, position } = atCursor(USER);
    await client.open(MAIN, text);
    const places = async (includeDeclaration: boolean) =>
      (await client.ask<Location[]>('references', MAIN, { position, context: { includeDeclaration } })).map(
        ({ uri, range }) => [uri, range.start.line],
      );
    expect(await places(false)).toEqual([
      [MAIN, 0],
      [MAIN, 3],
    ]);
    expect(await places(true)).toEqual([
      [MAIN, 0],
      [MAIN, 3],
      [PARTS, 0],
    ]);
  });

  test('are searched for symbols', async () => {
    const client = await connect({ files: files() });
    await client.open(MAIN, NET);
    const found = async (query: string) =>
      (await client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query })).map(({ name }) => name);
    expect(await found('')).toEqual(['Net', 'unit']);
    expect(await found('UT')).toEqual(['unit']);
  });
});

test('names are highlighted as given or read', async () => {
  const client = await connect();
  const { text, position } = atCursor('model M {\n  input(1x8x8)\n  $0a = relu\n  add(a)\n}\n');
  await client.open(MAIN, text);
  const highlights = await client.ask<DocumentHighlight[]>('documentHighlight', MAIN, { position });
  expect(highlights.map(({ range, kind }) => [range.start.line, kind])).toEqual([
    [2, 3],
    [3, 2],
  ]);
});
