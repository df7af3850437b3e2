/**
 * Annotated sources: real `.cnn` text in which a comment line with carets says what is expected under the line above.
 *
 *     conv(6, 40)
 *     #       ^^ kernel-too-large
 */
import { analyze, type Analysis } from '#core/analyze.ts';
import type { Host } from '#core/host.ts';
import { review } from '#core/review.ts';

/** The file that `analyzeText` gives its text. */
export const FILE = 'test/net.cnn';

/** A host with these files, and no others. A path that climbs out is outside. */
export const memoryHost = (files: Readonly<Record<string, string>>): Host => ({
  read: file => {
    const text = files[file];
    if (text !== undefined) return { text };
    return { problem: file.startsWith('..') || file.startsWith('/') ? 'outside' : 'missing' };
  },
  exists: file => file in files,
});

/** Analyses a text, beside others that it may import. */
export const analyzeText = (text: string, others: Readonly<Record<string, string>> = {}): Analysis =>
  analyze(FILE, memoryHost({ ...others, [FILE]: text }));

/** `line:start-end code`, lines from 1, columns from 0, for each diagnostic. */
export const foundMarks = (analysis: Analysis): readonly string[] =>
  review(analysis).map(({ span, code }) => {
    const before = analysis.text.slice(0, span.start);
    const line = before.split('\n').length;
    const column = before.length - (before.lastIndexOf('\n') + 1);
    return `${line}:${column}-${column + span.end - span.start} ${code}`;
  });

/** The same, as the carets under the lines say. A caret line is `#`, carets, a code; several may follow one another. */
export function expectedMarks(text: string): readonly string[] {
  let marked = 0;
  return text.split('\n').flatMap((line, index) => {
    const mark = /^\s*#\s*(\^+)\s+([\w-]+)\s*$/.exec(line);
    if (!mark) marked = index + 1;
    const [, carets = '', code = ''] = mark ?? [];
    const column = line.indexOf('^');
    return mark ? [`${marked}:${column}-${column + carets.length} ${code}`] : [];
  });
}
