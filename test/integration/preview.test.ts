import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, foveaApi, open } from './workspace.ts';

suite('the preview', () => {
  test('opens beside the editor and reads the digit', async () => {
    await open('lenet.cnn');
    const { preview } = await foveaApi();
    await vscode.commands.executeCommand('fovea.openPreview');
    const run = await eventually('run in the preview', () => preview.lastRun);
    assert.strictEqual(run.model, 'LeNet5');
    assert.deepStrictEqual(run.problems, []);
    // The digit's label is in the name of its file: 00000_label7.png.
    assert.strictEqual(run.top[0]?.index, Number(/label(\d)/.exec(run.picture ?? '')?.[1]));
  });
});
