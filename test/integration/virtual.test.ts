import { assert } from 'chai';
import * as vscode from 'vscode';
import { listFiles } from '../../client/extension/list-files.ts';
import { MemoryFiles } from './memory-files.ts';
import { completionsAt, diagnostics, hoverAt, positionOf, provided } from './workspace.ts';

const NET =
  'import double from "parts/double.cnn"\n\nmodel M {\n  input(3x8x8)\n  double -> conv(4, 3)\n  weights "net.safetensors"\n}\n';
const BROKEN = 'import triple from "parts/triple.cnn"\n\nmodel M {\n  input(3x8x8)\n  triple\n}\n';

suite('a virtual workspace', () => {
  const at = (path: string) => vscode.Uri.from({ scheme: 'fovea-memory', path });
  let provider: vscode.Disposable;

  suiteSetup(() => {
    const files = new MemoryFiles({
      '/net/net.cnn': NET,
      '/net/broken.cnn': BROKEN,
      '/net/net.safetensors': '',
      '/net/triple.cnn': 'block triple { conv(3 * in.channels, 1) }\n',
      '/net/parts/double.cnn': '## Twice as many channels.\nblock double { conv(2 * in.channels, 1) }\n',
    });
    provider = vscode.workspace.registerFileSystemProvider('fovea-memory', files, { isReadonly: true });
  });
  suiteTeardown(() => provider.dispose());

  test('an import is read through VS Code', async () => {
    const document = await vscode.workspace.openTextDocument(at('/net/net.cnn'));
    assert.strictEqual(document.languageId, 'cnn');
    const text = await hoverAt(document, 'conv(4, 3)');
    // 2 · 3 channels enter, and a 3×3 leaves 6 of 8.
    for (const part of ['6×8×8', '4×6×6']) assert.ok(text.includes(part), `${part} in\n${text}`);
    await diagnostics(document.uri, 0);
  });

  test('its definition opens there', async () => {
    const document = await vscode.workspace.openTextDocument(at('/net/net.cnn'));
    const position = positionOf(document, 'double ->');
    const [found] = await provided<vscode.Location>('executeDefinitionProvider', document.uri, position);
    assert.strictEqual(found?.uri.toString(), at('/net/parts/double.cnn').toString());
  });

  test('a number in a hover leads to what gave it, there', async () => {
    const document = await vscode.workspace.openTextDocument(at('/net/net.cnn'));
    const text = await hoverAt(document, 'conv(4, 3)');
    // The 3 of the kernel.
    assert.match(text, /\[3\]\([^)]*fovea-memory[^)]*net\.cnn/);
  });

  test('a block is renamed in both files', async () => {
    const document = await vscode.workspace.openTextDocument(at('/net/net.cnn'));
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      positionOf(document, 'double ->'),
      'twice',
    );
    const edits = edit.entries().map(([uri, changes]) => [uri.path, changes.map(({ newText }) => newText)] as const);
    // Imported and used in the one, defined in the other.
    assert.deepStrictEqual(
      new Map(edits),
      new Map([
        ['/net/net.cnn', ['twice', 'twice']],
        ['/net/parts/double.cnn', ['twice']],
      ]),
    );
  });

  test('completion offers what is beside a file, and imports it', async () => {
    const document = await vscode.workspace.openTextDocument(at('/net/net.cnn'));
    const items = await completionsAt(document, 'double ->');
    const item = items.find(({ name }) => name === 'triple');
    // Below the import that is there.
    assert.deepStrictEqual(
      item?.additionalTextEdits?.map(({ newText, range }) => [newText, range.start.line]),
      [['\nimport triple from "triple.cnn"', 0]],
    );
  });

  test('and the files of weights beside it', async () => {
    const document = await vscode.workspace.openTextDocument(at('/net/net.cnn'));
    const items = await completionsAt(document, 'net.safetensors');
    assert.deepStrictEqual(
      items.map(({ name }) => name),
      ['net.safetensors'],
    );
  });

  test('its files are found at any depth, though nothing can search it', async () => {
    const found = await listFiles({ uri: at('/net').toString(), endings: ['.cnn'], depth: 'all' });
    assert.sameMembers(
      found.map(uri => vscode.Uri.parse(uri).path),
      ['/net/net.cnn', '/net/broken.cnn', '/net/triple.cnn', '/net/parts/double.cnn'],
    );
  });

  test('a file that is not there is said so', async () => {
    const document = await vscode.workspace.openTextDocument(at('/net/broken.cnn'));
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const [fault] = await diagnostics(document.uri, 1);
    assert.strictEqual(fault?.code, 'import-missing');
  });
});
