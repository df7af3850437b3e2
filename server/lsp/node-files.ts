import { access, readdir, readFile } from 'node:fs/promises';
import type { FileAccess } from './files.ts';

/** Files on the server's own disk. Other schemes than `file:` have none there. */
export const nodeFiles: FileAccess = {
  read: async uri => (isOnDisk(uri) ? readFile(new URL(uri), 'utf8').catch(absent) : undefined),
  exists: async uri =>
    isOnDisk(uri) &&
    access(new URL(uri)).then(
      () => true,
      () => false,
    ),
  list: async (uri, endings) => (isOnDisk(uri) ? filesIn(new URL(uri.endsWith('/') ? uri : `${uri}/`), endings) : []),
};

/** What tools keep for themselves, and packages, are no part of a workspace. */
const isSkipped = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

async function filesIn(folder: URL, endings: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries.map(async entry => {
    const address = new URL(encodeURIComponent(entry.name), folder);
    if (entry.isDirectory() && !isSkipped(entry.name)) return filesIn(new URL(`${address.href}/`), endings);
    return entry.isFile() && endings.some(ending => entry.name.endsWith(ending)) ? [address.href] : [];
  });
  return (await Promise.all(found)).flat();
}

const isOnDisk = (uri: string): boolean => uri.startsWith('file:');

/** A file that cannot be read is, to the reader of an `import`, a file that is not there. */
const absent = (): undefined => undefined;
