import stringWidth from 'string-width';

/** A table for a terminal: a title over each column, and a rule between. `right` are the columns whose cells line up there. */
export function columnLines(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number>,
): readonly string[] {
  const widths = titles.map((title, column) =>
    Math.max(...[title, ...rows.map(row => row[column] ?? '')].map(cell => stringWidth(cell))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => padded(cell, widths[column] ?? 0, right.has(column) ? 'right' : 'left'))
      .join('  ')
      .trimEnd();
  return [line(titles), line(widths.map(width => '─'.repeat(width))), ...rows.map(line)];
}

/** A text of at least so many columns of the terminal, of which a Chinese character takes two. */
export function padded(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return side === 'right' ? space + text : text + space;
}
