import { expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
// Loaded with the file, not in the first test's time.
import './on-request.ts';
import { connect, MAIN, NET } from './memory-client.ts';

test('what would fulfil a claim is offered at it; at a model’s head, when it is asked for', async () => {
  const client = await connect();
  // 5 + (2 − 1) · 1 = 6 of 28.
  await client.open(MAIN, NET.replace('\n}', '\n  expect rf >= 8\n}'));
  const titles = async (line: number, triggerKind: number) => {
    const at = { line, character: 3 };
    const context = { diagnostics: [], triggerKind };
    const actions = await client.ask<CodeAction[]>('codeAction', MAIN, { range: { start: at, end: at }, context });
    return actions.map(({ title }) => title).filter(title => title.includes('→'));
  };
  expect(await titles(4, 2)).toContainEqual(expect.stringMatching(/^conv 0: dilation 2 → RF 10, /));
  expect(await titles(0, 2)).toEqual([]);
  expect((await titles(0, 1)).length).toBeGreaterThan(0);
});
