import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { nodeFiles } from './node-files.ts';

test('a folder’s files of some kinds are found at any depth, but not what tools keep', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fovea-'));
  const root = pathToFileURL(folder).href;
  for (const name of ['a.cnn', 'b.txt', 'deep/b.onnx', 'deep/er/c%20 d.cnn', 'node_modules/e.cnn', '.git/f.cnn']) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), '');
  }
  const found = [...(await nodeFiles.list(root, { endings: ['.cnn', '.onnx'], depth: 'all' }))].toSorted();
  expect(found.map(uri => decodeURIComponent(uri.slice(root.length)))).toEqual([
    '/a.cnn',
    '/deep/b.onnx',
    '/deep/er/c%20 d.cnn',
  ]);
  const here = await nodeFiles.list(root, { endings: ['.cnn'], depth: 'folder' });
  expect(here).toEqual([`${root}/a.cnn`]);
  expect(await nodeFiles.exists(found[2] ?? '')).toBe(true);
  await rm(folder, { recursive: true });
});

test('other schemes have nothing on the disk', async () => {
  expect(await nodeFiles.list('untitled:folder', { endings: ['.cnn'], depth: 'all' })).toEqual([]);
});
