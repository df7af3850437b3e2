import { assert } from 'chai';
import * as vscode from 'vscode';
import { diagnostics, fileUri, open, positionOf, provided } from './workspace.ts';

suite('moving between files', () => {
  test('the definition of a parameter is in the same file', async () => {
    const document = await open('lenet.cnn');
    const { uri, range } = await definitionAt(document, positionOf(document, 'classes)\n'));
    assert.strictEqual(uri.toString(), document.uri.toString());
    assert.deepStrictEqual(range.start, positionOf(document, 'classes='));
  });

  test('the definition of an imported block is in its file', async () => {
    const document = await open('tutorial.cnn');
    const { uri, range } = await definitionAt(document, positionOf(document, 'bottleneck(64'));
    assert.strictEqual(uri.toString(), fileUri('modules.cnn').toString());
    const modules = await vscode.workspace.openTextDocument(uri);
    assert.strictEqual(modules.getText(range), 'bottleneck');
    await diagnostics(document.uri, 0);
  });

  test('the definition of a block of the library is a text that opens', async () => {
    const document = await open('gated.cnn');
    const { uri, range } = await definitionAt(document, positionOf(document, 'se\n'));
    const library = await vscode.workspace.openTextDocument(uri);
    assert.strictEqual(library.languageId, 'cnn');
    assert.strictEqual(library.lineAt(range.start.line).text.slice(0, 'block se('.length), 'block se(');
  });

  test('a block is renamed in every file', async () => {
    const document = await open('tutorial.cnn');
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      positionOf(document, 'bottleneck(64'),
      'narrow',
    );
    const files = edit.entries().map(([uri]) => uri.toString());
    assert.includeMembers(files, [document.uri.toString(), fileUri('modules.cnn').toString()]);
  });

  test('a model has its totals above it', async () => {
    const document = await open('lenet.cnn');
    const lenses = await provided<vscode.CodeLens>('executeCodeLensProvider', document.uri);
    const titles = lenses.map(({ command }) => command?.title);
    // 61,706 parameters: LeCun et al., 1998, with all maps connected.
    assert.ok(titles.some(title => title?.startsWith('61.7 K params')));
    assert.include(titles, 'Preview');
  });
});

async function definitionAt(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Location> {
  const [found] = await provided<vscode.Location | vscode.LocationLink>(
    'executeDefinitionProvider',
    document.uri,
    position,
  );
  assert.ok(found);
  return 'uri' in found ? found : new vscode.Location(found.targetUri, found.targetSelectionRange ?? found.targetRange);
}
