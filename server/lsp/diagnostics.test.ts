import { describe, expect, test } from 'vitest';
import type {
  CodeAction,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import {
  awaited,
  close,
  connect,
  edit,
  FOLDER,
  hints,
  MAIN,
  type MemoryClient,
  NET,
  PULL,
  pull,
} from './memory-client.ts';

describe('what a client is told', () => {
  test('a client that pulls is offered diagnostics that depend on other files', async () => {
    const { initialised } = await connect({ capabilities: PULL });
    expect(initialised.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
  });

  test('a client that does not pull is offered none', async () => {
    const { initialised } = await connect();
    expect(initialised.capabilities.diagnosticProvider).toBeUndefined();
  });

  test('edits are incremental', async () => {
    const { initialised } = await connect();
    expect(initialised.capabilities.textDocumentSync).toBe(2);
  });
});

describe('diagnostics', () => {
  const FAULTY = NET.replace('maxpool', 'maxpol');

  test('are pulled', async () => {
    const client = await connect({ capabilities: PULL });
    await client.open(MAIN, FAULTY);
    expect(await pull(client, MAIN)).toMatchObject([
      { code: 'unknown-name', severity: 1, source: 'fovea', range: { start: { line: 3, character: 2 } } },
    ]);
  });

  test('are pushed to a client that cannot pull, with the version they are about', async () => {
    const published = awaited<unknown>();
    const client = await connect({
      prepare: connection => connection.onNotification('textDocument/publishDiagnostics', published.resolve),
    });
    await client.open(MAIN, FAULTY);
    expect(await published.promise).toMatchObject({ uri: MAIN, version: 1, diagnostics: [{ code: 'unknown-name' }] });
  });

  test('go when an edit mends the text', async () => {
    const client = await connect({ capabilities: PULL });
    await client.open(MAIN, FAULTY);
    const range = { start: { line: 3, character: 2 }, end: { line: 3, character: 8 } };
    await edit(client, MAIN, 2, [{ range, text: 'maxpool' }]);
    expect(await pull(client, MAIN)).toEqual([]);
    expect(await hints(client, MAIN)).toEqual(['6×24×24 · RF 5', '6×12×12 · RF 6']);
  });

  test('that the client has already are not sent again', async () => {
    const client = await connect({ capabilities: PULL });
    await client.open(MAIN, FAULTY);
    const ask = (more: object) => client.ask<DocumentDiagnosticReport>('diagnostic', MAIN, more);
    const { resultId: previousResultId } = await ask({});
    expect(await ask({ previousResultId })).toEqual({ kind: 'unchanged', resultId: previousResultId });
    expect(await ask({ previousResultId: 'another' })).toMatchObject({ kind: 'full' });
    await edit(client, MAIN, 2, [{ text: NET }]);
    expect(await ask({ previousResultId })).toMatchObject({ kind: 'full', items: [] });
  });

  test('have fixes', async () => {
    const client = await connect({ capabilities: PULL });
    await client.open(MAIN, FAULTY);
    const range = { start: { line: 3, character: 4 }, end: { line: 3, character: 4 } };
    const actions = await client.ask<CodeAction[]>('codeAction', MAIN, {
      range,
      context: { diagnostics: [], only: ['quickfix'] },
    });
    expect(actions.map(({ edit: change }) => change?.changes?.[MAIN])).toEqual([
      [{ range: { start: { line: 3, character: 2 }, end: { line: 3, character: 8 } }, newText: 'maxpool' }],
    ]);
  });
});

describe('of all files', () => {
  const PARTS = `${FOLDER}/parts.cnn`;
  const USER = 'import part from "parts.cnn"\nmodel M {\n  input(1x8x8)\n  part\n}\n';
  const ask = async (client: MemoryClient, previousResultIds: readonly object[] = []) =>
    (await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds }))
      .items;

  const codes = (items: readonly WorkspaceDocumentDiagnosticReport[]) =>
    items.map(report => [
      report.uri,
      report.version,
      report.kind === 'full' ? report.items.map(({ code }) => code) : report.kind,
    ]);

  const previous = (items: readonly WorkspaceDocumentDiagnosticReport[]) =>
    items.map(({ uri, resultId: value }) => ({ uri, value }));

  test('they are pulled, open or not, and again only where something has changed', async () => {
    const files = new Map([[PARTS, 'block part { rellu }\n']]);
    const client = await connect({ capabilities: PULL, files });
    await client.open(MAIN, USER);
    const first = await ask(client);
    expect(codes(first)).toEqual([
      [MAIN, 1, ['unknown-name']],
      [PARTS, null, ['unknown-name']],
    ]);
    const second = await ask(client, previous(first));
    expect(codes(second)).toEqual([
      [MAIN, 1, 'unchanged'],
      [PARTS, null, 'unchanged'],
    ]);
    await client.open(PARTS, 'block part { relu }\n');
    expect(codes(await ask(client, previous(first)))).toEqual([
      [MAIN, 1, []],
      [PARTS, 1, []],
    ]);
  });

  test('a file that is gone has none left', async () => {
    const files = new Map([[PARTS, 'block part { rellu }\n']]);
    const client = await connect({ capabilities: PULL, files });
    const first = await ask(client);
    files.clear();
    expect(codes(await ask(client, previous(first)))).toEqual([[PARTS, null, []]]);
  });
});

test('what is no longer open is not reported to a client that is sent diagnostics', async () => {
  const published: unknown[] = [];
  const told = awaited<void>();
  const client = await connect({
    prepare: connection =>
      connection.onNotification('textDocument/publishDiagnostics', (params: { diagnostics: unknown[] }) => {
        published.push(params.diagnostics.length);
        told.resolve();
      }),
  });
  await client.open(MAIN, NET.replace('maxpool', 'maxpol'));
  await told.promise;
  await close(client, MAIN);
  await client.ask('hover', MAIN, { position: { line: 0, character: 0 } });
  expect(published).toEqual([1, 0]);
});

test('a fault in a block of several uses names the calls that led to it', async () => {
  const client = await connect({ capabilities: PULL });
  const text =
    'block inner(k) { conv(4, k) }\nblock outer(k) { inner(k) }\n' +
    'model M {\n  input(1x8x8)\n  outer(3)\n  outer(99)\n}\n';
  await client.open(MAIN, text);
  const [fault, ...others] = await pull(client, MAIN);
  expect(others).toEqual([]);
  expect(fault).toMatchObject({ code: 'kernel-too-large', range: { start: { line: 5, character: 2 } } });
  expect(fault?.relatedInformation?.map(({ location }) => location.range.start.line)).toEqual([1, 0]);
});
