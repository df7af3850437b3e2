/**
 * Where a cursor stands, read from the characters before it: what is typed there is not in any tree yet. Brackets are
 * paired as far as they pair; one that is still open when the indentation goes back to its line is taken as closed.
 */

/** What may be written at the cursor. */
export type Place =
  /** Outside of all blocks and models. */
  | { readonly kind: 'file' }
  /** The start of a line in a group. */
  | { readonly kind: 'line' }
  /** The start of a chain that is no line: after `label =`, or in a merge. */
  | { readonly kind: 'chain' }
  /** After `->`. */
  | { readonly kind: 'step' }
  /** Where a value is due: after `if`, an operator, in a list. */
  | { readonly kind: 'value' }
  /** Behind a name and a dot. */
  | { readonly kind: 'member'; readonly object: string }
  /** After `expect` or `budget`. */
  | { readonly kind: 'fact'; readonly statement: 'expect' | 'budget' }
  /** The start of an argument, or its value after `parameter=`. */
  | { readonly kind: 'argument'; readonly parameter?: string }
  /** In a comment, a string, a name that is being given: nothing can be suggested. */
  | { readonly kind: 'none' };

/** The call whose parentheses are around the cursor. */
export interface OpenCall {
  readonly callee: string;
  /** The place of its `(`. */
  readonly parenthesis: number;
  /** The place of the argument with the cursor, from 0, and its name where one is written. */
  readonly index: number;
  readonly parameter?: string;
  /** The names of the arguments before it. */
  readonly named: readonly string[];
}

export interface Cursor {
  readonly place: Place;
  /** The start of the word that ends at the cursor. */
  readonly wordStart: number;
  readonly call?: OpenCall;
}

export function cursorAt(text: string, offset: number): Cursor {
  const before = text.slice(0, offset);
  const wordStart = offset - (WORD_AT_END.exec(before)?.[0].length ?? 0);
  const scanned = bracketsBefore(before.slice(0, wordStart));
  if (!scanned) return { place: { kind: 'none' }, wordStart };
  const call = openCall(scanned);
  return { place: placeIn(scanned.at(-1) ?? FILE), wordStart, ...(call && { call }) };
}

/** A word is not the end of a number or a size: `64x` is one token. */
const WORD_AT_END = /(?<![\p{N}_])\p{L}[\p{L}\p{N}_$]*$/u;
const TOKEN = /#[^\n]*|"(?:\\.|[^"\\\n])*"?|->|\.\.|[<>=!]=|\p{L}[\p{L}\p{N}_$]*|[\p{N}_]+(?:\.\p{N}+)?[\w×]*|\n|\S/gu;
const NAME = /^\p{L}/u;

/** An open bracket, with what was written in it since the last separator. */
interface Bracket {
  readonly open: '' | '(' | '[' | '{';
  /** The indentation of the line it stands on. */
  readonly indent: number;
  readonly offset: number;
  /** The name before it, and the word before that: `block` in a definition. */
  readonly callee: string;
  readonly keyword: string;
  readonly tokens: readonly string[];
  readonly index: number;
  readonly named: readonly string[];
}

const FILE: Bracket = { open: '', indent: -1, offset: -1, callee: '', keyword: '', tokens: [], index: 0, named: [] };

/** The brackets that are open at the end of a text, outermost first; undefined inside a comment or a string. */
function bracketsBefore(text: string): readonly Bracket[] | undefined {
  let brackets: readonly Bracket[] = [FILE];
  let line = { start: 0, isFresh: true };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const isLast = index + token.length === text.length;
    if (isLast && (token.startsWith('#') || isOpenString(token))) return undefined;
    if (token === '\n') line = { start: index + 1, isFresh: true };
    else if (!token.startsWith('#')) {
      const indent = indentAt(text, line.start);
      brackets = withToken(line.isFresh ? onFreshLine(brackets, token, indent) : brackets, token, indent, index);
      line = { ...line, isFresh: false };
    }
  }
  return line.isFresh ? onFreshLine(brackets, '', indentAt(text, line.start)) : brackets;
}

const isOpenString = (token: string): boolean => token.startsWith('"') && !/^".*"$/s.test(token);

const indentAt = (text: string, lineStart: number): number => /^[ \t]*/.exec(text.slice(lineStart))?.[0].length ?? 0;

/** A line at or left of an open parenthesis' own line closes it, and a line in a group begins anew. */
function onFreshLine(brackets: readonly Bracket[], token: string, indent: number): readonly Bracket[] {
  const [top, outer] = [brackets.at(-1) ?? FILE, brackets.slice(0, -1)];
  const isCloser = token === ')' || token === ']';
  if ((top.open === '(' || top.open === '[') && indent <= top.indent && !isCloser)
    return onFreshLine(outer, token, indent);
  const continues = token === '->' || token === 'else';
  const isList = top.open === '(' || top.open === '[';
  return continues || isList ? brackets : [...outer, { ...top, tokens: [] }];
}

function withToken(brackets: readonly Bracket[], token: string, indent: number, offset: number): readonly Bracket[] {
  const [top, outer] = [brackets.at(-1) ?? FILE, brackets.slice(0, -1)];
  const { tokens } = top;
  if (token === '(' || token === '[' || token === '{') {
    const [keyword = '', callee = ''] = ['', '', ...tokens].slice(-2);
    return [...brackets, { ...FILE, open: token, indent, offset, callee: NAME.test(callee) ? callee : '', keyword }];
  }
  if (token === ')' || token === ']' || token === '}') return top === brackets[0] ? brackets : appended(outer, token);
  const isSeparator = token === ';' || (token === ',' && (top.open === '(' || top.open === '['));
  if (!isSeparator) return appended(brackets, token);
  const named = tokens[1] === '=' && tokens[0] !== undefined ? [...top.named, tokens[0]] : top.named;
  return [...outer, { ...top, tokens: [], index: top.index + 1, named }];
}

const appended = (brackets: readonly Bracket[], token: string): readonly Bracket[] => {
  const top = brackets.at(-1) ?? FILE;
  return [...brackets.slice(0, -1), { ...top, tokens: [...top.tokens, token] }];
};

/** The innermost call around the cursor, unless a group lies between. */
function openCall(brackets: readonly Bracket[]): OpenCall | undefined {
  const within = brackets.slice(brackets.findLastIndex(({ open }) => open === '{') + 1);
  const bracket = within.findLast(({ open, callee, keyword }) => open === '(' && callee !== '' && !isDefining(keyword));
  if (!bracket) return undefined;
  const { callee, offset, index, named, tokens } = bracket;
  const parameter = tokens[1] === '=' ? tokens[0] : undefined;
  return { callee, parenthesis: offset, index, named, ...(parameter !== undefined && { parameter }) };
}

const isDefining = (keyword: string): boolean => keyword === 'block' || keyword === 'model';

/** What stands before a value. */
const VALUE_FOLLOWS = new Set('= + - * / // % ** < > <= >= == != .. if else repeat in and or not'.split(' '));

function placeIn({ open, callee, keyword, tokens }: Bracket): Place {
  const [first, second] = tokens;
  const last = tokens.at(-1);
  if (last === '.') return { kind: 'member', object: tokens.at(-2) ?? '' };
  if (last === '->') return { kind: 'step' };
  if (open === '(' && callee !== '' && !isDefining(keyword)) {
    if (last === undefined) return { kind: 'argument' };
    if (tokens.length === 2 && second === '=' && first !== undefined) return { kind: 'argument', parameter: first };
  }
  if (open === '{' && last === undefined) return { kind: 'line' };
  if (open === '{' && last === '=' && (tokens.length === 2 || first === 'output')) return { kind: 'chain' };
  if ((first === 'expect' || first === 'budget') && (tokens.length === 1 || last === ','))
    return { kind: 'fact', statement: first };
  if (open === '' && last === undefined) return { kind: 'file' };
  const opensValue =
    last === undefined ? open === '[' || (open === '(' && !isDefining(keyword)) : VALUE_FOLLOWS.has(last);
  return { kind: opensValue ? 'value' : 'none' };
}
