import stringWidth from 'string-width';

/** A table for a terminal: a title over each column, and a rule between. `right` are the columns whose cells line up there. */
export function columnLines(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number>,
): readonly string[] {
  const widths = titles.map((title, column) =>
    Math.max(...[title, ...rows.map(row => row[column] ?? '')].map(widthOf)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
        return right.has(column) ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  return [line(titles), line(widths.map(width => '─'.repeat(width))), ...rows.map(line)];
}

/** In columns of the terminal: a Chinese character takes two. */
export const widthOf = (text: string): number => stringWidth(text);
