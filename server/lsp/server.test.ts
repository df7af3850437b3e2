import { describe, expect, test } from 'vitest';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeAction,
  CodeLens,
  CompletionItem,
  Diagnostic,
  DocumentDiagnosticReport,
  DocumentLink,
  Hover,
  InlayHint,
  Location,
  SelectionRange,
  SymbolInformation,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { CancellationTokenSource } from 'vscode-languageserver';
import { atCursor, awaited, connect, FOLDER, type MemoryClient } from './memory-client.ts';
import { PROGRAM_REQUEST, READ_FILE_REQUEST, type ProgramResult } from './protocol.ts';

const MAIN = `${FOLDER}/main.cnn`;
const PULL = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };

/** ⌊(28 + 2·0 − 1·(5−1) − 1)/1⌋ + 1 = 24, and half of it after the pool. */
const NET = 'model Net {\n  input(1x28x28)\n  conv(6, 5)\n  maxpool(2)\n}\n';

const pull = async (client: MemoryClient, uri: string): Promise<readonly Diagnostic[]> => {
  const report = await client.ask<DocumentDiagnosticReport>('diagnostic', uri);
  return report.kind === 'full' ? report.items : [];
};

const hints = async (client: MemoryClient, uri: string): Promise<readonly unknown[]> => {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  return (await client.ask<InlayHint[]>('inlayHint', uri, { range })).map(({ label }) => label);
};

const edit = (client: MemoryClient, uri: string, version: number, contentChanges: readonly object[]) =>
  client.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });

describe('what a client is told', () => {
  test('a client that pulls is offered diagnostics that depend on other files', async () => {
    const { initialised } = await connect({ capabilities: PULL });
    expect(initialised.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
  });

  test('a client that does not pull is offered none', async () => {
    const { initialised } = await connect();
    expect(initialised.capabilities.diagnosticProvider).toBeUndefined();
  });

  test('edits are incremental', async () => {
    const { initialised } = await connect();
    expect(initialised.capabilities.textDocumentSync).toBe(2);
  });
});

describe('diagnostics', () => {
  const FAULTY = NET.replace('maxpool', 'maxpol');

  test('are pulled', async () => {
    const client = await connect({ capabilities: PULL });
    await client.open(MAIN, FAULTY);
    expect(await pull(client, MAIN)).toMatchObject([
      { code: 'unknown-name', severity: 1, source: 'fovea', range: { start: { line: 3, character: 2 } } },
    ]);
  });

  test('are pushed to a client that cannot pull, with the version they are about', async () => {
    const published = awaited<unknown>();
    const client = await connect({
      prepare: connection => connection.onNotification('textDocument/publishDiagnostics', published.resolve),
    });
    await client.open(MAIN, FAULTY);
    expect(await published.promise).toMatchObject({ uri: MAIN, version: 1, diagnostics: [{ code: 'unknown-name' }] });
  });

  test('go when an edit mends the text', async () => {
    const client = await connect({ capabilities: PULL });
    await client.open(MAIN, FAULTY);
    const range = { start: { line: 3, character: 2 }, end: { line: 3, character: 8 } };
    await edit(client, MAIN, 2, [{ range, text: 'maxpool' }]);
    expect(await pull(client, MAIN)).toEqual([]);
    expect(await hints(client, MAIN)).toEqual(['6×24×24 · RF 5', '6×12×12 · RF 6']);
  });

  test('that the client has already are not sent again', async () => {
    const client = await connect({ capabilities: PULL });
    await client.open(MAIN, FAULTY);
    const ask = (more: object) => client.ask<DocumentDiagnosticReport>('diagnostic', MAIN, more);
    const { resultId: previousResultId } = await ask({});
    expect(await ask({ previousResultId })).toEqual({ kind: 'unchanged', resultId: previousResultId });
    expect(await ask({ previousResultId: 'another' })).toMatchObject({ kind: 'full' });
    await edit(client, MAIN, 2, [{ text: NET }]);
    expect(await ask({ previousResultId })).toMatchObject({ kind: 'full', items: [] });
  });

  test('have fixes', async () => {
    const client = await connect({ capabilities: PULL });
    await client.open(MAIN, FAULTY);
    const range = { start: { line: 3, character: 4 }, end: { line: 3, character: 4 } };
    const actions = await client.ask<CodeAction[]>('codeAction', MAIN, {
      range,
      context: { diagnostics: [], only: ['quickfix'] },
    });
    expect(actions.map(({ edit: change }) => change?.changes?.[MAIN])).toEqual([
      [{ range: { start: { line: 3, character: 2 }, end: { line: 3, character: 8 } }, newText: 'maxpool' }],
    ]);
  });
});

describe('requests', () => {
  test('hover says what a layer does', async () => {
    const client = await connect();
    const { text, position } = atCursor(NET.replace('conv', 'co$0nv'));
    await client.open(MAIN, text);
    const hover = await client.ask<Hover>('hover', MAIN, { position });
    expect(hover.range).toEqual({ start: { line: 2, character: 2 }, end: { line: 2, character: 6 } });
    expect(hover.contents).toMatchObject({ kind: 'markdown', value: expect.stringContaining('6×24×24') });
  });

  test('completion writes snippets only for those who know them', async () => {
    const { text, position } = atCursor(NET.replace('  maxpool(2)', '  max$0'));
    const write = async (snippetSupport: boolean) => {
      const capabilities = { textDocument: { completion: { completionItem: { snippetSupport } } } };
      const client = await connect({ capabilities });
      await client.open(MAIN, text);
      const items = await client.ask<CompletionItem[]>('completion', MAIN, { position });
      return items.find(({ label }) => label === 'maxpool')?.textEdit;
    };
    const range = { start: { line: 3, character: 2 }, end: { line: 3, character: 5 } };
    expect(await write(true)).toEqual({ range, newText: 'maxpool(${1:kernel})' });
    expect(await write(false)).toEqual({ range, newText: 'maxpool' });
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

  test('formatting changes what must change', async () => {
    const client = await connect();
    await client.open(MAIN, NET.replace('conv(6, 5)', 'conv(6,5)'));
    const edits = await client.ask<TextEdit[]>('formatting', MAIN, { options: { tabSize: 2, insertSpaces: true } });
    const place = { line: 2, character: 9 };
    expect(edits).toEqual([{ range: { start: place, end: place }, newText: ' ' }]);
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

  test('about a document that is not open get nothing', async () => {
    const client = await connect({ capabilities: PULL });
    const position = { line: 0, character: 0 };
    expect(await client.ask('hover', MAIN, { position })).toBeNull();
    expect(await pull(client, MAIN)).toEqual([]);
  });

  test('that are cancelled say so, and the next is answered', async () => {
    const client = await connect();
    await client.open(MAIN, NET);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: MAIN }, position: { line: 2, character: 3 } };
    const hover = client.connection.sendRequest('textDocument/hover', params, source.token);
    source.cancel();
    await expect(hover).rejects.toMatchObject({ code: -32800 });
    expect(await hints(client, MAIN)).toEqual(['6×24×24 · RF 5', '6×12×12 · RF 6']);
  });

  test('that run into a bug of ours get nothing, are logged, and leave others alone', async () => {
    const logged: unknown[] = [];
    const client = await connect({
      prepare: connection => connection.onNotification('window/logMessage', message => void logged.push(message)),
    });
    await client.open(MAIN, NET);
    // No client may send such a position: the conversion throws on it.
    expect(await client.ask('hover', MAIN, { position: null })).toBeNull();
    expect(logged).toMatchObject([{ type: 1 }]);
    expect(await hints(client, MAIN)).toEqual(['6×24×24 · RF 5', '6×12×12 · RF 6']);
  });
});

describe('files that import others', () => {
  const PARTS = `${FOLDER}/parts/part one.cnn`;
  const PARTS_URI = `${FOLDER}/parts/part%20one.cnn`;
  const USER = `import part from "parts/part one.cnn"\n\n${NET.replace('maxpool(2)', 'part')}`;
  const part = (channels: number) => `block part { conv(${channels}, 1) }\n`;

  test('read them from the disk', async () => {
    const client = await connect({ capabilities: PULL, files: new Map([[PARTS_URI, part(7)]]) });
    await client.open(MAIN, USER);
    expect(await hints(client, MAIN)).toEqual(['6×24×24 · RF 5', '7×24×24 · RF 5']);
    expect(await pull(client, MAIN)).toEqual([]);
  });

  test('read them from an open document first', async () => {
    const client = await connect({ files: new Map([[PARTS_URI, part(7)]]) });
    await client.open(PARTS_URI, part(8));
    await client.open(MAIN, USER);
    expect(await hints(client, MAIN)).toEqual(['6×24×24 · RF 5', '8×24×24 · RF 5']);
  });

  test('know an open document however its client encodes its name', async () => {
    const client = await connect();
    await client.open(PARTS.replace('part one', 'part%20%6Fne'), part(9));
    await client.open(MAIN, USER);
    expect(await hints(client, MAIN)).toEqual(['6×24×24 · RF 5', '9×24×24 · RF 5']);
  });

  test('read them from a client that offers its own', async () => {
    const client = await connect({
      initializationOptions: { readsFiles: true },
      prepare: connection => {
        connection.onRequest(READ_FILE_REQUEST, ({ uri }) => (uri === PARTS_URI ? part(5) : null));
      },
    });
    await client.open(MAIN, USER);
    expect(await hints(client, MAIN)).toEqual(['6×24×24 · RF 5', '5×24×24 · RF 5']);
  });

  test('say so when there is no such file, and notice when there is', async () => {
    const files = new Map<string, string>();
    const refreshed = awaited<void>();
    const client = await connect({
      capabilities: PULL,
      files,
      prepare: connection => connection.onRequest('workspace/diagnostic/refresh', () => refreshed.resolve()),
    });
    await client.open(MAIN, USER);
    expect(await pull(client, MAIN)).toMatchObject([{ code: 'import-missing' }]);
    files.set(PARTS_URI, part(7));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: PARTS_URI, type: 1 }],
    });
    await refreshed.promise;
    expect(await pull(client, MAIN)).toEqual([]);
  });

  test('follow an edit of the imported document, saved or not', async () => {
    const refreshed = awaited<void>();
    const client = await connect({
      capabilities: PULL,
      prepare: connection => connection.onRequest('workspace/diagnostic/refresh', () => refreshed.resolve()),
    });
    await client.open(PARTS_URI, part(8));
    await client.open(MAIN, USER);
    expect(await hints(client, MAIN)).toEqual(['6×24×24 · RF 5', '8×24×24 · RF 5']);
    await edit(client, PARTS_URI, 2, [{ text: part(16) }]);
    await refreshed.promise;
    expect(await hints(client, MAIN)).toEqual(['6×24×24 · RF 5', '16×24×24 · RF 5']);
  });

  test('do not reach out of the workspace', async () => {
    const outside = 'file:///elsewhere/part.cnn';
    const client = await connect({ capabilities: PULL, files: new Map([[outside, part(7)]]) });
    await client.open(MAIN, USER.replace('parts/part one.cnn', '../elsewhere/part.cnn'));
    expect(await pull(client, MAIN)).toMatchObject([{ code: 'import-outside' }]);
  });

  test('lead to definitions in them', async () => {
    const client = await connect({ files: new Map([[PARTS_URI, part(7)]]) });
    const { text, position } = atCursor(USER.replace('  part\n', '  pa$0rt\n'));
    await client.open(MAIN, text);
    expect(await client.ask('definition', MAIN, { position })).toEqual({
      uri: PARTS_URI,
      range: { start: { line: 0, character: 6 }, end: { line: 0, character: 10 } },
    });
  });
});

describe('settings', () => {
  test('say what the hints show', async () => {
    const asked = awaited<void>();
    const refreshed = awaited<void>();
    const client = await connect({
      capabilities: { workspace: { configuration: true, inlayHint: { refreshSupport: true } } },
      prepare: connection => {
        connection.onRequest('workspace/configuration', () => {
          asked.resolve();
          return [{ shape: true, receptiveField: false, params: true, macs: true }];
        });
        connection.onRequest('workspace/inlayHint/refresh', () => refreshed.resolve());
      },
    });
    await client.open(MAIN, NET);
    await asked.promise;
    await refreshed.promise;
    // 5·5·1·6 weights, each used at 24·24 places; 6 biases.
    expect(await hints(client, MAIN)).toEqual(['6×24×24 · 156 params · 86.4 KMACs', '6×12×12']);
  });
});

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

describe('the uses of a block', () => {
  const USES = 'block b(out) { conv(out, 1) }\nmodel Net {\n  input(3x8x8)\n  one = b(4)\n  two = b(8)\n}\n';
  const lenses = async (client: MemoryClient) =>
    (await client.ask<CodeLens[]>('codeLens', MAIN)).flatMap(({ command }) => command ?? []);

  test('are shown in turn where the client cannot choose', async () => {
    const client = await connect();
    await client.open(MAIN, USES);
    const [lens] = await lenses(client);
    expect(lens).toMatchObject({ title: 'used 2× · showing one', command: 'fovea.showInstance' });
    await client.connection.sendRequest('workspace/executeCommand', lens);
    expect((await hints(client, MAIN))[0]).toBe('8×8×8 · RF 1');
    expect((await lenses(client))[0]).toMatchObject({ title: 'used 2× · showing two' });
  });

  test('are the client’s to choose among, and models its to preview', async () => {
    const client = await connect({ initializationOptions: { hasCommands: true } });
    await client.open(MAIN, USES);
    expect((await lenses(client)).map(({ command }) => command)).toEqual([
      'fovea.chooseInstance',
      '',
      'fovea.openPreview',
    ]);
  });
});

describe('editing', () => {
  const position = { line: 2, character: 3 };
  const range = { start: position, end: position };

  const only = async (kinds?: readonly string[]) => {
    const client = await connect();
    await client.open(MAIN, NET);
    const context = { diagnostics: [], ...(kinds && { only: kinds }) };
    return (await client.ask<CodeAction[]>('codeAction', MAIN, { range, context })).map(({ kind }) => kind);
  };

  test('actions are those of the kinds that are asked for', async () => {
    expect(new Set(await only())).toEqual(new Set(['refactor.extract', 'refactor.rewrite']));
    expect(new Set(await only(['refactor.rewrite']))).toEqual(new Set(['refactor.rewrite']));
    expect(await only(['refactor.rew'])).toEqual([]);
  });

  test('a selection grows', async () => {
    const client = await connect();
    await client.open(MAIN, NET);
    const [selection] = await client.ask<SelectionRange[]>('selectionRange', MAIN, { positions: [position] });
    expect(selection?.range).toEqual({ start: { line: 2, character: 2 }, end: { line: 2, character: 6 } });
    expect(selection?.parent?.range.end).toEqual({ line: 2, character: 12 });
  });

  test('data flows from who feeds to who reads', async () => {
    const client = await connect();
    await client.open(MAIN, NET);
    const [item] = await client.ask<CallHierarchyItem[]>('prepareCallHierarchy', MAIN, { position });
    const ask = <R>(way: string) => client.connection.sendRequest<R>(`callHierarchy/${way}Calls`, { item });
    expect((await ask<CallHierarchyIncomingCall[]>('incoming')).map(({ from }) => from.name)).toEqual(['input']);
    expect((await ask<CallHierarchyOutgoingCall[]>('outgoing')).map(({ to }) => to.name)).toEqual(['1']);
  });

  test('paths follow the files that they name', async () => {
    const parts = `${FOLDER}/parts.cnn`;
    const client = await connect({ files: new Map([[parts, 'block b { relu }\n']]) });
    await client.open(MAIN, 'import b from "parts.cnn"\n');
    const [link] = await client.ask<DocumentLink[]>('documentLink', MAIN);
    expect(link?.target).toBe(parts);
    const files = [{ oldUri: parts, newUri: `${FOLDER}/lib/blocks.cnn` }];
    const moved = await client.connection.sendRequest<WorkspaceEdit>('workspace/willRenameFiles', { files });
    expect(moved.changes?.[MAIN]?.map(({ newText }) => newText)).toEqual(['lib/blocks.cnn']);
  });
});
