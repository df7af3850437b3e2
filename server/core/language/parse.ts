/** Text to tree. Never fails: what is missing is a node, and what is wrong a diagnostic. */
import { diagnose, type Diagnostic } from '../diagnostics.ts';
import { balance } from './brackets.ts';
import { allowsOf, documentationOf, type Allow } from './comments.ts';
import { Cursor } from './cursor.ts';
import { items } from './items.ts';
import { keptNodes, keptTokens, NO_NODES } from './kept.ts';
import { group } from './lines.ts';
import { operand } from './operand.ts';
import { scan } from './scan.ts';
import type { Comment, Token } from './token.ts';
import type { SourceFile } from './tree.ts';

export interface Parsed {
  readonly text: string;
  readonly tree: SourceFile;
  /** Syntax errors, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** In the order of the text, with a bracket of no width wherever one is missing. */
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  readonly allows: readonly Allow[];
  /** Lines, from 0, that hold a syntax error, reported or not. */
  readonly unsoundLines: ReadonlySet<number>;
  /** Whether brackets had to be put in. */
  readonly repaired: boolean;
}

/** In UTF-16 units. A longer file is no network, and is not read. */
export const MAXIMUM_LENGTH = 1_000_000;

/** Nodes at the beginning are those of the earlier text, the very same, where the two begin with the same lines. */
export function parse(text: string, earlier?: Parsed): Parsed {
  if (text.length > MAXIMUM_LENGTH) return tooLarge(text);
  const kept = keptTokens(text, earlier);
  const scanned = scan(text, kept);
  const balanced = balance(scanned);
  const repaired = balanced.tokens !== scanned.tokens;
  const nodes = earlier && !repaired ? keptNodes(kept, earlier) : NO_NODES;
  const cursor = new Cursor(balanced, documentationOf(scanned), text.length, { operand, group }, nodes);
  const tree: SourceFile = { kind: 'file', items: items(cursor), span: { start: 0, end: text.length } };
  const scanFaults = scanned.diagnostics.filter(({ span }) => !cursor.foreignTexts.has(span.start));
  const found = [...scanFaults, ...balanced.diagnostics, ...cursor.diagnostics];
  if (found.length === 0 && balanced.openAtEnd) found.push(balanced.openAtEnd);
  return {
    text,
    tree,
    diagnostics: found.toSorted((a, b) => a.span.start - b.span.start),
    tokens: balanced.tokens,
    comments: scanned.comments,
    allows: allowsOf(scanned),
    unsoundLines: cursor.unsoundLines,
    repaired,
  };
}

function tooLarge(text: string): Parsed {
  const details = { length: text.length, limit: MAXIMUM_LENGTH };
  return {
    ...parse(''),
    text,
    tree: { kind: 'file', items: [], span: { start: 0, end: text.length } },
    diagnostics: [diagnose({ start: 0, end: 1 }, 'file-too-large', details)],
  };
}
