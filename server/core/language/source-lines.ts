/** The lines of a file as the formatter sees them: code, perhaps with a comment behind, or a comment alone. */
import type { Span } from '../text.ts';
import { isLineBreak } from './characters.ts';
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
    const line = code[from]?.token.line ?? 0;
    const treatment = treatmentOf(line);
    let to = from + 1;
    for (let next = code[to]; next?.token.line === line; next = code[++to]) {
      if (treatment === 'laid out' && items.has(next.token.start)) break;
    }
    lines.push(codeLine(code.slice(from, to), line, items, treatment));
    from = to;
  }
  return lines;
}

function codeLine(
  code: readonly Code[],
  line: number,
  items: ReadonlyMap<number, Item>,
  treatment: Treatment,
): SourceLine {
  const [start, end] = [code[0]?.token.start ?? 0, code.at(-1)?.token.end ?? 0];
  const item = items.get(start);
  const read = { span: { start, end }, code, firstLine: line, lastLine: line, treatment };
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

function treatments(parsed: Parsed): (line: number) => Treatment {
  const { tokens, unsoundLines } = parsed;
  const paired = tokens.some(isUnpaired) ? pairedLines(parsed) : undefined;
  return line => (paired?.has(line) === false ? 'untouched' : unsoundLines.has(line) ? 'as written' : 'laid out');
}

/**
 * The lines of items without a bracket at fault that begin and end at column 0, and share no line: however they are laid
 * out, other lines are recovered as before.
 */
function pairedLines({ text, tokens, tree }: Parsed): ReadonlySet<number> {
  const paired = new Set<number>();
  let index = 0;
  for (const { span } of tree.items) {
    const own: Token[] = [];
    for (let token = tokens[index]; token && token.end <= span.end; token = tokens[++index]) {
      if (token.start >= span.start) own.push(token);
    }
    const isAlone = tokens[index]?.line !== own.at(-1)?.line;
    const isApart = isAlone && isAtMargin(text, own[0]) && isAtMargin(text, firstOfLine(own));
    if (isApart && !own.some(isUnpaired)) for (const { line } of own) paired.add(line);
  }
  return paired;
}

const firstOfLine = (tokens: readonly Token[]): Token | undefined =>
  tokens.find(token => token.line === tokens.at(-1)?.line);

const isAtMargin = (text: string, token: Token | undefined): boolean =>
  token !== undefined && (token.start === 0 || isLineBreak(text.charCodeAt(token.start - 1)));

/** A bracket that recovery has added, or one that closes nothing. */
const isUnpaired = (token: Token): boolean =>
  isVirtual(token) || (token.kind === 'bad' && (token.text === ')' || token.text === ']' || token.text === '}'));
