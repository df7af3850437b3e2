import { describe, expect, test, vi } from 'vitest';
import type { DocumentLink, WorkspaceEdit } from 'vscode-languageserver';
import { FileCache, type FileAccess } from './files.ts';
import { READ_FILE_REQUEST } from './protocol.ts';
import { atCursor, awaited, connect, edit, FOLDER, hints, MAIN, NET, PULL, pull } from './memory-client.ts';

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

describe('what has been read of a file', () => {
  const asked: string[] = [];
  const cache = new FileCache({
    read: async () => {
      throw new Error('The disk is gone.');
    },
    exists: async uri => asked.push(uri) > 0,
    list: async () => [],
  });
  const name = 'file:///net.safetensors';

  test('is asked for once, however many analyses wait for it', async () => {
    // A second question that took the place of the first would leave its asker without an answer, and so on in turns.
    const first = cache.load('presence', name);
    await Promise.all([first, cache.load('presence', name)]);
    expect(asked).toEqual([name]);
    expect(cache.peek('presence', name)).toEqual({ text: undefined, exists: true });
  });

  test('is asked for again once it is forgotten', async () => {
    cache.forget(name);
    await cache.load('presence', name);
    expect(asked).toEqual([name, name]);
  });

  test('is nothing where reading failed, and is tried again', async () => {
    await expect(cache.load('text', name)).rejects.toThrow('The disk is gone.');
    await expect(cache.load('text', name)).rejects.toThrow('The disk is gone.');
    expect(cache.peek('text', name)).toBeUndefined();
  });
});

describe('a listing', () => {
  const sought = (depth: 'folder' | 'all') => ({ endings: ['.cnn'], depth });
  const counted = (listing: 'fresh' | 'kept') => {
    const list = vi.fn<FileAccess['list']>(async () => []);
    const cache = new FileCache({ read: async () => undefined, exists: async () => false, list }, listing);
    return { cache, list };
  };

  test('is made anew each time where nobody watches', async () => {
    const { cache, list } = counted('fresh');
    for (let turn = 0; turn < 2; turn++) await cache.list(FOLDER, sought('all'));
    expect(list).toHaveBeenCalledTimes(2);
  });

  test('is kept where somebody does, until files have come or gone', async () => {
    const { cache, list } = counted('kept');
    for (let turn = 0; turn < 2; turn++) await cache.list(FOLDER, sought('all'));
    expect(list).toHaveBeenCalledTimes(1);
    cache.relist();
    await cache.list(FOLDER, sought('all'));
    expect(list).toHaveBeenCalledTimes(2);
  });

  test('of a folder alone holds for a moment', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { cache, list } = counted('kept');
    for (let turn = 0; turn < 2; turn++) await cache.list(FOLDER, sought('folder'));
    expect(list).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(2001);
    await cache.list(FOLDER, sought('folder'));
    expect(list).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });
});
