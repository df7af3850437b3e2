/** What numbers, sizes and texts stand for; shared by the scanner, which refuses the others, and the parser. */

const number = /^(\d+(?:\.\d+)?)(?:[eE]([+-]?\d+))?(?:([KMG])(iB|B)?)?$/;
const digitsOnly = /^\d+$/;
const size = /^(?:\d+|_)(?:[x×](?:\d+|_))+$/;

const THOUSANDS: Readonly<Record<string, number>> = { K: 1, M: 2, G: 3 };

/** The value of `3`, `1e-6`, `1.2M`, `2KiB`; undefined when `text` is no number. */
export function numberValue(text: string): number | undefined {
  if (digitsOnly.test(text)) return Number(text);
  const match = number.exec(text);
  if (!match) return undefined;
  const [, digits = '', exponent = '0', letter = '', unit] = match;
  const power = THOUSANDS[letter] ?? 0;
  // The decimal power goes into the exponent, so that 1.1M is 1100000 and not 1100000.0000000001.
  if (unit !== 'iB') return Number(`${digits}e${Number(exponent) + 3 * power}`);
  return Number(`${digits}e${exponent}`) * 1024 ** power;
}

/** The dimensions of `64x_x56` or `_`, `null` for `_`; undefined when `text` is no size. */
export const sizeDimensions = (text: string): readonly (number | null)[] | undefined =>
  text === '_' || size.test(text)
    ? text.split(/[x×]/).map(dimension => (dimension === '_' ? null : Number(dimension)))
    : undefined;

/** What a text in quotes, closed or not, says. Only `\"` and `\\` are escapes. */
export function textValue(quoted: string): string {
  let value = '';
  for (let offset = 1; offset < quoted.length; offset++) {
    if (quoted[offset] === quoted[0]) break;
    if (isEscape(quoted, offset)) offset++;
    value += quoted[offset];
  }
  return value;
}

const isEscape = (quoted: string, offset: number): boolean =>
  quoted[offset] === '\\' && (quoted[offset + 1] === '"' || quoted[offset + 1] === '\\');
