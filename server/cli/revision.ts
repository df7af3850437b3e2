/** Files as a revision of their git repository has them, read by the git of the user. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import type { Host } from '#core/host.ts';

export interface Revision {
  readonly file: string;
  readonly revision: string;
}

/** `net.cnn@HEAD~2` is a file at a revision, unless there is a file of that very name. */
export function splitRevision(name: string): Revision | undefined {
  const [, file, revision] = /^(.+\.cnn)@(.+)$/s.exec(name) ?? [];
  return file !== undefined && revision !== undefined && !existsSync(name) ? { file, revision } : undefined;
}

/** The core's host over a revision, for the file and what it imports; or what is wrong, as a sentence. */
export function readRevision({ file, revision }: Revision): Host | { readonly problem: string } {
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) return { problem: `There is no folder ${dirname(file)}.` };
  const root = git(folder, ['rev-parse', '--show-toplevel']);
  if (root.missing) return { problem: `${file}@${revision} needs git, which was not found.` };
  if (!root.ok) return { problem: `${file} is not in a git repository: ${root.complaint}` };
  const commit = git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (!commit.ok) return { problem: `The repository of ${file} has no revision ${revision}.` };
  const read = (other: string) => readAt(folder, commit.output, other);
  if (read(file) === undefined) return { problem: `${file} is not in revision ${revision}.` };
  return {
    read: other => {
      const text = read(other);
      return text === undefined ? { problem: 'missing' } : { text };
    },
    exists: other => git(folder, ['cat-file', '-e', objectName(folder, commit.output, other)]).ok,
  };
}

function readAt(folder: string, commit: string, file: string): string | undefined {
  const { ok, text } = git(folder, ['cat-file', 'blob', objectName(folder, commit, file)]);
  return ok ? text : undefined;
}

/** `<commit>:./net.cnn`, a path from the folder that git is run in. */
function objectName(folder: string, commit: string, file: string): string {
  const path = relative(folder, dirname(resolve(file)));
  return `${commit}:./${[...(path === '' ? [] : path.split(/[\\/]/)), basename(file)].join('/')}`;
}

const MOST_BYTES = 64 * 1024 * 1024;

interface GitAnswer {
  readonly ok: boolean;
  /** Git itself was not found. */
  readonly missing: boolean;
  readonly text: string;
  readonly output: string;
  readonly complaint: string;
}

function git(folder: string, args: readonly string[]): GitAnswer {
  const { status, error, stdout, stderr } = spawnSync('git', [...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: MOST_BYTES,
  });
  const text = stdout ?? '';
  return {
    ok: status === 0,
    missing: error !== undefined && 'code' in error && error.code === 'ENOENT',
    text,
    output: text.trim(),
    complaint: (stderr ?? '').trim(),
  };
}
