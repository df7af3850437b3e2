/** The table as text, for elsewhere. */
import type { ProgramLayer } from '#core/interchange/program.ts';
import { COLUMNS } from './columns.ts';
import type { Column } from './columns.ts';

/** RFC 4180: a head of names, plain numbers, lines that end in CR LF. */
export function csvOf(layers: readonly ProgramLayer[]): string {
  const rows = layers.map(layer => COLUMNS.map(({ plain, text }) => (plain ?? text)(layer)));
  return [COLUMNS.map(({ name }) => name), ...rows].map(row => `${row.map(csvField).join(',')}\r\n`).join('');
}

const csvField = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A table of GitHub's Markdown, numbers with all their digits to the right. */
export function markdownOf(layers: readonly ProgramLayer[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const rule = line(COLUMNS.map(({ number }) => (number ? '--:' : ':--')));
  const rows = layers.map(layer => line(COLUMNS.map(column => markdownCell(column, layer))));
  return line(COLUMNS.map(({ title }) => title)) + rule + rows.join('');
}

const markdownCell = ({ exact, text }: Column, layer: ProgramLayer): string =>
  (exact ?? text)(layer).replaceAll('|', String.raw`\|`);
