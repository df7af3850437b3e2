// Runs the suite in one extension host, `node` or `web`: of the VS Code in test/vscode-host, or of the desktop one that
// VSCODE_DESKTOP names (`stable`, or a version), which is then downloaded.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';

const root = join(import.meta.dirname, '../..');
const { VSCODE_DESKTOP: version } = process.env;
const vscode = version ? { version } : { vscodeExecutablePath: join(root, 'test/vscode-host/code.mjs') };
const kind = process.argv[2] === 'web' ? ['--extensionDevelopmentKind=web'] : [];

const folder = mkdtempSync(join(tmpdir(), 'fovea-integration-'));
try {
  const workspace = join(folder, 'workspace');
  for (const source of ['samples', 'test/integration/fixtures'])
    cpSync(join(root, source), workspace, { recursive: true });
  await runTests({
    ...vscode,
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'dist/test/integration.js'),
    launchArgs: [workspace, `--user-data-dir=${folder}/user`, `--extensions-dir=${folder}/extensions`, ...kind],
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
