/** Classes of characters, by UTF-16 code for ASCII and by Unicode property for the rest. */

const letter = /^\p{L}/u;
const namePart = /^[\p{L}\p{M}\p{Nd}]/u;
const space = /^\s/u;

const isAsciiLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** `code` may be `NaN`, as `charCodeAt` gives past the end of a text; then all of these are false. */
export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

export const isLineBreak = (code: number): boolean => code === 10 || code === 13;

/** Any white space but a line break. */
export const isSpace = (code: number): boolean =>
  code === 32 || code === 9 || code === 11 || code === 12 || (code > 127 && space.test(String.fromCharCode(code)));

/** The width of the letter at `offset`, in UTF-16 units; 0 when there is none. */
export const letterAt = (text: string, offset: number): number =>
  widthAt(text, offset, isAsciiLetter(text.charCodeAt(offset)), letter);

/** The width of the letter, mark, digit, `_` or `$` at `offset`; 0 when there is none. */
export function namePartAt(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return widthAt(text, offset, isAsciiLetter(code) || isDigit(code) || code === 95 || code === 36, namePart);
}

function widthAt(text: string, offset: number, ascii: boolean, rest: RegExp): number {
  if (ascii) return 1;
  const point = text.codePointAt(offset);
  if (point === undefined || point < 128) return 0;
  const character = String.fromCodePoint(point);
  return rest.test(character) ? character.length : 0;
}
