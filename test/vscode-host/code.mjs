#!/usr/bin/env node
// Stands where a desktop VS Code's program would: takes the arguments of @vscode/test-electron's runTests(), runs the suite
// in the VS Code of this folder in a headless Chromium, and exits as VS Code would.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from './browser.mjs';
import { startServer, vscode, workbenchAddress } from './server.mjs';
import { serveInWebWorker } from './web-worker-host.mjs';

const exitCodes = { noTally: 73, crashed: 72, tooLong: 124, interrupted: 130 };
const timeLimit = 1000 * Number(process.env.VSCODE_HOST_TIMEOUT ?? 240);

/** What the workbench says of itself while it starts. */
const noise =
  /^(Resolv(ing|ed) connection token|Creating a socket |\[reconnection-grace-time\]|Ignoring fetching additional|Updating additional builtin|\[AgentHost|\[AccountPolicyGate\]|\[Service Worker\]|Creation of workbench contribution|\[remote-connection\]|Timed out waiting for authentication|\[DefaultAccount\]|\[chat-stt\]|Request to .*package\.nls\.json)/;

/** The last line of a suite that came to its end. */
const tally = /: \d+ passed, \d+ failed$/;

const { values: options, positionals } = parseArgs({
  // The arguments that only a desktop program understands are let by.
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentKind: { type: 'string' },
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'extensions-dir': { type: 'string' },
    'user-data-dir': { type: 'string' },
    version: { type: 'boolean' },
  },
});

process.exitCode = options.version ? printVersion() : await runInTemporaryFolder();

function printVersion() {
  const [{ version }, { commit }] = ['package.json', 'product.json'].map(file =>
    JSON.parse(readFileSync(join(vscode, file), 'utf8')),
  );
  console.log(`${version}\n${commit}\n${process.arch}`);
  return 0;
}

async function runInTemporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'vscode-host-'));
  try {
    return await runSuite(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runSuite(folder) {
  const server = await startServer({
    folder,
    userData: options['user-data-dir'],
    extensions: options['extensions-dir'],
    underTest: true,
  });
  try {
    const browser = await launchBrowser();
    try {
      return await Promise.race([
        outcome(await browser.newPage({ viewport: { width: 1280, height: 800 } }), server.port),
        interruption(),
      ]);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/** Resolves to the exit code when the workbench gives it, or when there will be none. */
function outcome(page, port) {
  return new Promise((resolveCode, reject) => {
    let finished = false;
    const log = (level, [first, ...rest]) => {
      finished ||= typeof first === 'string' && tally.test(first);
      if (!noise.test(first)) (level === 'error' || level === 'warn' ? console.error : console.log)(first, ...rest);
    };
    const exit = code => {
      // An extension host that dies in the midst of a suite is reported as a success: believe none without a tally.
      if (code === 0 && !finished) console.error('The extension host ended before its suite.');
      resolveCode(code === 0 && !finished ? exitCodes.noTally : code);
    };
    page.once('crash', () => resolveCode(exitCodes.crashed));
    page.once('close', () => resolveCode(exitCodes.crashed));
    open(page, port, { log, exit }).catch(reject);
  });
}

async function open(page, port, { log, exit }) {
  // The workbench looks for these two when it starts.
  await page.exposeFunction('codeAutomationLog', log);
  await page.exposeFunction('codeAutomationExit', exit);
  await page.goto(await addressOfSuite(port), { waitUntil: 'commit' });
}

async function addressOfSuite(port) {
  const [workspace] = positionals.map(path => resolve(path));
  const extension = resolve(options.extensionDevelopmentPath);
  const tests = resolve(options.extensionTestsPath);
  if (options.extensionDevelopmentKind === 'web') {
    return workbenchAddress(await serveInWebWorker(port, extension, tests), workspace);
  }
  const remote = path => `vscode-remote://127.0.0.1:${port}${encodeURI(path)}`;
  return workbenchAddress(port, workspace, [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(tests)],
  ]);
}

/** Resolves to an exit code when somebody ends this program, or when the time is over. */
function interruption() {
  return new Promise(resolveCode => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.once(signal, () => resolveCode(exitCodes.interrupted));
    setTimeout(() => {
      console.error(`The suite has not ended in ${timeLimit / 1000} s.`);
      resolveCode(exitCodes.tooLong);
    }, timeLimit).unref();
  });
}
