/** What a text has in common with an earlier one: lines at its beginning, whose tokens and nodes stand as they are. */
import type { Parsed } from './parse.ts';
import type { Comment, Token } from './token.ts';
import type { Item, Line } from './tree.ts';

/** What the scanner need not read again, up to the end of the last of its tokens. */
export interface KeptTokens {
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
}

/** What the parser need not read again, by where it begins: items, and the lines of the one that is not whole. */
export interface KeptNodes {
  readonly items: ReadonlyMap<number, Item>;
  readonly lines: ReadonlyMap<number, Line>;
}

export const NO_TOKENS: KeptTokens = { tokens: [], comments: [] };
export const NO_NODES: KeptNodes = { items: new Map(), lines: new Map() };

/** The parser looks at this many tokens behind a node to tell where it ends. */
const LOOKAHEAD = 2;

/** None where the earlier text has a fault in them, or got brackets that it had not. */
export function keptTokens(text: string, earlier: Parsed | undefined): KeptTokens {
  if (!earlier || earlier.repaired) return NO_TOKENS;
  const tokens = before(startOfDifference(text, earlier.text), earlier.tokens);
  const last = tokens.at(-1);
  const isFaulty = (line: number): boolean => last !== undefined && line <= last.line;
  if (!last || [...earlier.unsoundLines].some(isFaulty)) return NO_TOKENS;
  return { tokens, comments: before(last.end, earlier.comments) };
}

export function keptNodes({ tokens }: KeptTokens, { tree }: Parsed): KeptNodes {
  const end = tokens.at(-LOOKAHEAD)?.start ?? 0;
  const isKept = (node: Item | Line): boolean => node.span.end <= end;
  const partial = tree.items.find(item => !isKept(item));
  const lines = partial && 'body' in partial ? partial.body.lines : [];
  return { items: byStart(tree.items.filter(isKept)), lines: byStart(lines.filter(isKept)) };
}

const byStart = <N extends Item | Line>(nodes: readonly N[]): ReadonlyMap<number, N> =>
  new Map(nodes.map(node => [node.span.start, node]));

/** Where the first line begins that is not in both. */
function startOfDifference(text: string, earlier: string): number {
  const length = Math.min(text.length, earlier.length);
  let same = 0;
  while (same < length && text.charCodeAt(same) === earlier.charCodeAt(same)) same++;
  return same === 0 ? 0 : text.lastIndexOf('\n', same - 1) + 1;
}

function before<T extends { readonly start: number }>(offset: number, pieces: readonly T[]): readonly T[] {
  const end = pieces.findIndex(({ start }) => start >= offset);
  return end < 0 ? pieces : pieces.slice(0, end);
}
