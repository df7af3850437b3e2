import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/**
 * Runs a command in the project's folder, shows what it prints, and keeps it.
 * @param {readonly string[]} command
 * @param {{ readonly env?: Record<string, string>, readonly quiet?: boolean, readonly timeout?: number }} [options]
 *   `quiet` shows nothing; `timeout` is in milliseconds, and ends the command.
 * @returns {Promise<{ readonly status: number, readonly output: string }>} The status is not 0 either where the command
 *   could not be started or was ended by a signal.
 */
export function run([program, ...args], { env = {}, quiet = false, timeout = 0 } = {}) {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout,
    // npm and code are .cmd files on Windows.
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    from.setEncoding('utf8').on('data', text => {
      output += text;
      if (!quiet) to.write(text);
    });
  }
  return new Promise(resolve => {
    child.once('error', error => resolve({ status: 127, output: `${output}${error.message}\n` }));
    child.once('close', code => resolve({ status: code ?? 1, output }));
  });
}

/**
 * Runs a command whose failure leaves nothing else to do: throws with what it printed.
 * @param {readonly string[]} command
 * @returns {Promise<string>} What it printed.
 */
export async function mustRun(command) {
  const { status, output } = await run(command, { quiet: true });
  if (status !== 0) throw new Error(`\`${command.join(' ')}\` ended with status ${status}.\n${output}`);
  return output;
}
