import { afterAll, beforeAll, expect, test } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompletionItem, DocumentDiagnosticReport, Hover, InlayHint } from 'vscode-languageserver';
import { TRANSLATIONS } from '../../test/support/chinese.ts';
import { atCursor, connect, FOLDER } from './memory-client.ts';
import { nodeTranslations } from './node-translations.ts';

const NET = `${FOLDER}/net.cnn`;
const CAPABILITIES = { textDocument: { diagnostic: {} } };

const chinese = () => connect({ capabilities: CAPABILITIES, initializationOptions: { translations: TRANSLATIONS } });

test('a hover', async () => {
  const { open, ask } = await chinese();
  const { text, position } = atCursor('model M {\n  input(3x8x8)\n  con$0v(4, 3)\n}\n');
  await open(NET, text);
  const { contents } = await ask<Hover>('hover', NET, { position });
  const { value } = contents as { readonly value: string };
  expect(value).toContain('卷积：可学习的卷积核在输入上滑动。');
  expect(value).toContain('| 参数量 | 4·3·3·3 + 4 = 112（占模型的 100 %） |');
});

test('a diagnostic', async () => {
  const { open, ask } = await chinese();
  await open(NET, 'model M {\n  input(3x8x8)\n  conv(4, 9)\n}\n');
  const report = await ask<DocumentDiagnosticReport>('diagnostic', NET);
  expect(report.kind === 'full' && report.items.map(({ message }) => message)).toEqual([
    '卷积核在高度方向覆盖 9 个位置，而填充后的输入只有 8 个（8 加填充 0）；高度至少应为 9。',
  ]);
});

test('completion and hints', async () => {
  const { open, ask } = await chinese();
  const { text, position } = atCursor('model M {\n  input(3x8x8)\n  $0\n  conv(4, 3)\n}\n');
  await open(NET, text);
  const items = await ask<readonly CompletionItem[]>('completion', NET, { position });
  expect(items.find(({ label }) => label === 'repeat')?.detail).toBe('重复多次的层');
  const range = { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } };
  const hints = await ask<readonly InlayHint[]>('inlayHint', NET, { range });
  expect(hints.map(({ label }) => label)).toEqual(['4×6×6 · 感受野 3']);
});

test('English without a table', async () => {
  const { open, ask } = await connect({ capabilities: CAPABILITIES });
  await open(NET, 'model M {\n  input(3x8x8)\n  relo\n}\n');
  const report = await ask<DocumentDiagnosticReport>('diagnostic', NET);
  expect(report.kind === 'full' && report.items[0]?.message).toBe('Unknown name relo. Did you mean relu?');
});

const folder = mkdtempSync(join(tmpdir(), 'fovea-l10n-'));
beforeAll(() => writeFileSync(join(folder, 'bundle.l10n.zh-cn.json'), '{ "a": "甲" }'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['zh-cn', true],
  ['zh-CN', true],
  ['zh_CN.UTF-8', true],
  ['zh', true],
  ['zh-hans', true],
  ['zh-tw', false],
  ['zh_HK.UTF-8', false],
  ['en', false],
  ['C', false],
  ['', false],
])('the table of the locale %s', (locale, isChinese) =>
  expect(nodeTranslations(folder, locale)).toEqual(isChinese ? { a: '甲' } : {}),
);
