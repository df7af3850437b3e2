import { assert } from 'chai';
import * as vscode from 'vscode';
import { diagnostics, eventually, open, positionOf, provided } from './workspace.ts';

suite('reading a file', () => {
  let lenet: vscode.TextDocument;

  suiteSetup(async () => {
    lenet = await open('lenet.cnn');
  });

  test('a .cnn file is of the language cnn', () => {
    assert.strictEqual(lenet.languageId, 'cnn');
  });

  test('a sample without a fault has no diagnostics', async () => {
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

  test('semantic tokens cover the file', async () => {
    const tokens = await eventually('semantic tokens', async () => {
      const found = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
        'vscode.provideDocumentSemanticTokens',
        lenet.uri,
      );
      return found && found.data.length > 0 ? found : undefined;
    });
    assert.strictEqual(tokens.data.length % 5, 0);
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

async function hoverAt(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await provided<vscode.Hover>('executeHoverProvider', document.uri, positionOf(document, text));
  return hovers
    .flatMap(({ contents }) => contents)
    .map(content => (typeof content === 'string' ? content : content.value))
    .join('\n');
}
