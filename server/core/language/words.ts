/** A line of code, cut into what the formatter puts on lines of their own, and made ready to be written. */
import type { Code } from './source-lines.ts';
import { isCloser, isOpener, type TokenKind } from './token.ts';
import type { Word } from './wrap.ts';

/** The words of each statement of a line. */
export const statementsOf = (code: readonly Code[]): readonly (readonly Word[])[] => outputs(code).map(words);

/** `output a, b = chain` is easily read as one output of two names: every name gets a line. */
function outputs(code: readonly Code[]): readonly (readonly Code[])[] {
  const [first, second] = code;
  if (!first || first.token.text !== 'output' || second?.token.kind !== 'name') return [code];
  const own = outermost(code);
  if (!own.some(index => code[index]?.token.kind === '=')) return [code];
  const commas = own.filter(index => code[index]?.token.kind === ',' && index < code.length - 1);
  return [...commas, code.length].map((end, turn) => {
    const start = commas[turn - 1];
    return start === undefined ? code.slice(0, end) : [first, ...code.slice(start + 1, end)];
  });
}

/** The indices of what is in no brackets, up to `;`. */
function outermost(code: readonly Code[]): readonly number[] {
  const indices: number[] = [];
  let depth = 0;
  for (const [index, { token }] of code.entries()) {
    if (isCloser(token.kind)) depth--;
    if (depth === 0) indices.push(index);
    if (isOpener(token.kind)) depth++;
    if (depth === 0 && token.kind === ';') break;
  }
  return indices;
}

function words(code: readonly Code[]): readonly Word[] {
  const lengths = bracketLengths(code);
  return code.map(({ token, space }, index) => {
    const text = token.kind === 'size' ? token.text.replaceAll('×', 'x') : token.text;
    const length = lengths.get(index);
    if (length === undefined) return { text, space };
    return { text, space, brackets: { length, areBreakable: areBreakable(token.kind, code[index - 1]?.token.kind) } };
  });
}

function bracketLengths(code: readonly Code[]): ReadonlyMap<number, number> {
  const lengths = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { token }] of code.entries()) {
    if (isOpener(token.kind)) open.push(index);
    const opener = isCloser(token.kind) ? open.pop() : undefined;
    if (opener !== undefined) lengths.set(opener, index - opener);
  }
  return lengths;
}

/** Those of calls, parameters and lists, in which a comma may trail. */
const areBreakable = (opener: TokenKind, before: TokenKind | undefined): boolean =>
  opener === '[' || (opener === '(' && before === 'name');
