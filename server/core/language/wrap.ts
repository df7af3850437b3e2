/** Lines of code that are too long: the arguments of a call, or the items of a list, go on a line each. */

const MAXIMUM_WIDTH = 100;

/** Longer lines are data, not a network; they stay. */
const MAXIMUM_WRAPPED = 10_000;

export const INDENT = '  ';

/** A token, ready to be written. */
export interface Word {
  readonly text: string;
  readonly space: boolean;
  /** For an opener: how many words further its closer stands, and whether what is between may go on lines of its own. */
  readonly brackets?: { readonly length: number; readonly areBreakable: boolean };
}

/** The lines that `words` take, with their indentation. */
export function wrap(words: readonly Word[], indent: number): readonly string[] {
  const line = INDENT.repeat(indent) + write(words);
  const isLong = line.length > MAXIMUM_WIDTH && line.length <= MAXIMUM_WRAPPED;
  const at = isLong ? widestBrackets(words) : undefined;
  if (at === undefined) return [line];
  const closer = at + (words[at]?.brackets?.length ?? 0);
  return [
    ...wrap(words.slice(0, at + 1), indent),
    ...elementsOf(words.slice(at + 1, closer)).flatMap(element => wrap(element, indent + 1)),
    ...wrap(words.slice(closer), indent),
  ];
}

const write = (words: readonly Word[]): string =>
  words.map(({ text, space }, index) => (space && index > 0 ? ` ${text}` : text)).join('');

/** The opener of the widest brackets that are in no others, with something in them; undefined when there are none. */
function widestBrackets(words: readonly Word[]): number | undefined {
  let widest: number | undefined;
  let most = 0;
  for (let index = 0; index < words.length; index++) {
    const { length, areBreakable } = words[index]?.brackets ?? { length: 0, areBreakable: false };
    if (index + length >= words.length) continue;
    const width = areBreakable && length > 1 ? write(words.slice(index, index + length)).length : 0;
    if (width > most) [widest, most] = [index, width];
    index += length;
  }
  return widest;
}

/** Cuts behind the commas that are in no brackets, the last of which may have to be added. */
function elementsOf(words: readonly Word[]): readonly (readonly Word[])[] {
  const elements: Word[][] = [[]];
  let depth = 0;
  for (const word of words) {
    if (depth === 0 && elements.at(-1)?.at(-1)?.text === ',') elements.push([]);
    if (/^[([{]$/.test(word.text)) depth++;
    else if (/^[)\]}]$/.test(word.text)) depth--;
    elements.at(-1)?.push(word);
  }
  if (elements.at(-1)?.at(-1)?.text !== ',') elements.at(-1)?.push({ text: ',', space: false });
  return elements;
}
