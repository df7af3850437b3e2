/** The parser's place in the tokens, and its memory of what it has reported. */
import { diagnose, type Code, type Details, type Diagnostic, type Fix } from '../diagnostics.ts';
import type { Span } from '../text.ts';
import type { Balanced } from './brackets.ts';
import type { KeptNodes } from './kept.ts';
import { isCloser, isOpener, isVirtual, quote, spanOfToken, type Token, type TokenKind } from './token.ts';
import type { Expression, Group, Missing, Name } from './tree.ts';
import { say, type Text } from '../words.ts';

/** The rules that call each other in a circle; they reach each other through the cursor. */
export interface Rules {
  /** A value or a step, without operators. Gives `Missing`, and takes nothing, where none starts. */
  readonly operand: (cursor: Cursor) => Expression;
  /** From `{`, which is next, to `}`. */
  readonly group: (cursor: Cursor) => Group;
}

/** How a place treats what is next. */
export interface Layout {
  /** Whether a newline ends a line, as it does directly inside braces, or not, as in parentheses. */
  readonly newlines: 'end' | 'continue';
  /** Whether `{` starts a group, or the body of the header that is being read. */
  readonly brace: 'group' | 'body';
}

/** How deep a tree may be. Everything that walks a tree may then recurse. */
const MAXIMUM_NESTING = 128;

export class Cursor {
  /** The token that is next. */
  token: Token;
  /** The one before it; at the start of the file, of no width. */
  previous: Token;
  layout: Layout = { newlines: 'end', brace: 'group' };
  /** Counts what is wrong, reported or not. */
  faults = 0;
  /** Lines that hold a fault, or tokens that are in no node. */
  readonly unsoundLines: Set<number>;
  readonly diagnostics: Diagnostic[] = [];
  /** Where texts start that are right as they are, for they stand in Python. */
  readonly foreignTexts = new Set<number>();
  readonly rules: Rules;
  /** Nodes of an earlier text that begin with the same tokens here. */
  readonly kept: KeptNodes;
  readonly #tokens: readonly Token[];
  readonly #faultyLines: ReadonlySet<number>;
  readonly #documentation: ReadonlyMap<Token, string>;
  readonly #end: Token;
  #index = 0;
  /** After a fault, the rest of a line or of an element is taken without a word. */
  #quiet = false;
  #isMuted = false;
  #isForeign = false;
  #depth = 0;
  #height = 0;

  constructor(
    { tokens, faultyLines }: Balanced,
    documentation: ReadonlyMap<Token, string>,
    length: number,
    rules: Rules,
    kept: KeptNodes,
  ) {
    this.#tokens = tokens;
    this.#faultyLines = faultyLines;
    this.unsoundLines = new Set(faultyLines);
    this.#documentation = documentation;
    this.rules = rules;
    this.kept = kept;
    this.#end = {
      kind: 'end',
      text: '',
      start: length,
      end: length,
      line: (tokens.at(-1)?.line ?? 0) + 1,
      flawed: false,
    };
    this.previous = { ...this.#end, start: 0, end: 0, line: -1 };
    this.token = tokens[0] ?? this.#end;
  }

  /** How far the parser has come: a loop whose turn does not change it would never end. */
  get place(): number {
    return this.#index;
  }

  /** The token after the one that is next. */
  get following(): Token {
    return this.ahead(1);
  }

  /** The token so many places after the one that is next. */
  ahead(places: number): Token {
    return this.#tokens[this.#index + places] ?? this.#end;
  }

  at(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  /** True at the name `word`. Words such as `let` are names, and mean more only where they stand. */
  atWord(word: string): boolean {
    return this.token.kind === 'name' && this.token.text === word;
  }

  get onSameLine(): boolean {
    return this.token.line === this.previous.line;
  }

  /** True when no newline that counts is before the next token. */
  get continues(): boolean {
    return this.layout.newlines === 'continue' || this.onSameLine;
  }

  get atLineEnd(): boolean {
    const { kind } = this.token;
    return !this.continues || kind === ';' || kind === '}' || kind === 'end';
  }

  get documentation(): string | undefined {
    return this.#documentation.get(this.token);
  }

  advance(): Token {
    const token = this.token;
    if (this.#isForeignText(token)) this.foreignTexts.add(token.start);
    else if (token.flawed) this.#fault(token);
    this.#next();
    return token;
  }

  /** Takes the tokens of a node that is kept; undefined where the next one begins none. */
  keep<N extends { readonly span: Span }>(kept: ReadonlyMap<number, N>): N | undefined {
    const node = kept.get(this.token.start);
    if (!node) return undefined;
    while (this.token.start < node.span.end) this.#next();
    return node;
  }

  accept(kind: TokenKind): boolean {
    if (this.token.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** Takes the next token, and if it is an opener everything up to its closer. */
  skip(): void {
    let depth = 0;
    do {
      if (isOpener(this.token.kind)) depth++;
      else if (isCloser(this.token.kind)) depth--;
      this.unsoundLines.add(this.advance().line);
    } while (depth > 0 && !this.at('end'));
  }

  /** A new line, or the next element of a list: what is wrong from here on is another fault. */
  synchronise(): void {
    this.#quiet = false;
  }

  /** Reports a fault at a token of the text, unless it follows from one that has been reported. */
  report<C extends Code>(at: Token, code: C, details: Details<C>, fixes: readonly Fix[] = []): void {
    this.reportAt(spanOfToken(at), at, code, details, fixes);
  }

  /** `report` for a span of several tokens, of which `at` is one. */
  reportAt<C extends Code>(span: Span, at: Token, code: C, details: Details<C>, fixes: readonly Fix[] = []): void {
    const follows = this.#isMuted || this.#quiet || at.flawed || this.#faultyLines.has(at.line);
    if (!follows) this.diagnostics.push(diagnose(span, code, details, { fixes }));
    this.#fault(at);
  }

  /** Reports what is wrong but understood: what follows is read as if it were right. */
  correct<C extends Code>(span: Span, at: Token, code: C, details: Details<C>, fixes: readonly Fix[]): void {
    const quiet = this.#quiet;
    this.reportAt(span, at, code, details, fixes);
    this.#quiet = quiet;
  }

  /** From a start to the end of what has been read. */
  spanFrom(start: number): Span {
    return { start, end: Math.max(start, this.previous.end) };
  }

  /** Runs a rule in a layout of its own. What is quiet before it is quiet behind it. */
  within<T>(layout: Layout, rule: () => T): T {
    const outer = this.layout;
    const quiet = this.#quiet;
    this.layout = layout;
    const result = rule();
    this.layout = outer;
    this.#quiet ||= quiet;
    return result;
  }

  /** Runs a rule without a word, for what has been reported as a whole. */
  mute<T>(rule: () => T): T {
    this.#isMuted = true;
    const result = rule();
    this.#isMuted = false;
    return result;
  }

  /** What is read is Python: its words and marks are no faults. */
  get isForeign(): boolean {
    return this.#isForeign;
  }

  /** Runs a rule on what is Python. */
  foreign<T>(rule: () => T): T {
    const outer = this.#isForeign;
    this.#isForeign = true;
    const result = rule();
    this.#isForeign = outer;
    return result;
  }

  /** Runs a rule and says whether it met a fault, which is then no fault of what is around it. */
  isolate<T>(rule: () => T): { readonly result: T; readonly broken: boolean } {
    const outer = this.faults;
    this.faults = 0;
    const result = rule();
    const broken = this.faults > 0;
    this.faults = outer;
    return { result, broken };
  }

  /** Runs a rule one level deeper, or reports that this is too deep and skips to where it would have ended. */
  nest(rule: () => Expression): Expression {
    if (this.#depth >= MAXIMUM_NESTING) return this.tooDeep();
    const outer = this.#height;
    this.#height = 0;
    this.#depth++;
    const result = rule();
    this.#depth--;
    this.#height = Math.max(outer, this.#height + 1);
    return result;
  }

  /** False when what has just been read may not become a part of yet another operation. */
  get mayGrow(): boolean {
    this.#height++;
    return this.#height < MAXIMUM_NESTING;
  }

  tooDeep(): Missing {
    const { start } = this.token;
    this.report(this.token, 'nesting-too-deep', { limit: MAXIMUM_NESTING });
    while (!this.atLineEnd && !this.at(',') && !isCloser(this.token.kind)) this.skip();
    return { kind: 'missing', span: this.spanFrom(start) };
  }

  /** Stands for something right after what has been read. */
  missing(): Missing {
    return { kind: 'missing', span: this.#afterPrevious() };
  }

  missingName(): Name {
    return { kind: 'name', span: this.#afterPrevious(), text: '' };
  }

  /** What is next, for a message. */
  get found(): Text {
    if (this.token.kind === 'end') return say`the end of the file`;
    return this.atLineEnd && !this.onSameLine ? LINE_END : describe(this.token);
  }

  #next(): void {
    if (this.token.kind !== 'end') this.#index++;
    this.previous = this.token;
    this.token = this.#tokens[this.#index] ?? this.#end;
  }

  /** In Python, single quotes are as good as double ones. */
  #isForeignText({ kind, text }: Token): boolean {
    return this.#isForeign && kind === 'text' && text.length > 1 && text.endsWith("'");
  }

  #afterPrevious(): Span {
    return { start: this.previous.end, end: this.previous.end };
  }

  #fault(at: Token): void {
    this.faults++;
    this.unsoundLines.add(at.line);
    this.#quiet = true;
  }
}

/** A token, for a message. */
export const describe = (token: Token): Text => (isVirtual(token) ? LINE_END : quote(token.text));

const LINE_END = say`the end of the line`;
