import { expect, test } from 'vitest';
import { folderOf, isInWorkspace, isWithin, nameOf, uriOf } from './file-names.ts';

test.each([
  ['file:///home/net.cnn', 'file:///home/net.cnn'],
  ['file:///home/my%20net.cnn', 'file:///home/my net.cnn'],
  ['file:///c%3A/nets/net.cnn', 'file:///c:/nets/net.cnn'],
  ['file:///home/100%25%23.cnn', 'file:///home/100%#.cnn'],
  ['vscode-remote://host%2B1:80/nets/n%C3%A9t.cnn', 'vscode-remote://host%2B1:80/nets/nét.cnn'],
  ['untitled:Untitled-1', 'untitled:Untitled-1'],
  ['fovea-library:/se.cnn', 'fovea-library:/se.cnn'],
])('%s is called %s, and back', (uri, name) => {
  expect(nameOf(uri)).toBe(name);
  expect(uriOf(name)).toBe(uri);
});

test.each(['file:///c:/nets/net.cnn', 'file:///c%3a/nets/net.cnn', 'file:///c%3A/nets/n%65t.cnn'])(
  '%s is the same file, however it is encoded',
  uri => expect(nameOf(uri)).toBe('file:///c:/nets/net.cnn'),
);

test('a % that encodes nothing stands for itself', () => {
  expect(nameOf('file:///home/100%.cnn')).toBe('file:///home/100%.cnn');
});

test.each([
  ['file:///home/a/net.cnn', 'file:///home', true],
  ['file:///home/a/net.cnn', 'file:///home/', true],
  ['file:///homeshop/net.cnn', 'file:///home', false],
  ['file:///net.cnn', 'file:///home', false],
])('%s lies in %s: %s', (name, folder, within) => expect(isWithin(name, folder)).toBe(within));

test.each([
  ['beside it, without a workspace', 'file:///a/w.safetensors', [], true],
  ['above it, without a workspace', 'file:///w.safetensors', [], false],
  ['above it, in its workspace', 'file:///w.safetensors', ['file:///'], true],
  ['elsewhere in its workspace', 'file:///home/b/w.safetensors', ['file:///home'], false],
  ['in a folder that does not hold it', 'file:///home/w.safetensors', ['file:///home', 'file:///a'], false],
])('a file %s may be read: %s', (_, name, folders, may) =>
  expect(isInWorkspace(name, 'file:///a/net.cnn', folders)).toBe(may),
);

test('the folder of a file ends with a slash', () => {
  expect(folderOf('file:///home/a/net.cnn')).toBe('file:///home/a/');
});
