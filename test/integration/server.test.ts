import { assert } from 'chai';
import * as vscode from 'vscode';
import { hoverAt, open } from './workspace.ts';

suite('the language server', () => {
  test('answers after a restart as before', async () => {
    const document = await open('lenet.cnn');
    const before = await hoverAt(document, 'linear(84)');
    await vscode.commands.executeCommand('fovea.restartServer');
    assert.strictEqual(await hoverAt(document, 'linear(84)'), before);
  });
});
