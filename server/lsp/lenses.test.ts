import { describe, expect, test } from 'vitest';
import type { CodeLens } from 'vscode-languageserver';
import { connect, hints, MAIN, type MemoryClient } from './memory-client.ts';

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
