/** What the scanner hands to the parser. */
import type { Span } from '../text.ts';

export const RESERVED_WORDS = ['if', 'else', 'repeat', 'for', 'in', 'and', 'or', 'not', 'true', 'false'] as const;

/** Operators and punctuation, those of two characters first. */
export const MARKS = [
  ...(['->', '..', '**', '//', '==', '!=', '<=', '>='] as const),
  ...(['(', ')', '[', ']', '{', '}', ',', ';', '=', '.', '+', '-', '*', '/', '%', '<', '>'] as const),
] as const;

export type ReservedWord = (typeof RESERVED_WORDS)[number];
export type Mark = (typeof MARKS)[number];

/** A reserved word or a mark is its own kind. `bad` is what fits nowhere; `end` is the end of the file. */
export type TokenKind = 'name' | 'number' | 'size' | 'text' | 'bad' | 'end' | ReservedWord | Mark;

/** A piece of code within one line. Between tokens lie only white space and comments. */
export interface Token {
  readonly kind: TokenKind;
  /** As written. Empty for a bracket that is not in the text, see `isVirtual`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The line it stands on, counted from 0. */
  readonly line: number;
  /** True when it has been reported already: whoever meets it says nothing more. */
  readonly flawed: boolean;
}

/** From `#` to the end of the line. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** `comment` stands alone on its line or after code; `documentation` is `## …`, first on its line. */
  readonly kind: 'comment' | 'documentation';
}

export const spanOfToken = ({ start, end }: Span): Span => ({ start, end });

/** True for a bracket of no width, which recovery has put where one is missing. */
export const isVirtual = (token: Token): boolean => token.start === token.end && token.kind !== 'end';

const reserved: ReadonlySet<string> = new Set(RESERVED_WORDS);

export const isReserved = (token: Token): boolean => reserved.has(token.kind);

export type Opener = '(' | '[' | '{';
export type Closer = ')' | ']' | '}';

const closers = { '(': ')', '[': ']', '{': '}' } as const;
const openers = { ')': '(', ']': '[', '}': '{' } as const;

export const isOpener = (kind: TokenKind): kind is Opener => kind === '(' || kind === '[' || kind === '{';
export const isCloser = (kind: TokenKind): kind is Closer => kind === ')' || kind === ']' || kind === '}';
export const closerOf = (opener: Opener): Closer => closers[opener];
export const openerOf = (closer: Closer): Opener => openers[closer];

/** A bracket of no width. */
export const virtualBracket = (kind: Opener | Closer, offset: number, line: number): Token => ({
  kind,
  text: '',
  start: offset,
  end: offset,
  line,
  flawed: true,
});

const LONGEST_QUOTE = 40;

/** Code inside a message. */
export const quote = (code: string): string =>
  code.length > LONGEST_QUOTE ? `\`${code.slice(0, LONGEST_QUOTE)}…\`` : `\`${code}\``;
