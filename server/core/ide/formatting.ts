import type { TextEdit } from '../diagnostics.ts';
import { format, formattingEdits as layoutEdits } from '../language/format.ts';
import type { Span } from '../text.ts';

/** The edits that lay a text out: one, without what the old and the new text share at both ends; none if it is laid out. */
export function formattingEdits(text: string): readonly TextEdit[] {
  const formatted = format(text);
  if (formatted === text) return [];
  const start = sharedLength(text, formatted, (whole, index) => whole[index], Math.min(text.length, formatted.length));
  const end = sharedLength(
    text,
    formatted,
    (whole, index) => whole[whole.length - 1 - index],
    Math.min(text.length, formatted.length) - start,
  );
  const span = { start, end: text.length - end };
  return [{ span, text: formatted.slice(start, formatted.length - end) }];
}

/** The edits of the lines that `range` meets. */
export const rangeFormattingEdits = (text: string, range: Span): readonly TextEdit[] => layoutEdits(text, range);

/** What typing `}` lays out: its own line; what a new line does: the one before it. Nothing at the cursor is touched. */
export function typingEdits(text: string, offset: number, typed: string): readonly TextEdit[] {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const end = typed === '}' ? offset : lineStart - 1;
  if (end < 1) return [];
  const start = typed === '}' ? Math.max(0, lineStart - 1) : text.lastIndexOf('\n', end - 1) + 1;
  return layoutEdits(text, { start, end }).filter(({ span }) => span.start >= start && span.end <= end);
}

function sharedLength(
  a: string,
  b: string,
  at: (text: string, index: number) => string | undefined,
  most: number,
): number {
  let length = 0;
  while (length < most && at(a, length) === at(b, length)) length += 1;
  return length;
}
