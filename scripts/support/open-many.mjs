import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { root } from './run.mjs';

/**
 * Opens a text as that many documents in `fovea serve --stdio`, and asks for its diagnostics and hints.
 * @param {string} text
 * @param {number} count
 * @returns {Promise<number>} The bytes of memory that the server then takes: Linux's resident set.
 */
export async function memoryWithOpen(text, count) {
  const server = spawn(process.execPath, [join(root, 'dist/fovea.js'), 'serve', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const capabilities = { textDocument: { diagnostic: {} } };
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
  await connection.sendNotification('initialized', {});
  for (let index = 0; index < count; index += 1) {
    const uri = `file:///networks/${index}.cnn`;
    const range = { start: { line: 0, character: 0 }, end: { line: text.split('\n').length, character: 0 } };
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'cnn', version: 1, text },
    });
    for (const method of ['diagnostic', 'inlayHint'])
      await connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, range });
  }
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'));
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await once(server, 'exit');
  connection.dispose();
  return Number(kilobytes) * 1024;
}
