import { expect, test } from 'vitest';
import type { CodeAction, LinkedEditingRanges, SignatureHelp, TextEdit } from 'vscode-languageserver';
import { atCursor, connect, MAIN, NET } from './memory-client.ts';

/** In the name of `NET`'s convolution. */
const CONV = { line: 2, character: 3 };
const range = { start: CONV, end: CONV };

test('formatting changes what must change', async () => {
  const client = await connect();
  await client.open(MAIN, NET.replace('conv(6, 5)', 'conv(6,5)'));
  const edits = await client.ask<TextEdit[]>('formatting', MAIN, { options: { tabSize: 2, insertSpaces: true } });
  const place = { line: 2, character: 9 };
  expect(edits).toEqual([{ range: { start: place, end: place }, newText: ' ' }]);
});

const only = async (kinds?: readonly string[]) => {
  const client = await connect();
  await client.open(MAIN, NET);
  const context = { diagnostics: [], ...(kinds && { only: kinds }) };
  return (await client.ask<CodeAction[]>('codeAction', MAIN, { range, context })).map(({ kind }) => kind);
};

test('actions are those of the kinds that are asked for', async () => {
  expect(new Set(await only())).toEqual(new Set(['refactor.extract', 'refactor.rewrite']));
  expect(new Set(await only(['refactor.rewrite']))).toEqual(new Set(['refactor.rewrite']));
  expect(await only(['refactor.rew'])).toEqual([]);
});

test('ranges are formatted together', async () => {
  const client = await connect();
  await client.open(MAIN, NET.replace('conv(6, 5)', 'conv(6,5)').replace('maxpool(2)', 'maxpool( 2)'));
  const line = (number: number) => ({ start: { line: number, character: 0 }, end: { line: number, character: 9 } });
  const options = { tabSize: 2, insertSpaces: true };
  const edits = await client.ask<TextEdit[]>('rangesFormatting', MAIN, { ranges: [line(2), line(3)], options });
  expect(edits.map(({ range: { start } }) => start.line)).toEqual([2, 3]);
  const one = await client.ask<TextEdit[]>('rangeFormatting', MAIN, { range: line(3), options });
  expect(one.map(({ range: { start } }) => start.line)).toEqual([3]);
});

test('a new line lays out the one before', async () => {
  const client = await connect();
  await client.open(MAIN, NET.replace('conv(6, 5)', 'conv(6,5)'));
  const position = { line: 3, character: 0 };
  const options = { tabSize: 2, insertSpaces: true };
  const edits = await client.ask<TextEdit[]>('onTypeFormatting', MAIN, { position, ch: '\n', options });
  expect(edits.map(({ newText }) => newText)).toEqual(['conv(6, 5)']);
});

test('a signature has its active parameter', async () => {
  const client = await connect();
  const { text, position } = atCursor(NET.replace('conv(6, 5)', 'conv(6, $0)'));
  await client.open(MAIN, text);
  const help = await client.ask<SignatureHelp>('signatureHelp', MAIN, { position });
  expect(help).toMatchObject({ activeSignature: 0, activeParameter: 1 });
  const [signature] = help.signatures;
  expect(signature?.parameters?.[1]).toMatchObject({
    label: [signature?.label.indexOf('kernel'), (signature?.label.indexOf('kernel') ?? 0) + 'kernel'.length],
    documentation: { value: 'The size of the kernel.' },
  });
});

test('a loop’s variable is edited in all its places at once', async () => {
  const client = await connect();
  const { text, position } = atCursor('model M {\n  input(1x8x8)\n  for $0n in [1, 2] { conv(n, 1) }\n}\n');
  await client.open(MAIN, text);
  const linked = await client.ask<LinkedEditingRanges>('linkedEditingRange', MAIN, { position });
  expect(linked.ranges.map(({ start }) => start.character)).toEqual([6, 25]);
});
