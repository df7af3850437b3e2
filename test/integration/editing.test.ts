import { assert } from 'chai';
import * as vscode from 'vscode';
import { completionsAt, diagnostics, open, positionOf, provided, replace } from './workspace.ts';

suite('editing a file', () => {
  test('an edit mends a fault, and another brings it back', async () => {
    const document = await open('broken.cnn');
    const faulty = async () => {
      const [fault] = await diagnostics(document.uri, 1);
      assert.ok(fault);
      assert.strictEqual(fault.severity, vscode.DiagnosticSeverity.Error);
      assert.strictEqual(fault.range.start.line, positionOf(document, 'maxpool').line);
      for (const shape of ['6×12×12', '6×14×14']) assert.ok(fault.message.includes(shape), fault.message);
    };
    await faulty();
    await replace(document, 'conv(6, 5)', 'conv(6, 5, padding=2)');
    await diagnostics(document.uri, 0);
    await replace(document, 'conv(6, 5, padding=2)', 'conv(6, 5)');
    await faulty();
  });

  test('completion offers layers, those that the file does not have too', async () => {
    const document = await open('lenet.cnn');
    const labels = (await completionsAt(document, 'flatten')).map(({ name }) => name);
    for (const layer of ['avgpool', 'conv_transpose', 'sigmoid']) assert.ok(labels.includes(layer), labels.join(' '));
  });

  test('and the files that a line of weights may name', async () => {
    const document = await open('lenet.cnn');
    const labels = (await completionsAt(document, 'weights/lenet5')).map(({ name }) => name);
    assert.include(labels, 'weights/lenet5.safetensors');
  });

  test('formatting gives the layout of the language', async () => {
    const document = await open('untidy.cnn');
    const edits = await provided<vscode.TextEdit>('executeFormatDocumentProvider', document.uri, {
      insertSpaces: true,
      tabSize: 2,
    });
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, [...edits]);
    await vscode.workspace.applyEdit(edit);
    const tidy = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(document.uri, '../tidy.cnn'));
    assert.strictEqual(document.getText(), tidy.getText());
  });
});
