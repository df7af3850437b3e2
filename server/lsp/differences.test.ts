import { expect, test } from 'vitest';
import type { CodeLens } from 'vscode-languageserver';
// Loaded with the file, not in the first test's time.
import './on-request.ts';
import { awaited, connect, FOLDER, type MemoryClient } from './memory-client.ts';
import {
  COMMITTED_CHANGED,
  DIFFERENCE_REQUEST,
  READ_COMMITTED_REQUEST,
  SHOW_DIFFERENCE,
  type FileParams,
} from './protocol.ts';

const MAIN = `${FOLDER}/main.cnn`;
const HEAD_BLOCK = `${FOLDER}/parts/head.cnn`;

/** 3·3 weights from 1 to 1 channel; the head has as many, with a dilation of `dilation`. */
const net = (more = '') =>
  `import head from "parts/head.cnn"\nmodel Net {\n  input(1x32x32)\n  conv(1, 3, bias=false)\n  head${more}\n}\n`;
const head = (dilation: number) => `block head { conv(1, 3, bias=false, padding=1, dilation=${dilation}) }\n`;

interface Committed {
  readonly client: MemoryClient;
  /** What the commit has, by URI. */
  readonly commit: Map<string, string>;
  /** Resolved when the server has asked for new lenses. */
  readonly refreshed: () => Promise<void>;
}

async function withCommit(commit: Map<string, string>): Promise<Committed> {
  let next = awaited<void>();
  const client = await connect({
    capabilities: { workspace: { codeLens: { refreshSupport: true } } },
    initializationOptions: { hasCommands: true, readsCommitted: true },
    files: new Map([[HEAD_BLOCK, head(1)]]),
    prepare: connection => {
      connection.onRequest(READ_COMMITTED_REQUEST, ({ uri }: FileParams) => commit.get(uri) ?? null);
      connection.onRequest('workspace/codeLens/refresh', () => {
        next.resolve();
        next = awaited();
        return null;
      });
    },
  });
  return { client, commit, refreshed: () => next.promise };
}

const titles = async (client: MemoryClient) =>
  (await client.ask<CodeLens[]>('codeLens', MAIN)).flatMap(({ command }) =>
    command?.command === SHOW_DIFFERENCE ? [command.title] : [],
  );

test('a model says what changed in it since the commit, and again after another', async () => {
  const { client, commit, refreshed } = await withCommit(
    new Map([
      [MAIN, net()],
      [HEAD_BLOCK, head(1)],
    ]),
  );
  await client.open(MAIN, net('\n  conv(1, 3, bias=false)'));
  const [ready] = [refreshed(), await titles(client)];
  await ready;
  // 9 weights more than 18; 9·28·28 MACs more than 2·9·30·30; 1 + 2 + 2 + 2 for 1 + 2 + 2.
  expect(await titles(client)).toEqual(['+50 % params, +43.6 % MACs, RF 5 → 7 since HEAD']);
  const text = await client.connection.sendRequest<string>(DIFFERENCE_REQUEST, { uri: MAIN, model: 'Net' });
  expect(text.split('\n')).toEqual(expect.arrayContaining(['+ 2', 'parameters: 18 → 27 (+50 %)', 'field: 5×5 → 7×7']));
  commit.set(MAIN, net('\n  conv(1, 3, bias=false)'));
  const changed = refreshed();
  await client.connection.sendNotification(COMMITTED_CHANGED);
  await changed;
  expect(await titles(client)).toEqual([]);
});

test('what it imports is compared as the commit has it', async () => {
  const { client, refreshed } = await withCommit(
    new Map([
      [MAIN, net()],
      [HEAD_BLOCK, head(2)],
    ]),
  );
  await client.open(MAIN, net());
  const [ready] = [refreshed(), await titles(client)];
  await ready;
  // The head's 3×3 had a dilation of 2 and a padding of 1: 1 + 2 + 4, and 784 positions of 1,684 for 900 of 1,800.
  expect(await titles(client)).toEqual(['+6.89 % MACs, RF 7 → 5 since HEAD']);
});

test('nothing is said of a file that no commit has, of a broken model, and to clients that read no commits', async () => {
  const { client } = await withCommit(new Map());
  await client.open(MAIN, net());
  expect(await titles(client)).toEqual([]);
  const gone = await client.connection.sendRequest(DIFFERENCE_REQUEST, { uri: MAIN, model: 'Net' });
  expect(gone).toBeNull();
  const plain = await connect();
  await plain.open(MAIN, net());
  expect(await titles(plain)).toEqual([]);
});

test('nothing is said of a model that is half typed', async () => {
  const { client, refreshed } = await withCommit(
    new Map([
      [MAIN, net()],
      [HEAD_BLOCK, head(1)],
    ]),
  );
  await client.open(MAIN, net('\n  conv(1,'));
  const [ready] = [refreshed(), await titles(client)];
  await ready;
  expect(await titles(client)).toEqual([]);
});
