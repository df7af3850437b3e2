/**
 * Diagnostics as SARIF 2.1.0, which code scanning services read:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import { rules } from '#core/advice/rules.ts';
import type { Analysis } from '#core/analyze.ts';
import { catalogue } from '#core/catalogue.ts';
import type { Severity } from '#core/catalogue-entry.ts';
import type { Code, Fix } from '#core/diagnostics.ts';
import type { LineIndex } from '#core/line-index.ts';
import { review } from '#core/review.ts';
import type { Span } from '#core/text.ts';
import { sentence, type Words } from '#core/words.ts';
import { changesFor, lineIndices } from './report.ts';

/** SARIF knows no hints. */
const LEVELS = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** One log of one run over all the files. Its rules are those that found something; `properties` may be about the whole run. */
export function sarifLog(analyses: readonly Analysis[], words: Words, properties?: Readonly<Record<string, unknown>>) {
  const codes = [...new Set(analyses.flatMap(analysis => review(analysis).map(({ code }) => code)))].toSorted();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Fovea', rules: codes.map(code => ruleOf(code, words)) } },
        columnKind: 'utf16CodeUnits',
        results: analyses.flatMap(analysis => resultsOf(analysis, codes, words)),
        ...(properties && { properties }),
      },
    ],
  };
}

function ruleOf(code: Code, words: Words) {
  const rule = rules.find(one => one.code === code);
  return {
    id: code,
    ...(rule && ruleTexts(words(sentence(rule.title)), words(sentence(rule.page)))),
    defaultConfiguration: { level: LEVELS[catalogue[code].severity] },
  };
}

const ruleTexts = (title: string, page: string) => ({
  shortDescription: { text: title },
  help: { text: page, markdown: page },
});

function resultsOf(analysis: Analysis, codes: readonly Code[], words: Words) {
  const { file } = analysis;
  const linesOf = lineIndices(analysis);
  const place = (where: string, span: Span) => ({
    artifactLocation: { uri: uriOf(where) },
    region: regionOf(linesOf(where), span),
  });
  return review(analysis).map(diagnostic => {
    const { code, severity, span, message, related } = diagnostic;
    const fixes = changesFor(analysis, diagnostic).map(fix => fixOf(file, linesOf(file), fix, words));
    return {
      ruleId: code,
      ruleIndex: codes.indexOf(code),
      level: LEVELS[severity],
      message: { text: words(message) },
      locations: [{ physicalLocation: place(file, span) }],
      relatedLocations: related.map(other => ({
        message: { text: words(other.message) },
        physicalLocation: place(other.file, other.span),
      })),
      ...(fixes.length > 0 && { fixes }),
    };
  });
}

/** Section 3.55: what the region holds gives way to the text. */
const fixOf = (file: string, lines: LineIndex, { title, edits }: Fix, words: Words) => ({
  description: { text: words(title) },
  artifactChanges: [
    {
      artifactLocation: { uri: uriOf(file) },
      replacements: edits.map(({ span, text }) => ({
        deletedRegion: regionOf(lines, span),
        ...(text !== '' && { insertedContent: { text } }),
      })),
    },
  ],
});

/** Lines and columns count from 1, and a region's end is the column after its last character: section 3.30. */
function regionOf(lines: LineIndex, { start, end }: Span) {
  const [first, last] = [lines.at(start), lines.at(end)];
  return { startLine: first.line, startColumn: first.column, endLine: last.line, endColumn: last.column };
}

/** A relative reference stays one, an address too, and what no URI may hold is encoded: section 3.4.3. */
function uriOf(file: string): string {
  const [scheme = ''] = /^[a-z][\w+.-]+:/.exec(file) ?? [];
  const parts = file.slice(scheme.length).replaceAll('\\', '/').split('/');
  const path = scheme + parts.map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
