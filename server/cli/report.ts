/** Diagnostics as scripts and people read them. */
import type { Analysis } from '#core/analyze.ts';
import { indexLines, type LineIndex } from '#core/line-index.ts';
import { review } from '#core/review.ts';

/** The contract's form of a diagnostic: lines and columns from 1. */
export function diagnosticRecords(analysis: Analysis) {
  const { text, file } = analysis;
  const lines = indexLines(text);
  return review(analysis).map(({ code, severity, span, message, related }) => ({
    code,
    severity,
    ...place(lines, span),
    message,
    related: related.map(other => ({
      file: other.file,
      ...(other.file === file && place(lines, other.span)),
      message: other.message,
    })),
  }));
}

/** `net.cnn:3:5: error: … [code]`, as compilers print it, so that editors and terminals can jump there. */
export function diagnosticLines(analysis: Analysis): readonly string[] {
  const { text, file } = analysis;
  const lines = indexLines(text);
  return review(analysis).map(({ code, severity, span, message }) => {
    const { line, column } = lines.at(span.start);
    return `${file}:${line}:${column}: ${severity}: ${message} [${code}]`;
  });
}

function place(lines: LineIndex, span: { readonly start: number; readonly end: number }) {
  const [start, end] = [lines.at(span.start), lines.at(span.end)];
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
