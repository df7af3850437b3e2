/**
 * Pairs `( [ {` before anything is parsed, so that the parser never sees an unbalanced file. A file whose brackets pair
 * plainly is never judged by its indentation; one whose brackets do not is repaired by it.
 */
import type { Diagnostic } from '../diagnostics.ts';
import { repairByIndentation } from './indentation.ts';
import type { Scan } from './scan.ts';
import { closerOf, isCloser, isOpener, type Closer, type Token } from './token.ts';

export interface Balanced {
  /** The scanner's tokens and virtual brackets; a closer that closes nothing has become `bad`. */
  readonly tokens: readonly Token[];
  readonly diagnostics: readonly Diagnostic[];
  /** Lines with a bracket at fault: the parser reports nothing more about them. */
  readonly faultyLines: ReadonlySet<number>;
  /** What to say of brackets that are open at the end of the file, when nothing else is wrong with it. */
  readonly openAtEnd?: Diagnostic;
}

export const balance = (scanned: Scan): Balanced =>
  isBalanced(scanned.tokens)
    ? { tokens: scanned.tokens, diagnostics: [], faultyLines: new Set() }
    : repairByIndentation(scanned);

function isBalanced(tokens: readonly Token[]): boolean {
  const awaited: Closer[] = [];
  for (const { kind } of tokens) {
    if (isOpener(kind)) awaited.push(closerOf(kind));
    else if (isCloser(kind) && awaited.pop() !== kind) return false;
  }
  return awaited.length === 0;
}
