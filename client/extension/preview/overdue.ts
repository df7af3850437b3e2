/** What is known of a kept file: when it was written, in milliseconds, and how long it is, in bytes. */
export interface KeptFile {
  readonly mtime: number;
  readonly size: number;
}

/** The files that go so that the newest stay: of all together, so many at most, and so many bytes. */
export function overdue<File extends KeptFile>(
  files: readonly File[],
  most: number,
  mostBytes: number,
): readonly File[] {
  let bytes = 0;
  return files
    .toSorted((a, b) => b.mtime - a.mtime)
    .filter(({ size }, index) => {
      bytes += size;
      return index >= most || bytes > mostBytes;
    });
}
