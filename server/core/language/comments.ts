/** What comments say to the tools: documentation, and which advice is not wanted. */
import type { Span } from '../text.ts';
import type { Scan } from './scan.ts';
import type { Token } from './token.ts';

/** `# allow code: reason`: silences one rule on one line. */
export interface Allow {
  readonly code: string;
  readonly reason: string;
  /** The comment. */
  readonly span: Span;
  /** From the first to the last token of the line it is about: its own, or the next one with code. */
  readonly line: Span;
}

const directive = /^#\s*allow\s+([\w-]+)\s*:\s*(.*)$/;

/** In the order of the text. */
export function allowsOf({ text, tokens, comments }: Scan): readonly Allow[] {
  const allows: Allow[] = [];
  for (const { start, end, line } of comments) {
    const match = directive.exec(text.slice(start, end));
    if (!match) continue;
    const [, code = '', reason = ''] = match;
    const after = firstAfter(tokens, start);
    const own = tokens[after - 1]?.line === line ? after - 1 : after;
    allows.push({ code, reason: reason.trim(), span: { start, end }, line: lineOf(tokens, own, end) });
  }
  return allows;
}

function lineOf(tokens: readonly Token[], index: number, otherwise: number): Span {
  const token = tokens[index];
  if (!token) return { start: otherwise, end: otherwise };
  let [first, last] = [index, index];
  while (tokens[first - 1]?.line === token.line) first--;
  while (tokens[last + 1]?.line === token.line) last++;
  return { start: tokens[first]?.start ?? token.start, end: tokens[last]?.end ?? token.end };
}

/** The documentation right above a token, without its marks, by token: of several paragraphs the last. */
export function documentationOf({ text, tokens, comments }: Scan): ReadonlyMap<Token, string> {
  const found = new Map<Token, string>();
  let before = { line: -2, owner: -1 };
  for (const { kind, start, end, line } of comments) {
    const owner = kind === 'documentation' || before.line === line - 1 ? firstAfter(tokens, start) : -1;
    const token = tokens[owner];
    if (kind === 'documentation' && token) {
      const continues = before.owner === owner && before.line === line - 1;
      const said = text.slice(start + 3, end).trimEnd();
      found.set(token, continues && found.has(token) ? `${found.get(token)}\n${said}` : said);
    }
    before = { line, owner };
  }
  return found;
}

/** The index of the first token from `offset` on. */
function firstAfter(tokens: readonly Token[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
