import { assert } from 'chai';
import * as vscode from 'vscode';
import { diagnostics, hoverAt, open, positionOf, provided } from './workspace.ts';

suite('reading a file', () => {
  let lenet: vscode.TextDocument;

  suiteSetup(async () => {
    lenet = await open('lenet.cnn');
  });

  test('a .cnn file is of the language cnn', () => {
    assert.strictEqual(lenet.languageId, 'cnn');
  });

  test('a sample without a fault has no errors or warnings', async () => {
    // The hints are there: so the server has seen the file.
    await hintsOf(lenet);
    await diagnostics(lenet.uri, 0);
  });

  test('inlay hints give the shape and the receptive field of a line', async () => {
    // Field and jump by Araujo, Norris and Sim: a 5 sees 5; the pool sees one jump more; the second 5, four of jump 2.
    const expected = [
      ['conv1', '6×28×28 · RF 5'],
      ['maxpool(2) -> 6x14x14', '6×14×14 · RF 6'],
      ['conv2', '16×10×10 · RF 14'],
      ['maxpool(2) -> 16x5x5', '16×5×5 · RF 16'],
    ] as const;
    const hints = await hintsOf(lenet);
    for (const [line, label] of expected) {
      const { line: number } = positionOf(lenet, line);
      assert.deepStrictEqual([line, hints.get(number)], [line, label]);
    }
  });

  test('hover on a layer puts numbers into its formulas', async () => {
    const text = await hoverAt(lenet, 'conv(16, 5)');
    // ⌊(14 + 2·0 − 1·(5−1) − 1)/1⌋ + 1 = 10, and 5·5·6·16 weights + 16 biases = 2,416.
    for (const part of ['6×14×14', '16×10×10', '2,416']) assert.ok(text.includes(part), `${part} in\n${text}`);
  });

  test('the outline has the model and its labels', async () => {
    const [model] = await provided<vscode.DocumentSymbol>('executeDocumentSymbolProvider', lenet.uri);
    assert.ok(model);
    assert.strictEqual(model.name, 'LeNet5');
    const labels = model.children.map(({ name }) => name);
    assert.deepStrictEqual(labels, ['conv1', 'conv2', 'fc1', 'fc2', 'fc3']);
  });

  test('semantic tokens tell what each name is', async () => {
    const tokens = await tokensOf(lenet);
    assert.strictEqual(tokens.get('LeNet5'), 'class');
    assert.strictEqual(tokens.get('classes'), 'parameter');
    assert.strictEqual(tokens.get('conv1'), 'variable');
    assert.strictEqual(tokens.get('maxpool'), 'function');
  });
});

/** The hints of a file by the line on which they stand. */
async function hintsOf(document: vscode.TextDocument): Promise<ReadonlyMap<number, string>> {
  const everything = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await provided<vscode.InlayHint>('executeInlayHintProvider', document.uri, everything);
  const text = ({ label }: vscode.InlayHint) =>
    typeof label === 'string' ? label : label.map(({ value }) => value).join('');
  return new Map(hints.map(hint => [hint.position.line, text(hint)]));
}

/** What each name is that has a semantic token. A token is five numbers: its place, relative to the last, its length, its type. */
async function tokensOf(document: vscode.TextDocument): Promise<ReadonlyMap<string, string | undefined>> {
  const ask = <T>(command: string) => vscode.commands.executeCommand<T>(`vscode.${command}`, document.uri);
  const { data } = await ask<vscode.SemanticTokens>('provideDocumentSemanticTokens');
  const { tokenTypes } = await ask<vscode.SemanticTokensLegend>('provideDocumentSemanticTokensLegend');
  const found = new Map<string, string | undefined>();
  let place = new vscode.Position(0, 0);
  for (let index = 0; index < data.length; index += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0] = data.subarray(index);
    place = lines > 0 ? new vscode.Position(place.line + lines, characters) : place.translate(0, characters);
    found.set(document.getText(new vscode.Range(place, place.translate(0, length))), tokenTypes[type]);
  }
  return found;
}
