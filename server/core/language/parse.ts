import type { Diagnostic } from '../diagnostics.ts';
import type { SourceFile } from './tree.ts';

export interface Parsed {
  readonly text: string;
  readonly tree: SourceFile;
  readonly diagnostics: readonly Diagnostic[];
}

export declare function parse(text: string): Parsed;
