/** A server that dies by itself: a process, or a worker. */
import { assert } from 'chai';
import { State } from 'vscode-languageclient';
import type { BaseLanguageClient, LanguageClient } from 'vscode-languageclient/node';
import { diagnostics, eventually, foveaApi, hoverAt, open, replace } from './workspace.ts';

suite('a server that is killed', () => {
  test('is followed by another, which knows what is typed meanwhile', async () => {
    const document = await open('lenet.cnn');
    const before = await hoverAt(document, 'linear(84)');
    const { client } = await foveaApi();
    const states: State[] = [];
    const listener = client.onDidChangeState(({ newState }) => states.push(newState));
    await kill(client);
    await eventually('end of the server', () => (states.length > 0 ? true : undefined));
    await replace(document, 'linear(84)', 'liner(84)');
    const [fault] = await diagnostics(document.uri, 1);
    assert.strictEqual(fault?.code, 'unknown-name');
    assert.deepStrictEqual(states, [State.Stopped, State.Starting, State.Running]);
    listener.dispose();
    await replace(document, 'liner(84)', 'linear(84)');
    await diagnostics(document.uri, 0);
    assert.strictEqual(await hoverAt(document, 'linear(84)'), before);
  });
});

/** A process is killed; a worker, which nothing can kill from here, is told to end. */
async function kill(client: BaseLanguageClient): Promise<void> {
  const { serverProcess } = client as LanguageClient;
  if (serverProcess) serverProcess.kill('SIGKILL');
  else await client.sendNotification('exit');
}
