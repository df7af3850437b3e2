/** The table as text, for elsewhere. */
import { columnsFor } from './columns.ts';
import type { Column, TableLayer } from './columns.ts';

/** RFC 4180: a head of names, plain numbers, lines that end in CR LF. */
export function csvOf(layers: readonly TableLayer[]): string {
  const columns = columnsFor(layers);
  const rows = layers.map(layer => columns.map(({ plain, text }) => (plain ?? text)(layer)));
  return [columns.map(({ name }) => name), ...rows].map(row => `${row.map(csvField).join(',')}\r\n`).join('');
}

const csvField = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A table of GitHub's Markdown, numbers with all their digits to the right. */
export function markdownOf(layers: readonly TableLayer[]): string {
  const columns = columnsFor(layers);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const rule = line(columns.map(({ number }) => (number ? '--:' : ':--')));
  const rows = layers.map(layer => line(columns.map(column => markdownCell(column, layer))));
  return line(columns.map(({ title }) => title)) + rule + rows.join('');
}

const markdownCell = ({ exact, text }: Column, layer: TableLayer): string =>
  (exact ?? text)(layer).replaceAll('|', String.raw`\|`);
