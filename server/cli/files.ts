/** The core's host over the file system. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Host } from '#core/host.ts';
import { messageOf } from '#core/message-of.ts';
import { UsageError } from './usage.ts';

/**
 * Runs a command over the files that the user named, `-` being standard input; `action` says whether it found errors.
 * The exit status: 2 if a file cannot be read or has not what was asked for, else 1 if there are errors, else 0. The other
 * files are done all the same.
 */
export function forEachFile(files: readonly string[], action: (file: string, text: string) => boolean): number {
  let status = 0;
  for (const file of files) {
    const text = readNamed(file);
    if (text === undefined) status = 2;
    else
      status = Math.max(
        status,
        statusOf(() => action(file, text)),
      );
  }
  return status;
}

function statusOf(action: () => boolean): number {
  try {
    return action() ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`fovea: ${error.message}\n`);
    return 2;
  }
}

/** The text of a file that the user named; undefined, with a word on the standard error, if it cannot be read. */
export function readNamed(file: string): string | undefined {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    process.stderr.write(`fovea: ${file} cannot be read: ${messageOf(error)}\n`);
    return undefined;
  }
}

/** Reads `file` as given, and others within its workspace: the working folder if that holds the file, else its own. */
export function fileHost(file: string, text: string): Host {
  return {
    read: other => {
      if (other === file) return { text };
      if (!isInWorkspace(file, other)) return { problem: 'outside' };
      try {
        return { text: readFileSync(other, 'utf8') };
      } catch {
        return { problem: 'missing' };
      }
    },
    exists: other => isInWorkspace(file, other) && existsSync(other),
  };
}

/** Whether `other` is within the workspace of `file`. */
export const isInWorkspace = (file: string, other: string): boolean =>
  relative(workspaceOf(file), resolve(other)).split(sep)[0] !== '..';

function workspaceOf(file: string): string {
  const working = realpathSync('.');
  if (file === '-') return working;
  const folder = dirname(resolve(file));
  return relative(working, folder).split(sep)[0] === '..' ? folder : working;
}
