import type { TextEdit } from '../diagnostics.ts';
import { format } from '../language/format.ts';

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
