/** A server that dies by itself: a process, or a worker. */
import { assert } from 'chai';
import * as vscode from 'vscode';
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
    await replace(document, 'linear(84)', 'liner(84)');
    const [fault] = await diagnostics(document.uri, 1);
    assert.strictEqual(fault?.code, 'unknown-name');
    assert.deepStrictEqual(states, [State.Stopped, State.Starting, State.Running]);
    listener.dispose();
    await replace(document, 'liner(84)', 'linear(84)');
    await diagnostics(document.uri, 0);
    assert.strictEqual(await hoverAt(document, 'linear(84)'), before);
  });

  test('again and again is given up in the end, and comes back on command', async () => {
    const document = await open('lenet.cnn');
    const before = await hoverAt(document, 'linear(84)');
    const { client } = await foveaApi();
    let deaths = 0;
    for (let isBack = true; isBack; deaths += 1) {
      await kill(client);
      isBack = await comesBack(client);
    }
    // The client's own measure: five times in three minutes, of which the test above may have taken one.
    assert.include([4, 5], deaths);
    await vscode.commands.executeCommand('fovea.restartServer');
    assert.strictEqual(await hoverAt(document, 'linear(84)'), before);
  });
});

/** Another is started at once, or not at all. */
const PATIENCE = 1000;

/** Whether a server that has just died is followed by another; then it is there. */
async function comesBack(client: BaseLanguageClient): Promise<boolean> {
  for (const died = Date.now(); client.state === State.Stopped;) {
    if (Date.now() - died > PATIENCE) return false;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  await eventually('server', () => client.state === State.Running || undefined);
  // It is said to run before its start has ended, and the client gives one up that dies in between.
  await client.start();
  return true;
}

/** A process is killed; a worker, which nothing can kill from here, is told to end. Resolves once the client has noticed. */
async function kill(client: BaseLanguageClient): Promise<void> {
  // Not its state, read now and then: the next one may be there by then.
  let hasEnded = false;
  const listener = client.onDidChangeState(({ oldState }) => (hasEnded ||= oldState === State.Running));
  const { serverProcess } = client as LanguageClient;
  if (serverProcess) {
    serverProcess.kill('SIGKILL');
    // It is dead, nobody here has heard of it, and the editor writes on: more errors than the client by itself puts up with.
    for (const dead = Date.now() + 100; Date.now() < dead;);
    for (let edit = 0; edit < 10; edit += 1) client.sendNotification('$/unheard').catch(() => {});
  } else await client.sendNotification('exit');
  await eventually('end of the server', () => hasEnded || undefined);
  listener.dispose();
}
