/** The little Markdown that hovers are made of. */

export const codeBlock = (code: string): string => `\`\`\`cnn\n${code}\n\`\`\``;

export const code = (text: string): string => `\`${text}\``;

/** Parts with blank lines between them; what is undefined or empty is left out. */
export const paragraphs = (...parts: readonly (string | undefined)[]): string =>
  parts.filter(part => part !== undefined && part !== '').join('\n\n');

/** A row of two cells; its value may be missing, and then so is the row. */
export type Row = readonly [name: string, value: string | undefined];

/** A table whose head says what it is about. Empty when no row has a value. */
export function table(head: readonly [string, string], rows: readonly Row[]): string {
  const given = rows.filter(([, value]) => value !== undefined);
  if (given.length === 0 && head[1] === '') return '';
  return [head, [':--', ':--'], ...given].map(([name, value]) => `| ${name} | ${cell(value ?? '')} |`).join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
