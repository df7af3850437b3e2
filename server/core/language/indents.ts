import type { SourceLine } from './source-lines.ts';
import { isCloser, isOpener, type Token } from './token.ts';

interface Open {
  readonly kind: Token['kind'];
  /** The level of the line it stands on. */
  readonly indent: number;
}

/** Deeper is an error; and the width of a file must not grow with the square of its depth. */
const DEEPEST = 128;

/** The level of every line: one more than the line of the innermost open bracket, and one more where code goes on. */
export function indents(lines: readonly SourceLine[]): readonly number[] {
  const open: Open[] = [];
  const levels: number[] = [];
  let before: Token | undefined;
  for (const line of lines) {
    if (line.item) open.length = 0;
    const level = Math.min(levelOf(line, open, before), DEEPEST);
    levels.push(level);
    for (const { token } of line.code) {
      if (isOpener(token.kind)) open.push({ kind: token.kind, indent: level });
      else if (isCloser(token.kind)) open.pop();
      before = token;
    }
  }
  return levels;
}

function levelOf(line: SourceLine, open: readonly Open[], before: Token | undefined): number {
  const innermost = open.at(-1);
  const first = line.code[0]?.token;
  if (first && isCloser(first.kind)) return innermost?.indent ?? 0;
  const level = innermost ? innermost.indent + 1 : 0;
  return first && continues(first, before, innermost) ? level + 1 : level;
}

/** Directly inside braces only `->` continues a line; in parentheses whatever follows no comma does. */
function continues(first: Token, before: Token | undefined, innermost: Open | undefined): boolean {
  if (first.kind === '->') return true;
  if (!before || !innermost || innermost.kind === '{') return false;
  return before.kind !== ',' && !isOpener(before.kind);
}
