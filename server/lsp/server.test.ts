import { expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver';
import { connect, hints, MAIN, NET, PULL, pull } from './memory-client.ts';

test('requests about a document that is not open get nothing', async () => {
  const client = await connect({ capabilities: PULL });
  const position = { line: 0, character: 0 };
  expect(await client.ask('hover', MAIN, { position })).toBeNull();
  expect(await pull(client, MAIN)).toEqual([]);
});

test('requests that are cancelled say so, and the next is answered', async () => {
  const client = await connect();
  await client.open(MAIN, NET);
  const source = new CancellationTokenSource();
  const params = { textDocument: { uri: MAIN }, position: { line: 2, character: 3 } };
  const hover = client.connection.sendRequest('textDocument/hover', params, source.token);
  source.cancel();
  await expect(hover).rejects.toMatchObject({ code: -32800 });
  expect(await hints(client, MAIN)).toEqual(['6×24×24 · RF 5', '6×12×12 · RF 6']);
});

test('requests that run into a bug of ours get nothing, are logged, and leave others alone', async () => {
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
