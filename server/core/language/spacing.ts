/** Which tokens have a space before them, when they do not start a line. */
import { isCloser, isOpener, type Token, type TokenKind } from './token.ts';

/** In a merge `name =` labels a branch, in other calls it names a parameter. */
const merges: ReadonlySet<string> = new Set(['add', 'sub', 'mul', 'maximum', 'average', 'concat']);

const operandEnds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'name',
  'number',
  'size',
  'text',
  'true',
  'false',
  ')',
  ']',
  '}',
] as const);

/** What the innermost open bracket says of `=` and of newlines. */
type Surroundings = 'lines' | 'parameters' | 'branches';

/** For every token of a balanced list, whether a space stands before it. */
export function spacesBefore(tokens: readonly Token[]): readonly boolean[] {
  const open: Surroundings[] = [];
  const spaces: boolean[] = [];
  let unary = false;
  let before: Token | undefined;
  for (const token of tokens) {
    const around = open.at(-1) ?? 'lines';
    spaces.push(before !== undefined && !unary && hasSpace(before, token, around));
    unary = token.kind === '-' && isUnary(before, token, around);
    if (isOpener(token.kind)) open.push(surroundings(before, token));
    else if (isCloser(token.kind)) open.pop();
    before = token;
  }
  return spaces;
}

function surroundings(before: Token | undefined, opener: Token): Surroundings {
  if (opener.kind === '{') return 'lines';
  return opener.kind === '(' && before && merges.has(before.text) ? 'branches' : 'parameters';
}

function isUnary(before: Token | undefined, minus: Token, around: Surroundings): boolean {
  if (!before || !operandEnds.has(before.kind)) return true;
  return around === 'lines' && before.line !== minus.line;
}

const isTight = (kind: TokenKind): boolean => kind === '.' || kind === '..';

function hasSpace(before: Token, token: Token, around: Surroundings): boolean {
  const { kind } = token;
  if (before.kind === '(' || before.kind === '[' || isTight(before.kind)) return false;
  if (kind === ')' || kind === ']' || kind === ',' || kind === ';' || isTight(kind)) return false;
  if (around === 'parameters' && (kind === '=' || before.kind === '=')) return false;
  if (kind === '(') return before.kind !== 'name';
  return kind !== '}' || before.kind !== '{';
}
