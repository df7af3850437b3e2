import { describe, expect, test } from 'vitest';
import type { DocumentSymbol, FoldingRange, SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { awaited, close, connect, edit, hints, hintsOf, MAIN, NET } from './memory-client.ts';

describe('settings', () => {
  test('say what the hints show', async () => {
    const asked = awaited<void>();
    const refreshed = awaited<void>();
    const client = await connect({
      capabilities: { workspace: { configuration: true, inlayHint: { refreshSupport: true } } },
      prepare: connection => {
        connection.onRequest('workspace/configuration', () => {
          asked.resolve();
          return [{ hints: { receptiveField: false, params: true, macs: true } }];
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

describe('semantic tokens', () => {
  /** What a client has after it has applied the changes. */
  const applied = (data: readonly number[], { edits }: SemanticTokensDelta): readonly number[] =>
    edits
      .toSorted((a, b) => b.start - a.start)
      .reduce((now, { start, deleteCount, data: more = [] }) => now.toSpliced(start, deleteCount, ...more), [...data]);

  test('are sent as changes of what the client has', async () => {
    const client = await connect();
    await client.open(MAIN, NET);
    const first = await client.ask<SemanticTokens>('semanticTokens/full', MAIN);
    await edit(client, MAIN, 2, [{ text: NET.replace('conv(6, 5)', 'c1 = conv(6, 5)\n  c1 -> relu') }]);
    const { resultId: previousResultId } = first;
    const delta = await client.ask<SemanticTokensDelta>('semanticTokens/full/delta', MAIN, { previousResultId });
    const all = await client.ask<SemanticTokens>('semanticTokens/full', MAIN);
    expect(delta.edits.length).toBeGreaterThan(0);
    expect(applied(first.data, delta)).toEqual(all.data);
    expect(new Set([first.resultId, delta.resultId, all.resultId]).size).toBe(3);
  });

  test('are sent whole to a client that has something else', async () => {
    const client = await connect();
    await client.open(MAIN, NET);
    const { data } = await client.ask<SemanticTokens>('semanticTokens/full', MAIN);
    expect(await client.ask('semanticTokens/full/delta', MAIN, { previousResultId: 'x' })).toMatchObject({ data });
    await close(client, MAIN);
    await client.open(MAIN, NET);
    expect(await client.ask('semanticTokens/full/delta', MAIN, { previousResultId: '1' })).toMatchObject({ data });
  });

  test('of a range are those in it', async () => {
    const client = await connect();
    await client.open(MAIN, NET);
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 12 } };
    const { data } = await client.ask<SemanticTokens>('semanticTokens/range', MAIN, { range });
    // One token: line 2, character 2, the four letters of conv.
    expect(data.slice(0, 3)).toEqual([2, 2, 4]);
    expect(data).toHaveLength(5);
  });
});

test('brackets fold to the line before the last, comments and imports whole', async () => {
  const client = await connect();
  await client.open(MAIN, `# one\n# two\nimport a from "a.cnn"\nimport b from "b.cnn"\n${NET}`);
  expect(await client.ask<FoldingRange[]>('foldingRange', MAIN)).toEqual([
    { startLine: 4, endLine: 7 },
    { startLine: 0, endLine: 1, kind: 'comment' },
    { startLine: 2, endLine: 3, kind: 'imports' },
  ]);
});

test('the outline has shapes', async () => {
  const client = await connect();
  await client.open(MAIN, NET.replace('conv', 'c1 = conv'));
  expect(await client.ask<DocumentSymbol[]>('documentSymbol', MAIN)).toMatchObject([
    { name: 'Net', children: [{ name: 'c1', detail: '6×24×24' }] },
  ]);
});

test('hints have the kind that their client switches', async () => {
  const client = await connect();
  await client.open(MAIN, NET);
  expect((await hintsOf(client, MAIN)).map(({ kind, paddingLeft }) => [kind, paddingLeft])).toEqual([
    [1, true],
    [1, true],
  ]);
});
