import type { SourceLine } from './source-lines.ts';
import { isCloser, isOpener } from './token.ts';

/** For every line, how many blank ones stand before it: as many as there are but one at most, and one around definitions. */
export function blankLinesBefore(lines: readonly SourceLine[]): readonly number[] {
  const starts = definitionStarts(lines);
  return lines.map((line, index) => {
    const above = lines[index - 1];
    if (!above) return 0;
    const blanks = line.firstLine - above.lastLine - 1;
    if (line.treatment === 'untouched' || above.treatment === 'untouched') return Math.max(0, blanks);
    if (starts.has(index)) return 1;
    return blanks > 0 && !isAtBrackets(above, line) ? 1 : 0;
  });
}

const isAtBrackets = (above: SourceLine, line: SourceLine): boolean => {
  const [last, first] = [above.code.at(-1)?.token.kind, line.code[0]?.token.kind];
  return (last !== undefined && isOpener(last)) || (first !== undefined && isCloser(first));
};

/** The lines that items begin on, with the comments above them; but not where imports or `let`s stand together. */
function definitionStarts(lines: readonly SourceLine[]): ReadonlySet<number> {
  const starts = new Set<number>();
  let before: string | undefined;
  for (const [index, { item }] of lines.entries()) {
    if (!item) continue;
    const isList = item.kind === before && (item.kind === 'import' || item.kind === 'let');
    if (before !== undefined && !isList) starts.add(withComments(lines, index));
    before = item.kind;
  }
  return starts;
}

/** The first of the comments that stand right above a line. */
function withComments(lines: readonly SourceLine[], index: number): number {
  let first = index;
  for (let above = lines[first - 1]; above && above.code.length === 0; above = lines[first - 1]) {
    if ((lines[first]?.firstLine ?? 0) - above.lastLine > 1) break;
    first--;
  }
  return first;
}
