// `npm start`: builds Fovea and opens it on the samples, in a desktop VS Code where there is one, else in a VS Code that this
// machine serves to a browser. Works in a fresh clone. What is imported here needs no package.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, workbenchAddress } from '../test/vscode-host/server.mjs';
import { findProgram } from './support/find-program.mjs';
import { installProject, installVsCodeHost } from './support/install.mjs';
import { mustRun, root, run } from './support/run.mjs';

const samples = join(root, 'samples');

await installProject();
console.log('Building Fovea …');
await mustRun([process.execPath, 'esbuild.mjs']);
await (findProgram('code') ? openDesktop() : serve());

async function openDesktop() {
  await mustRun(['code', `--extensionDevelopmentPath=${root}`, samples, join(samples, 'lenet.cnn')]);
  console.log('VS Code opens a window with Fovea on the folder samples.');
}

async function serve() {
  await installVsCodeHost();
  const folder = mkdtempSync(join(tmpdir(), 'fovea-start-'));
  const server = await startServer({ folder, extensions: linkExtension(folder), port: Number(process.env.PORT ?? 0) });
  const address = addressOf(server.port);
  console.log(`VS Code with Fovea is at\n\n  ${address}\n\nIt stops with Ctrl-C.`);
  if (process.env.DISPLAY && findProgram('xdg-open')) await run(['xdg-open', address], { quiet: true });

  await new Promise(resolve => ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(signal => process.once(signal, resolve)));
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  console.log('\nStopped.');
}

/** A folder of installed extensions that has this one: by a link, so that a new build shows after a reload of the page. */
function linkExtension(folder) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const extensions = join(folder, 'extensions');
  mkdirSync(extensions);
  symlinkSync(root, join(extensions, `${publisher}.${name}-${version}`), 'junction');
  return extensions;
}

function addressOf(port) {
  const file = `vscode-remote://127.0.0.1:${port}${encodeURI(join(samples, 'lenet.cnn'))}`;
  return workbenchAddress(port, samples, [['openFile', file]]);
}
