/**
 * Repairs brackets that do not pair, by the indentation of their lines, so that a half-typed line leaves its neighbours
 * as they are. A line at or left of an opener's line closes it, at the end of the line before. A closer that leads its
 * line and was never opened gets an opener at the end of the line that its content is indented under. `block`, `model`
 * or `import` at column 0 closes everything. Each virtual bracket is an error, at most one a line.
 */
import { diagnose, type Diagnostic, type Fix } from '../diagnostics.ts';
import type { Balanced } from './brackets.ts';
import { OpenBrackets, type Open } from './open-brackets.ts';
import { rowsOf, type Row } from './rows.ts';
import type { Scan } from './scan.ts';
import { closerOf, isCloser, isOpener, openerOf, quote, spanOfToken, virtualBracket } from './token.ts';
import type { Closer, Opener, Token } from './token.ts';
import { say } from '../words.ts';

/** A row that lines below may still be indented under. */
interface Header {
  readonly row: Row;
  /** How many brackets were open at its end, and the fewest that have been since. */
  readonly depth: number;
  floor: number;
}

export const repairByIndentation = (scanned: Scan): Balanced => new Repair(scanned).run();

class Repair {
  readonly #rows: readonly Row[];
  readonly #open = new OpenBrackets();
  /** Every one stands right of the one before it. */
  readonly #headers: Header[] = [];
  /** How many brackets were open at the end of every row. */
  readonly #depths: number[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #faultyLines = new Set<number>();
  /** Lines with an error already: the scanner's, or one of these. */
  readonly #reportedLines: Set<number>;
  readonly #commentLines: ReadonlySet<number>;
  /** The last row of which a leading closer got an opener, and where. */
  #opening: { readonly at: Row; readonly below: Row } | undefined;

  constructor(scanned: Scan) {
    this.#rows = rowsOf(scanned);
    this.#reportedLines = new Set(scanned.tokens.filter(token => token.flawed).map(token => token.line));
    this.#commentLines = new Set(scanned.comments.map(comment => comment.line));
  }

  run(): Balanced {
    for (const row of this.#rows) this.#pairRow(row);
    const openAtEnd = this.#closeAtEndOfFile();
    const tokens = this.#rows.flatMap(row => [...row.tokens, ...row.closers, ...row.openers]);
    const found = { tokens, diagnostics: this.#diagnostics, faultyLines: this.#faultyLines };
    return openAtEnd ? { ...found, openAtEnd } : found;
  }

  #pairRow(row: Row): void {
    if (row.leadingClosers === 0) {
      this.#closeAbove(row, open => row.starts === 'definition' || row.indent <= open.indent);
    }
    const tokens = row.tokens.splice(0);
    for (const [index, token] of tokens.entries()) {
      if (isOpener(token.kind)) this.#open.push(this.#opened(token.kind, token, row, tokens));
      if (!isCloser(token.kind)) row.tokens.push(token);
      else if (index < row.leadingClosers) this.#closeLeading(token.kind, token, row, row.leadingClosers - index - 1);
      else this.#closeWithin(token.kind, token, row);
    }
    this.#headerOf(row);
    this.#headers.push({ row, depth: this.#open.size, floor: this.#open.size });
    this.#depths.push(this.#open.size);
  }

  /** A definition whose body is not indented, as in a file that was never formatted, is not judged by indentation. */
  #opened(kind: Opener, token: Token, row: Row, tokens: readonly Token[]): Open {
    const next = this.#rows[row.index + 1];
    const isBody = row.starts === 'definition' && kind === '{' && token === tokens.at(-1);
    const isFlat = isBody && next?.indent === 0 && next.starts === 'nothing' && next.leadingClosers === 0;
    return { kind, token, row, indent: isFlat ? -1 : row.indent };
  }

  #closeAbove(row: Row, closes: (open: Open) => boolean): void {
    let from = this.#open.size;
    for (let open = this.#open.at(from - 1); open && open.row !== row && closes(open); open = this.#open.at(from - 1)) {
      from--;
    }
    this.#closeAtEndOf(this.#above(row), from);
  }

  #closeLeading(closer: Closer, token: Token, row: Row, leadingAfter: number): void {
    this.#closeAbove(row, open => open.indent > row.indent);
    const header = this.#headerOf(row);
    const match = this.#open.lastOf(openerOf(closer));
    const isHeaders = header?.row.indent === row.indent && this.#open.at(match)?.row === header.row;
    if (isHeaders || !this.#isIndented(row, header)) return this.#close(match, token, row, this.#above(row));
    row.tokens.push(token);
    if (!header) return this.#openFirst(closer, token);
    const isHeaderOf = header.row.indent === row.indent;
    const at = isHeaderOf ? this.#closeUnfinished(header, row, leadingAfter) : header.row;
    this.#opening = { at, below: row };
    this.#openAtEndOf(at, closer, token);
  }

  /** Whether rows stand between the header and `row`, so that a pair of brackets around them crosses no other. */
  #isIndented(row: Row, header: Header | undefined): boolean {
    if (!header) return row.index > 0 && this.#open.size === 0;
    return header.row.index + 1 < row.index && header.floor >= header.depth;
  }

  #openAtEndOf(header: Row, closer: Closer, token: Token): void {
    const opener = openerOf(closer);
    const line = this.#lineOfOpener(header);
    header.openers.unshift(virtualBracket(opener, endOf(header), line));
    const last = header.tokens.at(-1);
    if (line !== header.line || !last) return this.#report(line, () => unopened(token, opener));
    const details = { opener: quote(opener), closer: quote(closer), line: token.line + 1 };
    const fixes = [insertion(last.end, opener === '(' ? opener : ` ${opener}`)];
    this.#report(line, () => diagnose(spanOfToken(last), 'missing-opener', details, { fixes }));
  }

  #openFirst(closer: Closer, token: Token): void {
    const [first] = this.#rows;
    const start = first?.tokens[0];
    if (start) first.tokens.unshift(virtualBracket(openerOf(closer), start.start, start.line));
    this.#report(token.line, () => unopened(token, openerOf(closer)));
  }

  /**
   * In `block f(a, b`, whose brace is missing too, the parenthesis ends with the line; in `add(` before `})`, not. Gives
   * the row that the brace is missing on.
   */
  #closeUnfinished(header: Header, row: Row, leadingAfter: number): Row {
    let first = this.#open.size;
    while (this.#open.at(first - 1)?.row === header.row) first--;
    const from = first + leadingAfter;
    if (from >= this.#open.size) return header.row;
    const end = this.#endOfElements(header, row) ?? header.row;
    this.#closeAt(end.closers, endOf(end), end === header.row ? end.line : this.#lineOfOpener(end), from);
    return end;
  }

  /** In `block f(` with a line for every parameter, and an empty one where `) {` was, the last parameter. */
  #endOfElements({ row, depth }: Header, until: Row): Row | undefined {
    if (this.#open.at(depth - 1)?.token !== row.tokens.at(-1)) return undefined;
    return this.#rows
      .slice(row.index + 1, until.index - 1)
      .find(each => this.#depths[each.index] === depth && this.#lineOfOpener(each) !== each.line);
  }

  /** The header's own line, or the blank one below it, where another header may have been. */
  #lineOfOpener(header: Row): number {
    const below = this.#rows[header.index + 1]?.line ?? header.line;
    let line = header.line + 1;
    while (this.#commentLines.has(line)) line++;
    return line < below ? line : header.line;
  }

  /**
   * A closer after other code closes what its line has opened, or the innermost bracket before that. In `], last=4)` it was
   * opened where the bracket was.
   */
  #closeWithin(closer: Closer, token: Token, row: Row): void {
    const match = this.#open.lastOf(openerOf(closer));
    if (match < 0 && this.#opening?.below === row) {
      row.tokens.push(token);
      return this.#openAtEndOf(this.#opening.at, closer, token);
    }
    const within = this.#open.at(match + 1);
    const reaches = !within || within.row === row;
    this.#close(reaches ? match : -1, token, row, undefined);
  }

  /** Closes the open bracket `match` with a token, and those in it at the end of `above`, or of what its own row holds so far. */
  #close(match: number, token: Token, row: Row, above: Row | undefined): void {
    if (match < 0) return this.#refuse(token, row);
    if (above) this.#closeAtEndOf(above, match + 1);
    else this.#closeAt(row.tokens, endOf(row), row.line, match + 1);
    this.#popTo(match);
    row.tokens.push(token);
  }

  #closeAtEndOf(row: Row | undefined, from: number): void {
    if (row) this.#closeAt(row.closers, endOf(row), row.line, from);
  }

  /** Closes the open brackets from `from` on, with closers at `offset`. */
  #closeAt(into: Token[], offset: number, line: number, from: number): void {
    const closed = this.#popTo(from);
    for (const open of closed) into.push(virtualBracket(closerOf(open.kind), offset, line));
    if (closed.length > 0) this.#report(line, () => unclosed(closed, offset, line));
  }

  #refuse(token: Token, row: Row): void {
    row.tokens.push({ ...token, kind: 'bad', flawed: true });
    const { kind } = token;
    if (isCloser(kind)) this.#report(row.line, () => unopened(token, openerOf(kind)));
  }

  #closeAtEndOfFile(): Diagnostic | undefined {
    const last = this.#rows.at(-1);
    const closed = this.#popTo(0);
    if (!last || closed.length === 0) return undefined;
    for (const open of closed) last.closers.push(virtualBracket(closerOf(open.kind), endOf(last), last.line));
    return unclosed(closed, endOf(last), last.line);
  }

  #popTo(from: number): readonly Open[] {
    const popped = this.#open.popTo(from);
    const header = this.#headers.at(-1);
    if (header) header.floor = Math.min(header.floor, this.#open.size);
    return popped;
  }

  #above(row: Row): Row | undefined {
    return this.#rows[row.index - 1];
  }

  /** The nearest row above that does not stand right of `row`. Those that do are over. */
  #headerOf(row: Row): Header | undefined {
    for (;;) {
      const top = this.#headers.at(-1);
      if (!top || top.row.indent <= row.indent) return top;
      this.#headers.pop();
      const below = this.#headers.at(-1);
      if (below) below.floor = Math.min(below.floor, top.floor);
    }
  }

  #report(line: number, diagnostic: () => Diagnostic): void {
    this.#faultyLines.add(line);
    if (!this.#reportedLines.has(line)) this.#diagnostics.push(diagnostic());
    this.#reportedLines.add(line);
  }
}

const endOf = (row: Row): number => row.tokens.at(-1)?.end ?? 0;

function unclosed(closed: readonly Open[], offset: number, line: number): Diagnostic {
  const closers = closed.map(open => closerOf(open.kind)).join('');
  const [innermost] = closed;
  const details = { opener: quote(innermost?.kind ?? ''), closers: quote(closers), line: line + 1 };
  const span = spanOfToken(innermost?.token ?? { start: offset, end: offset });
  return diagnose(span, 'unclosed-bracket', details, { fixes: [insertion(offset, closers)] });
}

function unopened(closer: Token, opener: Opener): Diagnostic {
  const span = spanOfToken(closer);
  const fixes = [{ title: say`Remove ${closer.text}`, edits: [{ span, text: '' }] }];
  return diagnose(span, 'unopened-bracket', { closer: quote(closer.text), opener: quote(opener) }, { fixes });
}

const insertion = (offset: number, text: string): Fix => ({
  title: say`Add ${text.trim()}`,
  edits: [{ span: { start: offset, end: offset }, text }],
});
