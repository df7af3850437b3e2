import { assert } from 'chai';
import * as vscode from 'vscode';
import { Pictures } from '../../client/extension/preview/pictures.ts';
import { fileUri } from './workspace.ts';

/** What a picture's file holds does not matter here: nobody decodes it. */
const bytes = Uint8Array.of(1, 2, 3);

/** An extension that remembers, and keeps its files in a folder. */
function contextWith(storageUri: vscode.Uri): vscode.ExtensionContext {
  const memory = new Map<string, unknown>();
  const workspaceState = {
    get: (key: string, standard?: unknown) => memory.get(key) ?? standard,
    update: async (key: string, value: unknown) => void memory.set(key, value),
  };
  return { workspaceState, storageUri } as unknown as vscode.ExtensionContext;
}

async function listed(pictures: Pictures): Promise<{ readonly names: readonly string[]; readonly chosen: string }> {
  const message = await pictures.list();
  assert.ok(message.type === 'pictures');
  const names = new Map(message.pictures.map(({ id, name }) => [id, name]));
  return { names: [...names.values()], chosen: names.get(message.chosen ?? '') ?? '' };
}

suite('pictures', () => {
  test('that were dropped are there again when the file is opened again, and not with another file', async () => {
    const context = contextWith(fileUri('storage'));
    const lenet = new Pictures(fileUri('lenet.cnn'), context);
    const { names: before, chosen } = await listed(lenet);
    assert.strictEqual(chosen, '00000_label7.png');
    for (const name of ['a.png', 'b.png', 'a.png']) await lenet.add(name, bytes);
    assert.deepStrictEqual(await listed(new Pictures(fileUri('lenet.cnn'), context)), {
      names: [...before, 'a.png', 'b.png', 'a-2.png'],
      chosen: 'a-2.png',
    });
    assert.notInclude((await listed(new Pictures(fileUri('resnet.cnn'), context))).names, 'a.png');
  });

  test('that cannot be kept are shown, as long as the preview is there', async () => {
    const context = contextWith(vscode.Uri.from({ scheme: 'fovea-nowhere', path: '/storage' }));
    const pictures = new Pictures(fileUri('lenet.cnn'), context);
    await pictures.list();
    const message = await pictures.add('a.png', bytes);
    assert.ok(message.type === 'pictures');
    const read = await pictures.read(message.chosen ?? '');
    assert.ok('bytes' in read);
    assert.deepStrictEqual(read.bytes, bytes);
    assert.strictEqual((await listed(pictures)).chosen, 'a.png');
    assert.notInclude((await listed(new Pictures(fileUri('lenet.cnn'), context))).names, 'a.png');
  });
});
