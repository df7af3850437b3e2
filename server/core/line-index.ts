/** Lines and columns of offsets, both counted from 1, columns in UTF-16 units; `\r\n`, `\n` and `\r` end lines. */
export interface LineIndex {
  readonly at: (offset: number) => { readonly line: number; readonly column: number };
}

export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  return {
    at: offset => {
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
  };
}
