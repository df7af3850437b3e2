import type { Device } from '#core/analysis/roofline.ts';
import { analyze, type Analysis } from '#core/analyze.ts';
import type { Severity } from '#core/catalogue-entry.ts';
import { review } from '#core/review.ts';
import type { Words } from '#core/words.ts';
import { readDevice } from './cost.ts';
import { fileHost, forEachFile } from './files.ts';
import { factsLines, factsRecord, sizesRecord } from './model-facts.ts';
import { diagnosticLinesWithFixes, diagnosticRecordsWithFixes } from './report.ts';
import { sarifLog } from './sarif.ts';
import { readArguments, readChoice } from './usage.ts';

/** From the mildest on. */
const SEVERITIES = ['hint', 'information', 'warning', 'error'] as const satisfies readonly Severity[];

/** How the findings are told, and with `--report` all else that is known of the models. */
interface Telling {
  readonly words: Words;
  readonly isReport: boolean;
  readonly devices: readonly Device[];
}

/** `fovea check`: the diagnostics of each file; 1 if there is one of the severity of `--fail-on`, or a worse one. */
export function check(args: readonly string[], words: Words): number {
  const { files, options } = readArguments(args, {
    format: { type: 'string' },
    'fail-on': { type: 'string' },
    report: { type: 'boolean' },
    device: { type: 'string', multiple: true },
  });
  const format = readChoice('format', options.format, ['text', 'json', 'sarif']);
  const failOn = readChoice('fail-on', options['fail-on'], ['error', 'warning', 'information', 'hint', 'never']);
  const least = failOn === 'never' ? SEVERITIES.length : SEVERITIES.indexOf(failOn);
  const telling = { words, isReport: options.report ?? false, devices: (options.device ?? []).map(readDevice) };
  const analyses: Analysis[] = [];
  const status = forEachFile(files, (file, text) => {
    const analysis = analyze(file, fileHost(file, text));
    if (format === 'sarif') analyses.push(analysis);
    else for (const line of linesIn[format](analysis, telling)) process.stdout.write(`${line}\n`);
    return review(analysis).some(({ severity }) => SEVERITIES.indexOf(severity) >= least);
  });
  if (format === 'sarif') process.stdout.write(`${JSON.stringify(logOf(analyses, telling))}\n`);
  return status;
}

const linesIn = {
  text: (analysis: Analysis, { words, isReport, devices }: Telling) => [
    ...diagnosticLinesWithFixes(analysis, words),
    ...(isReport ? analysis.models.flatMap(model => factsLines(model, devices, words)) : []),
  ],
  json: (analysis: Analysis, telling: Telling) => [
    JSON.stringify({
      schema: 1,
      file: analysis.file,
      models: modelRecords(analysis, telling),
      diagnostics: diagnosticRecordsWithFixes(analysis, telling.words),
    }),
  ],
} as const;

const modelRecords = ({ models }: Analysis, { isReport, devices }: Telling) =>
  models.map(model => (isReport ? factsRecord(model, devices) : sizesRecord(model)));

/** What is told of models is, in SARIF, a property of the run: section 3.8. */
function logOf(analyses: readonly Analysis[], telling: Telling) {
  const files = analyses.map(analysis => ({ file: analysis.file, models: modelRecords(analysis, telling) }));
  return sarifLog(analyses, telling.words, telling.isReport ? { files } : undefined);
}
