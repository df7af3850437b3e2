import { access, readFile } from 'node:fs/promises';
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
};

const isOnDisk = (uri: string): boolean => uri.startsWith('file:');

/** A file that cannot be read is, to the reader of an `import`, a file that is not there. */
const absent = (): undefined => undefined;
