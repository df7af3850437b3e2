/**
 * The layout of a file: two spaces a level, line breaks and comments as they are, at most one blank line, one around
 * definitions. Code that cannot be read is left as it is written. Formatting changes no meaning, and nothing a second
 * time.
 */
import type { TextEdit } from '../diagnostics.ts';
import { touches, type Span } from '../text.ts';
import { blankLinesBefore } from './blank-lines.ts';
import { indents } from './indents.ts';
import { MAXIMUM_LENGTH, parse } from './parse.ts';
import { sourceLines, type SourceLine } from './source-lines.ts';
import { statementsOf } from './words.ts';
import { INDENT, wrap } from './wrap.ts';

export function format(text: string): string {
  let formatted = '';
  let offset = 0;
  for (const { span, text: replacement } of formattingEdits(text)) {
    formatted += text.slice(offset, span.start) + replacement;
    offset = span.end;
  }
  return formatted + text.slice(offset);
}

/** The edits that lay a text out, in its order; those of `range`, when there is one. */
export function formattingEdits(text: string, range?: Span): readonly TextEdit[] {
  if (text.length > MAXIMUM_LENGTH) return [];
  const newline = /\r?\n|\r/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
  const lines = sourceLines(parse(text));
  const indentOf = indents(lines);
  const blanksBefore = blankLinesBefore(lines);
  const edits: TextEdit[] = [];
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    const breaks = index === 0 ? '' : newline.repeat(1 + (blanksBefore[index] ?? 0));
    const indent = indentOf[index] ?? 0;
    const margin = line.treatment === 'untouched' ? marginOf(text, line) : INDENT.repeat(indent);
    edits.push({ span: { start: offset, end: line.span.start }, text: breaks + margin });
    edits.push({ span: line.span, text: layOut(text, line, indent, newline) });
    offset = line.span.end;
  }
  edits.push({ span: { start: offset, end: text.length }, text: lines.length > 0 ? newline : '' });
  return edits.filter(
    edit =>
      text.slice(edit.span.start, edit.span.end) !== edit.text &&
      (!range || touches(range, edit.span.start) || touches(range, edit.span.end) || touches(edit.span, range.start)),
  );
}

/** The white space before a line. */
function marginOf(text: string, { span }: SourceLine): string {
  const before = /[^\r\n]*$/.exec(text.slice(Math.max(0, span.start - 1000), span.start))?.[0] ?? '';
  return before.trim() === '' ? before : ' ';
}

/** A line without its margin. */
function layOut(text: string, line: SourceLine, indent: number, newline: string): string {
  const written = text.slice(line.span.start, line.span.end).trimEnd();
  if (line.treatment !== 'laid out' || line.code.length === 0) return written;
  const lines = statementsOf(line.code).flatMap(statement => wrap(statement, indent));
  const code = lines.join(newline).slice(INDENT.length * indent);
  return line.comment ? code + commentAfter(text, line, line.comment, lines.length > 1 ? 0 : code.length) : code;
}

/** A comment that stands well apart from its code is aligned with others, and keeps its column if it can. */
function commentAfter(text: string, line: SourceLine, { start, end }: Span, width: number): string {
  const gap = start - (line.code.at(-1)?.token.end ?? start);
  const column = start - line.span.start;
  const isAligned = gap > 2 && width > 0;
  return ' '.repeat(Math.max(2, isAligned ? column - width : 2)) + text.slice(start, end).trimEnd();
}
