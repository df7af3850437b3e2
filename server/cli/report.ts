/** Diagnostics as scripts and people read them. */
import type { Analysis } from '#core/analyze.ts';
import type { Diagnostic, Fix } from '#core/diagnostics.ts';
import { designsOfClaim } from '#core/ide/actions/designs.ts';
import { indexLines, type LineIndex } from '#core/line-index.ts';
import { review } from '#core/review.ts';
import type { Span } from '#core/text.ts';
import type { Words } from '#core/words.ts';

/** The contract's form of a diagnostic: lines and columns from 1. */
export function diagnosticRecords(analysis: Analysis, words: Words) {
  const linesOf = lineIndices(analysis);
  return review(analysis).map(({ code, severity, span, message, related }) => ({
    code,
    severity,
    ...place(linesOf(analysis.file), span),
    message: words(message),
    related: related.map(other => ({
      file: other.file,
      ...place(linesOf(other.file), other.span),
      message: words(other.message),
    })),
  }));
}

/** The changes that would resolve a diagnostic, a claim that fails by another design: to find them takes analyses of their own. */
export const changesFor = (analysis: Analysis, { code, span, fixes }: Diagnostic): readonly Fix[] =>
  code === 'claim-fails' ? [...fixes, ...designsOfClaim(analysis, span)] : fixes;

/** The same with the changes that would resolve each. */
export function diagnosticRecordsWithFixes(analysis: Analysis, words: Words) {
  const lines = indexLines(analysis.text);
  const findings = review(analysis).map(diagnostic => changesFor(analysis, diagnostic));
  return diagnosticRecords(analysis, words).map((record, index) => ({
    ...record,
    fixes: (findings[index] ?? []).map(({ title, edits }) => ({
      title: words(title),
      edits: edits.map(({ span, text }) => ({ ...place(lines, span), text })),
    })),
  }));
}

/** The same lines with one of help for each change that would resolve it. */
export const diagnosticLinesWithFixes = (analysis: Analysis, words: Words): readonly string[] =>
  diagnosticLines(analysis, words, diagnostic => changesFor(analysis, diagnostic));

/**
 * `net.cnn:3:5: error: … [code]`, as compilers print it, so that editors and terminals can jump there; below it a note for
 * each place that has to do with it.
 */
export function diagnosticLines(
  analysis: Analysis,
  words: Words,
  changesOf: (diagnostic: Diagnostic) => readonly Fix[] = () => [],
): readonly string[] {
  const linesOf = lineIndices(analysis);
  const line = (file: string, span: Span, text: string) => {
    const { line: row, column } = linesOf(file).at(span.start);
    return `${file}:${row}:${column}: ${text}`;
  };
  return review(analysis).flatMap(diagnostic => [
    line(analysis.file, diagnostic.span, `${diagnostic.severity}: ${words(diagnostic.message)} [${diagnostic.code}]`),
    ...diagnostic.related.map(({ file, span, message }) => line(file, span, `note: ${words(message)}`)),
    ...changesOf(diagnostic).map(({ title }) => line(analysis.file, diagnostic.span, `help: ${words(title)}`)),
  ]);
}

/** By file, of all that the analysis has read; each is made when first asked for. */
export function lineIndices({ textOf }: Analysis): (file: string) => LineIndex {
  const known = new Map<string, LineIndex>();
  return file => {
    const lines = known.get(file) ?? indexLines(textOf(file) ?? '');
    known.set(file, lines);
    return lines;
  };
}

function place(lines: LineIndex, span: Span) {
  const [start, end] = [lines.at(span.start), lines.at(span.end)];
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
