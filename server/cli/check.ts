import { analyze, type Analysis } from '#core/analyze.ts';
import type { Severity } from '#core/catalogue-entry.ts';
import { review } from '#core/review.ts';
import type { Words } from '#core/words.ts';
import { fileHost, forEachFile } from './files.ts';
import { diagnosticLines, diagnosticRecordsWithFixes } from './report.ts';
import { sarifLog } from './sarif.ts';
import { readArguments, readChoice } from './usage.ts';

/** From the mildest on. */
const SEVERITIES = ['hint', 'information', 'warning', 'error'] as const satisfies readonly Severity[];

/** `fovea check`: the diagnostics of each file; 1 if there is one of the severity of `--fail-on`, or a worse one. */
export function check(args: readonly string[], words: Words): number {
  const { files, options } = readArguments(args, { format: { type: 'string' }, 'fail-on': { type: 'string' } });
  const format = readChoice('format', options.format, ['text', 'json', 'sarif']);
  const failOn = readChoice('fail-on', options['fail-on'], ['error', 'warning', 'information', 'hint', 'never']);
  const least = failOn === 'never' ? SEVERITIES.length : SEVERITIES.indexOf(failOn);
  const analyses: Analysis[] = [];
  const status = forEachFile(files, (file, text) => {
    const analysis = analyze(file, fileHost(file, text));
    if (format === 'sarif') analyses.push(analysis);
    else for (const line of linesIn[format](analysis, words)) process.stdout.write(`${line}\n`);
    return review(analysis).some(({ severity }) => SEVERITIES.indexOf(severity) >= least);
  });
  if (format === 'sarif') process.stdout.write(`${JSON.stringify(sarifLog(analyses, words))}\n`);
  return status;
}

const linesIn = {
  text: diagnosticLines,
  json: (analysis: Analysis, words: Words) => [
    JSON.stringify({
      schema: 1,
      file: analysis.file,
      models: analysis.models.map(({ name, validSizes }) => ({ model: name, sizes: validSizes ?? null })),
      diagnostics: diagnosticRecordsWithFixes(analysis, words),
    }),
  ],
} as const;
