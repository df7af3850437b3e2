/** A server that dies by itself. */
import { assert } from 'chai';
import type { LanguageClient } from 'vscode-languageclient/node';
import { diagnostics, eventually, foveaApi, hoverAt, open, replace } from './workspace.ts';

suite('a server that is killed', () => {
  test('is followed by another, which knows what is typed meanwhile', async () => {
    const document = await open('lenet.cnn');
    const before = await hoverAt(document, 'linear(84)');
    const client = (await foveaApi()).client as LanguageClient;
    const killed = client.serverProcess;
    assert.ok(killed);
    killed.kill('SIGKILL');
    await eventually('end of the server', () => (killed.signalCode === 'SIGKILL' ? true : undefined));
    await replace(document, 'linear(84)', 'liner(84)');
    const [fault] = await diagnostics(document.uri, 1);
    assert.strictEqual(fault?.code, 'unknown-name');
    assert.notStrictEqual(client.serverProcess?.pid, killed.pid);
    await replace(document, 'liner(84)', 'linear(84)');
    await diagnostics(document.uri, 0);
    assert.strictEqual(await hoverAt(document, 'linear(84)'), before);
  });
});
