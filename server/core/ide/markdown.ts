/** The little Markdown that hovers are made of. */
import { joined, type Composed, type Text } from '../words.ts';
import type { Place } from '../analyze.ts';

/** The address of a place of the text; undefined where the reader's editor does not go there. */
export type LinkTo = (place: Place) => string | undefined;

/** A text that leads to a place, as far as there is one and there is a `link` to it; only then it is looked for. */
export function linked(text: string, findPlace: () => Place | undefined, link: LinkTo | undefined): string {
  const place = link && findPlace();
  const address = place && link(place);
  return address === undefined ? text : `[${text}](${address})`;
}

export const codeBlock = (code: Text): Composed => joined(['```cnn', code, '```'], '\n');

export const code = (text: string): string => `\`${text}\``;

/** Parts with blank lines between them; what is undefined or empty is left out. */
export const paragraphs = (...parts: readonly (Text | undefined)[]): Composed =>
  joined(
    parts.map(part => part ?? ''),
    '\n\n',
  );

/** A row of two cells; its value may be missing, and then so is the row. */
export type Row = readonly [name: Text, value: Text | undefined];

/** A table whose head says what it is about. Empty when no row has a value. */
export function table(head: readonly [Text, Text], rows: readonly Row[]): Text {
  const given = rows.filter(([, value]) => value !== undefined);
  if (given.length === 0 && head[1] === '') return '';
  return words =>
    [head, [':--', ':--'], ...given]
      .map(([name = '', value = '']) => `| ${words(name)} | ${cell(words(value))} |`)
      .join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
