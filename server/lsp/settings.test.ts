import { expect, test } from 'vitest';
import type { CodeAction, Hover } from 'vscode-languageserver';
import { awaited, connect, MAIN, PULL, pull, type MemoryClient } from './memory-client.ts';

/** The bias of line 2 is in vain. */
const BIASED = 'model Net {\n  input(1x28x28)\n  conv(6, 5)\n  bn\n}\n';

const [LINE, END] = [
  { line: 2, character: 2 },
  { line: 2, character: 6 },
];

/** A client that gives settings, once the server has read them. */
async function connectWith(settings: object): Promise<MemoryClient> {
  const refreshed = awaited<void>();
  const client = await connect({
    capabilities: { ...PULL, workspace: { ...PULL.workspace, configuration: true } },
    prepare: connection => {
      connection.onRequest('workspace/configuration', () => [settings]);
      connection.onRequest('workspace/diagnostic/refresh', () => refreshed.resolve());
    },
  });
  await client.open(MAIN, BIASED);
  await refreshed.promise;
  return client;
}

const actionsOf = (client: MemoryClient) =>
  client.ask<CodeAction[]>('codeAction', MAIN, { range: { start: LINE, end: END }, context: { diagnostics: [] } });

test.each([
  ['is on', {}, ['bias-before-norm'], true],
  ['is switched off', { advice: { 'bias-before-norm': false } }, [], false],
  ['and no other is switched off', { advice: { checkerboard: false } }, ['bias-before-norm'], true],
  ['stays on where the setting is no switch', { advice: { 'bias-before-norm': 'no' } }, ['bias-before-norm'], true],
  ['stays on where there are no settings', null, ['bias-before-norm'], true],
])('a rule %s', async (_, settings, codes, isFixed) => {
  const client = await connectWith(settings ?? {});
  expect((await pull(client, MAIN)).map(({ code }) => code)).toEqual(codes);
  expect((await actionsOf(client)).some(({ title }) => title === 'Write bias=false')).toBe(isFixed);
});

test.each([
  // 25·6·24·24 multiply-accumulates are 172,800 operations.
  ['a device', [{ name: 'Slow', flops: 1e6, bandwidth: 1e9 }], ['On Slow | at least 173 ms']],
  ['what is none', [{ name: 'Slow', flops: 0, bandwidth: 1e9 }, 7, null, { flops: 1, bandwidth: 1 }], []],
])('%s in the settings', async (_, devices, expected) => {
  const client = await connectWith({ devices });
  const { contents } = await client.ask<Hover>('hover', MAIN, { position: LINE });
  expect(JSON.stringify(contents).match(/On [^|]+ \| at least [\d.]+ \w+/g) ?? []).toEqual(expected);
});
