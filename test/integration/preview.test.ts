import { assert } from 'chai';
import * as vscode from 'vscode';
import type { FoveaApi } from '../../client/extension/activate.ts';
import { eventually, open } from './workspace.ts';

suite('the preview', () => {
  test('opens beside the editor and reads the digit', async () => {
    await open('lenet.cnn');
    const extension = vscode.extensions.getExtension<FoveaApi>('fovea.fovea');
    assert.ok(extension);
    const { preview } = await extension.activate();
    await vscode.commands.executeCommand('fovea.openPreview');
    const run = await eventually('run in the preview', () => preview.lastRun);
    assert.strictEqual(run.model, 'LeNet5');
    assert.deepStrictEqual(run.problems, []);
    // The digit's label is in the name of its file: 00000_label7.png.
    assert.strictEqual(run.top[0]?.index, Number(/label(\d)/.exec(run.picture ?? '')?.[1]));
  });
});
