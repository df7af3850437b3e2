import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, fileUri, replace } from './workspace.ts';

/** What the suite uses of the git extension: https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts. */
interface GitExtension {
  readonly enabled: boolean;
  readonly getAPI: (version: 1) => { readonly init: (root: vscode.Uri) => Promise<Repository | null> };
}

interface Repository {
  readonly setConfig: (key: string, value: string) => Promise<unknown>;
  readonly add: (paths: readonly string[]) => Promise<void>;
  readonly commit: (message: string) => Promise<void>;
}

const FILE = 'committed/net.cnn';
const NET = 'model Net {\n  input(1x32x32)\n  conv(1, 3, bias=false)\n}\n';

async function lensTitles(uri: vscode.Uri): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
    9,
  );
  return lenses.map(({ command }) => command?.title ?? '');
}

const sinceCommit = async (uri: vscode.Uri): Promise<string | undefined> =>
  (await lensTitles(uri)).find(title => title.endsWith('since HEAD'));

/** Undefined in a host without the git extension: the one in a web worker. */
async function enabledGit(): Promise<GitExtension | undefined> {
  const extension = await vscode.extensions.getExtension<GitExtension>('vscode.git')?.activate();
  await vscode.workspace.getConfiguration('git').update('enabled', true, vscode.ConfigurationTarget.Global);
  return extension && eventually('git', () => (extension.enabled ? extension : undefined));
}

suite('what changed since the last commit', () => {
  test('stands above a model, goes with the commit, and opens as a document', async () => {
    const uri = fileUri(FILE);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(NET));
    const repository = await (await enabledGit())?.getAPI(1).init(fileUri('committed'));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    if (!repository) {
      await replace(document, 'bias=false)', 'bias=false)\n  relu');
      await eventually('lens of the totals', async () => (await lensTitles(uri)).find(title => title.includes('RF 3')));
      assert.isUndefined(await sinceCommit(uri));
      return;
    }
    for (const key of ['user.name', 'user.email']) await repository.setConfig(key, 'test');
    await repository.add([uri.fsPath]);
    await repository.commit('one');
    await replace(document, 'bias=false)', 'bias=false)\n  conv(1, 3, bias=false)');
    // 9 weights more; 9·28·28 MACs more than 9·30·30.
    const title = await eventually('lens', () => sinceCommit(uri));
    assert.strictEqual(title, '+100 % params, +87.1 % MACs, RF 3 → 5 since HEAD');
    await vscode.commands.executeCommand('fovea.showDifference', { uri: uri.toString(), model: 'Net' });
    assert.include(vscode.window.activeTextEditor?.document.getText(), '+ 1\n');
    // A save that finds another in progress, VS Code's own, ends at once.
    await eventually('saved file', async () => ((await document.save()) && !document.isDirty) || undefined);
    await repository.add([uri.fsPath]);
    await repository.commit('two');
    await eventually('end of the lens', async () => ((await sinceCommit(uri)) === undefined ? true : undefined));
  });
});
