import { access, readdir, readFile } from 'node:fs/promises';
import type { FileAccess, Sought } from './files.ts';

/** Files on the server's own disk. Other schemes than `file:` have none there. */
export const nodeFiles: FileAccess = {
  read: async uri => (isOnDisk(uri) ? readFile(new URL(uri), 'utf8').catch(absent) : undefined),
  exists: async uri =>
    isOnDisk(uri) &&
    access(new URL(uri)).then(
      () => true,
      () => false,
    ),
  list: async (uri, sought) => (isOnDisk(uri) ? filesIn(new URL(uri.endsWith('/') ? uri : `${uri}/`), sought) : []),
};

/** What tools keep for themselves, and packages, are no part of a workspace. */
const isSkipped = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

async function filesIn(folder: URL, sought: Sought): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries.map(async entry => {
    const address = new URL(encodeURIComponent(entry.name), folder);
    if (entry.isDirectory() && sought.depth === 'all' && !isSkipped(entry.name))
      return filesIn(new URL(`${address.href}/`), sought);
    return entry.isFile() && sought.endings.some(ending => entry.name.endsWith(ending)) ? [address.href] : [];
  });
  return (await Promise.all(found)).flat();
}

const isOnDisk = (uri: string): boolean => uri.startsWith('file:');

/** A file that cannot be read is, to the reader of an `import`, a file that is not there. */
const absent = (): undefined => undefined;
