/** Requests beyond the Language Server Protocol, as plain data. */
import type { Program } from '#core/interchange/program.ts';

/** Asks for the program of the model at a position. `fovea/program`. */
export interface ProgramParams {
  readonly uri: string;
  /** An LSP position: zero-based line and UTF-16 character. The model around it, else the file's first. */
  readonly position: { readonly line: number; readonly character: number };
}

export type ProgramResult =
  | { readonly kind: 'program'; readonly version: number; readonly program: Program }
  /** The text has errors: the page keeps its last result and says so. */
  | { readonly kind: 'broken'; readonly version: number; readonly message: string }
  /** The file has no model. */
  | { readonly kind: 'none'; readonly version: number };
