import { assert } from 'chai';
import * as vscode from 'vscode';
import type { FoveaApi } from '../../client/extension/activate.ts';
import { diagnostics, eventually } from './workspace.ts';

suite('getting started', () => {
  test('the walkthrough is there, with its steps', () => {
    const extension = vscode.extensions.getExtension<FoveaApi>('fovea.fovea');
    const { walkthroughs } = extension?.packageJSON.contributes ?? {};
    assert.deepStrictEqual(
      walkthroughs[0].steps.map(({ id }: { readonly id: string }) => id),
      ['write', 'understand', 'mend', 'run'],
    );
  });

  test('a new network is clean, and its preview runs it', async () => {
    const extension = vscode.extensions.getExtension<FoveaApi>('fovea.fovea');
    assert.ok(extension);
    const { preview } = await extension.activate();
    await vscode.commands.executeCommand('fovea.newNetwork');
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.strictEqual(document.languageId, 'cnn');
    await diagnostics(document.uri, 0);
    await vscode.commands.executeCommand('fovea.openPreview');
    const run = await eventually('run of the new network', () =>
      preview.lastRun?.model === 'Digits' ? preview.lastRun : undefined,
    );
    assert.deepStrictEqual(run.problems, []);
  });
});
