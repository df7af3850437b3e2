/**
 * Where a cursor stands, read from the characters before it: what is typed there is not in any tree yet. Brackets are
 * paired as far as they pair; one that is still open when the indentation goes back to its line is taken as closed.
 */
import { MAXIMUM_LENGTH } from '../language/parse.ts';

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

/** Whether a parameter is given before the cursor, by place or by one of its names. */
export const isGiven = ({ index, named }: OpenCall, place: number, names: readonly string[]): boolean =>
  place < index - named.length || names.some(name => named.includes(name));

export interface Cursor {
  readonly place: Place;
  /** The start of the word that ends at the cursor. */
  readonly wordStart: number;
  readonly call?: OpenCall;
}

/** A place between two lines of a group that is in no other bracket; what stands before it need not be read. */
export interface LineStart {
  readonly offset: number;
  /** Where the group begins. */
  readonly brace: number;
}

export function cursorAt(text: string, offset: number, from?: LineStart): Cursor {
  // A file that is not read has nothing to offer.
  if (text.length > MAXIMUM_LENGTH) return { place: { kind: 'none' }, wordStart: offset };
  const wordStart = wordStartBefore(text, offset);
  const scanned = bracketsBefore(text.slice(0, wordStart), from);
  if (!scanned) return { place: { kind: 'none' }, wordStart };
  const call = openCall(scanned);
  return { place: placeIn(innermost(scanned)), wordStart, ...(call && { call }) };
}

/** A word is not the end of a number or a size: `64x` is one token. */
function wordStartBefore(text: string, offset: number): number {
  let start = offset;
  for (let width = 1; width > 0; start -= width)
    width = WORD_PART.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0;
  const word = WORD.exec(text.slice(start, offset));
  return word ? start + word.index : offset;
}

/** The last character, which may be of two units. */
const WORD_PART = /[\p{L}\p{N}_$]$/u;
const WORD = /(?<![\p{N}_])\p{L}/u;
const TOKEN = /#[^\n]*|"(?:\\.|[^"\\\n])*"?|->|\.\.|[<>=!]=|\p{L}[\p{L}\p{N}_$]*|[\p{N}_]+(?:\.\p{N}+)?[\w×]*|\n|\S/gu;
const NAME = /^\p{L}/u;

/** An open bracket, with what was written in it since the last separator: it grows as the text is read. */
interface Bracket {
  readonly open: '' | '(' | '[' | '{';
  /** The indentation of the line it stands on. */
  readonly indent: number;
  readonly offset: number;
  /** The name before it, and the word before that: `block` in a definition. */
  readonly callee: string;
  readonly keyword: string;
  tokens: string[];
  index: number;
  readonly named: string[];
}

const bracket = (open: Bracket['open'], indent = -1, offset = -1, callee = '', keyword = ''): Bracket => ({
  open,
  indent,
  offset,
  callee,
  keyword,
  tokens: [],
  index: 0,
  named: [],
});

/** The brackets that are open, outermost first; around all of them is the file. */
type Brackets = [file: Bracket, ...Bracket[]];

const innermost = (brackets: Brackets): Bracket => brackets.at(-1) ?? brackets[0];

const isList = ({ open }: Bracket): boolean => open === '(' || open === '[';

/** The brackets that are open at the end of a text; undefined inside a comment or a string. */
function bracketsBefore(text: string, from: LineStart | undefined): Brackets | undefined {
  const brackets: Brackets = [bracket('')];
  if (from) brackets.push(bracket('{', indentOf(text, from.brace), from.brace));
  const start = from?.offset ?? 0;
  let indent = 0;
  let isFresh = true;
  for (const match of text.slice(start).matchAll(TOKEN)) {
    const [token] = match;
    const index = start + match.index;
    const isLast = index + token.length === text.length;
    if (isLast && (token.startsWith('#') || isOpenString(token))) return undefined;
    if (token.startsWith('#')) continue;
    if (isFresh && token !== '\n') {
      indent = indentOf(text, index);
      startLine(brackets, token, indent);
    }
    isFresh = token === '\n';
    if (!isFresh) take(brackets, token, indent, index);
  }
  if (isFresh) startLine(brackets, '', indentOf(text, text.length));
  return brackets;
}

const isOpenString = (token: string): boolean => token.startsWith('"') && !/^".*"$/s.test(token);

/** Of the line that `offset` is in. */
function indentOf(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end += 1;
  return end - start;
}

/** A line at or left of an open parenthesis' own line closes it, and a line in a group begins anew. */
function startLine(brackets: Brackets, token: string, indent: number): void {
  const isCloser = token === ')' || token === ']';
  if (!isCloser) while (isList(innermost(brackets)) && indent <= innermost(brackets).indent) brackets.pop();
  const continues = token === '->' || token === 'else';
  if (!continues && !isList(innermost(brackets))) innermost(brackets).tokens = [];
}

function take(brackets: Brackets, token: string, indent: number, offset: number): void {
  const top = innermost(brackets);
  const { tokens } = top;
  if (token === '(' || token === '[' || token === '{') {
    const [keyword = '', callee = ''] = ['', '', ...tokens.slice(-2)].slice(-2);
    brackets.push(bracket(token, indent, offset, NAME.test(callee) ? callee : '', keyword));
  } else if (token === ')' || token === ']' || token === '}') {
    if (brackets.length > 1) brackets.pop();
    else return;
    innermost(brackets).tokens.push(token);
  } else if (token === ';' || (token === ',' && isList(top))) {
    if (tokens[1] === '=' && tokens[0] !== undefined) top.named.push(tokens[0]);
    top.tokens = [];
    top.index += 1;
  } else tokens.push(token);
}

/** The innermost call around the cursor, unless a group lies between. */
function openCall(brackets: readonly Bracket[]): OpenCall | undefined {
  const within = brackets.slice(brackets.findLastIndex(({ open }) => open === '{') + 1);
  const call = within.findLast(({ open, callee, keyword }) => open === '(' && callee !== '' && !isDefining(keyword));
  if (!call) return undefined;
  const { callee, offset, index, named, tokens } = call;
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
