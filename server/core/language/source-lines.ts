/** The lines of a file as the formatter sees them: code, perhaps with a comment behind, or a comment alone. */
import type { Span } from '../text.ts';
import type { Parsed } from './parse.ts';
import { spacesBefore } from './spacing.ts';
import { isVirtual, type Comment, type Token } from './token.ts';
import type { Item } from './tree.ts';

export interface SourceLine {
  /** From the first to the last character that is not white space. */
  readonly span: Span;
  /** Empty for a comment alone. */
  readonly code: readonly Code[];
  readonly comment?: Comment;
  /** The first and the last line, from 0: they differ where `else` has moved up. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly treatment: Treatment;
  /** The item of the file that begins here. */
  readonly item?: Item;
}

export interface Code {
  readonly token: Token;
  readonly space: boolean;
}

/**
 * `laid out` anew; `as written` but for the indentation, because the line holds an error; or `untouched`, because
 * brackets around it do not pair, and only the indentation says what belongs together.
 */
type Treatment = 'laid out' | 'as written' | 'untouched';

/** In the order of the text. */
export function sourceLines(parsed: Parsed): readonly SourceLine[] {
  const code = codeLines(parsed);
  const comments = parsed.comments.map(commentLine);
  const lines: SourceLine[] = [];
  for (const line of [...code, ...comments].toSorted((a, b) => a.span.start - b.span.start)) {
    const above = lines.at(-1);
    const joined = above && (withComment(above, line) ?? withElse(above, line));
    if (joined) lines.pop();
    lines.push(joined ?? line);
  }
  return lines;
}

function codeLines(parsed: Parsed): readonly SourceLine[] {
  const items = new Map(parsed.tree.items.map(item => [item.span.start, item]));
  const spaces = spacesBefore(parsed.tokens);
  const code = parsed.tokens
    .map((token, index) => ({ token, space: spaces[index] ?? false }))
    .filter(({ token }) => !isVirtual(token));
  const treatmentOf = treatments(parsed);
  const lines: SourceLine[] = [];
  for (let from = 0; from < code.length;) {
    let to = from + 1;
    while (code[to]?.token.line === code[from]?.token.line && !items.has(code[to]?.token.start ?? -1)) to++;
    lines.push(codeLine(code.slice(from, to), items, treatmentOf));
    from = to;
  }
  return lines;
}

function codeLine(
  code: readonly Code[],
  items: ReadonlyMap<number, Item>,
  treatmentOf: (line: number) => Treatment,
): SourceLine {
  const [start, end, line] = [code[0]?.token.start ?? 0, code.at(-1)?.token.end ?? 0, code[0]?.token.line ?? 0];
  const item = items.get(start);
  const read = { span: { start, end }, code, firstLine: line, lastLine: line, treatment: treatmentOf(line) };
  return item ? { ...read, item } : read;
}

const commentLine = (comment: Comment): SourceLine => ({
  span: { start: comment.start, end: comment.end },
  code: [],
  comment,
  firstLine: comment.line,
  lastLine: comment.line,
  treatment: 'laid out',
});

function withComment(above: SourceLine, line: SourceLine): SourceLine | undefined {
  if (line.code.length > 0 || !line.comment || above.lastLine !== line.firstLine) return undefined;
  return { ...above, comment: line.comment, span: { start: above.span.start, end: line.span.end } };
}

/** `}` and `else` on the next line become one. */
function withElse(above: SourceLine, line: SourceLine): SourceLine | undefined {
  const follows = line.code[0]?.token.kind === 'else' && above.code.at(-1)?.token.kind === '}' && !above.comment;
  if (!follows || above.treatment !== 'laid out' || line.treatment !== 'laid out') return undefined;
  const { span, firstLine } = above;
  return { ...line, code: [...above.code, ...line.code], firstLine, span: { start: span.start, end: line.span.end } };
}

function treatments({ tokens, tree, unsoundLines }: Parsed): (line: number) => Treatment {
  const untouched = new Set(tokens.filter(isUnpaired).map(token => token.line));
  let index = 0;
  for (const { span } of tree.items) {
    const lines: number[] = [];
    let pairs = true;
    for (let token = tokens[index]; token && token.end <= span.end; token = tokens[++index]) {
      if (token.start < span.start) continue;
      lines.push(token.line);
      pairs &&= !isUnpaired(token);
    }
    if (!pairs) for (const line of lines) untouched.add(line);
  }
  return line => (untouched.has(line) ? 'untouched' : unsoundLines.has(line) ? 'as written' : 'laid out');
}

/** A bracket that recovery has added, or one that closes nothing. */
const isUnpaired = (token: Token): boolean =>
  isVirtual(token) || (token.kind === 'bad' && (token.text === ')' || token.text === ']' || token.text === '}'));
