import { analyze } from '#core/analyze.ts';
import { fileHost, forEachFile } from './files.ts';
import { diagnosticLines, diagnosticRecords, hasErrors } from './report.ts';
import { readArguments, readFormat } from './usage.ts';

/** `fovea check`: the diagnostics of each file; 1 if there are errors. */
export function check(args: readonly string[]): number {
  const { files, options } = readArguments(args, { format: { type: 'string' } });
  const format = readFormat(options.format);
  return forEachFile(files, (file, text) => {
    const analysis = analyze(file, fileHost(file, text));
    const lines =
      format === 'json'
        ? [JSON.stringify({ schema: 1, file, diagnostics: diagnosticRecords(analysis) })]
        : diagnosticLines(analysis);
    for (const line of lines) process.stdout.write(`${line}\n`);
    return hasErrors(analysis);
  });
}
