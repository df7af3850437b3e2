/**
 * Diagnostics as SARIF 2.1.0, which code scanning services read:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import { rules } from '#core/advice/rules.ts';
import type { Analysis } from '#core/analyze.ts';
import { catalogue } from '#core/catalogue.ts';
import type { Severity } from '#core/catalogue-entry.ts';
import type { Code } from '#core/diagnostics.ts';
import { indexLines, type LineIndex } from '#core/line-index.ts';
import { review } from '#core/review.ts';
import type { Span } from '#core/text.ts';

/** SARIF knows no hints. */
const LEVELS = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** One log of one run over all the files. Its rules are those that found something. */
export function sarifLog(analyses: readonly Analysis[]) {
  const codes = [...new Set(analyses.flatMap(analysis => review(analysis).map(({ code }) => code)))].toSorted();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Fovea', rules: codes.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: analyses.flatMap(analysis => resultsOf(analysis, codes)),
      },
    ],
  };
}

function ruleOf(code: Code) {
  const rule = rules.find(one => one.code === code);
  return {
    id: code,
    ...(rule && { shortDescription: { text: rule.title }, help: { text: rule.page, markdown: rule.page } }),
    defaultConfiguration: { level: LEVELS[catalogue[code].severity] },
  };
}

function resultsOf(analysis: Analysis, codes: readonly Code[]) {
  const { file, text } = analysis;
  const lines = indexLines(text);
  return review(analysis).map(({ code, severity, span, message, related }) => ({
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: placeIn(file, lines, span) }],
    // Of other files only the name is known here: their texts have not been kept.
    relatedLocations: related.map(other => ({
      message: { text: other.message },
      physicalLocation:
        other.file === file ? placeIn(file, lines, other.span) : { artifactLocation: { uri: uriOf(other.file) } },
    })),
  }));
}

/** Lines and columns count from 1, and a region's end is the column after its last character: section 3.30. */
function placeIn(file: string, lines: LineIndex, { start, end }: Span) {
  const [first, last] = [lines.at(start), lines.at(end)];
  return {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: first.line, startColumn: first.column, endLine: last.line, endColumn: last.column },
  };
}

/** A relative reference stays one: section 3.4.3. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
