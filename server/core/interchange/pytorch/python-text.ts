/** Python as text: what is read of our own constructors, and what may be a name. */

/** The arguments of the call that a text begins with, at its first bracket: `f(a, g(b, c))` has `a` and `g(b, c)`. */
export function argumentsIn(text: string): readonly string[] {
  const parts: string[] = [];
  let [depth, start] = [0, text.indexOf('(') + 1];
  for (let at = start; at < text.length; at++) {
    const letter = text[at] ?? '';
    const isEnd = depth === 0 && letter === ')';
    if (isEnd || (depth === 0 && letter === ',')) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
    if (isEnd) return parts;
    if ('([{'.includes(letter)) depth += 1;
    if (')]}'.includes(letter)) depth -= 1;
  }
  return parts;
}

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

export const isIdentifier = (name: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !KEYWORDS.has(name);

/** A name of which some letters may not be in one. */
export function identifier(name: string): string {
  const written = name.replace(/[^\p{L}\p{N}_]+/gu, '_');
  return isIdentifier(written) ? written : `_${written}`;
}

export const quoted = (text: string): string => JSON.stringify(text);
