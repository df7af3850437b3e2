/** The core's host over the file system. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Host } from '#core/host.ts';
import { UsageError } from './usage.ts';

/** The text of a file the user named; `-` is standard input. */
export function readNamed(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Reads `file` as given, and others within its workspace: the working folder if that holds the file, else its own. */
export function fileHost(file: string, text: string): Host {
  const root = workspaceOf(file);
  const isOutside = (other: string) => relative(root, resolve(other)).split(sep)[0] === '..';
  return {
    read: other => {
      if (other === file) return { text };
      if (isOutside(other)) return { problem: 'outside' };
      try {
        return { text: readFileSync(other, 'utf8') };
      } catch {
        return { problem: 'missing' };
      }
    },
    exists: other => existsSync(other),
  };
}

function workspaceOf(file: string): string {
  const working = realpathSync('.');
  if (file === '-') return working;
  const folder = dirname(resolve(file));
  return relative(working, folder).split(sep)[0] === '..' ? folder : working;
}
