import { assert } from 'chai';
import * as vscode from 'vscode';
import type { RunReport } from '../../client/extension/preview/messages.ts';
import { eventually, fileUri, foveaApi, open, replace } from './workspace.ts';

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

  test('that was hidden is as it was when it is shown again', async () => {
    const note = await vscode.workspace.openTextDocument(fileUri('README.md'));
    const run = await runAfter(async () => {
      await vscode.window.showTextDocument(note, vscode.ViewColumn.Two);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    }, 'LeNet5');
    assert.strictEqual(run.top[0]?.index, 7);
  });

  test('obeys a change of what shall run it, and says where WebGPU cannot', async () => {
    const wish = async (provider: string | undefined) =>
      vscode.workspace.getConfiguration('fovea').update('preview.executionProvider', provider, true);
    const run = await runAfter(() => wish('webgpu'), 'LeNet5');
    assert.strictEqual(run.top[0]?.index, 7);
    // A test's browser has no graphics processor; a developer's VS Code may.
    assert.match(run.problems.join('\n'), /^$|^WebGPU is not used: /);
    const again = await runAfter(() => wish(undefined), 'LeNet5');
    assert.deepStrictEqual(again.problems, []);
  });

  test('says what it cannot read, and runs the network on what there is', async () => {
    const run = await runAfter(() => open('small.cnn'), 'Small');
    // The folder `small` has a picture that is none, and the weights are outside the workspace.
    assert.match(run.problems.join('\n'), /outside\.safetensors cannot be read.*outside the workspace/);
    assert.match(run.problems.join('\n'), /broken\.png cannot be shown/);
    assert.deepStrictEqual(run.layers.at(-1)?.shape, [3]);
  });

  test('shows the newest of the edits that come while it runs', async () => {
    const document = await open('small.cnn');
    const run = await runAfter(
      async () => {
        await replace(document, 'linear(3)', 'linear(4)');
        await replace(document, 'linear(4)', 'linear(5)');
      },
      'Small',
      ({ version }) => version === document.version,
    );
    assert.deepStrictEqual(run.layers.at(-1)?.shape, [5]);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});

/** The first run of a model, and that is so, after `action` has begun. */
async function runAfter(
  action: () => Promise<unknown>,
  model: string,
  isSo: (run: RunReport) => boolean = () => true,
): Promise<RunReport> {
  const { preview } = await foveaApi();
  const runs: RunReport[] = [];
  const listener = preview.onDidRun(run => runs.push(run));
  try {
    await action();
    return await eventually(`run of ${model}`, () => runs.find(run => run.model === model && isSo(run)));
  } finally {
    listener.dispose();
  }
}
