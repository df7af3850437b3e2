/** An editor with one document, and a language server as a process of its own behind it. */
import { spawn } from 'node:child_process';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { Subject } from '../measure.ts';
import { typistIn } from './typist.ts';

export interface Editor {
  /** Types a digit, asks for the document's diagnostics, and has them. */
  readonly keystroke: Subject;
  readonly close: () => void;
}

/** @param server What Node runs: a script and its arguments. */
export async function editorWith(server: readonly string[], languageId: string, content: string): Promise<Editor> {
  const child = spawn(process.execPath, server, { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const capabilities = { textDocument: { diagnostic: {} } };
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
  await connection.sendNotification('initialized', {});
  const uri = `file:///residual.${languageId}`;
  const { text, type } = typistIn(content);
  let version = 1;
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  const run = async () => {
    version += 1;
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [type()],
    });
    const { items } = await connection.sendRequest<Report>('textDocument/diagnostic', { textDocument: { uri } });
    return items.length;
  };
  return {
    keystroke: { run, gives: 1 },
    close: () => {
      connection.dispose();
      child.kill();
    },
  };
}

interface Report {
  readonly items: readonly unknown[];
}
