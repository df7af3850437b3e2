/** How the core meets the world: texts by name. It never reads a file itself. */
export interface Host {
  /** The text of a file, `missing` where there is none, `outside` where it is not within the workspace. */
  readonly read: (file: string) => SourceText;
  /** Whether a file that is not source (weights) is there. */
  readonly exists: (file: string) => boolean;
}

export type SourceText = { readonly text: string } | { readonly problem: 'missing' | 'outside' };
