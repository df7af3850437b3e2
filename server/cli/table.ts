import { analyze, type Analysis, type ModelAnalysis, type Settings } from '#core/analyze.ts';
import { hasErrors } from '#core/diagnostics.ts';
import type { Words } from '#core/words.ts';
import { fileHost, forEachFile } from './files.ts';
import { diagnosticLines, diagnosticRecords } from './report.ts';
import { modelRecord } from './table-json.ts';
import { modelText } from './table-text.ts';
import { readSettings } from './settings.ts';
import { readArguments, readFormat, UsageError } from './usage.ts';

/** `fovea table`: each model's layers and totals; 1 if there are errors. */
export function table(args: readonly string[], words: Words): number {
  const { files, options } = readArguments(args, {
    format: { type: 'string' },
    model: { type: 'string' },
    set: { type: 'string', multiple: true },
  });
  const format = readFormat(options.format);
  const settings = readSettings(options.set ?? []);
  return forEachFile(files, (file, text) => {
    const analysis = analyze(file, fileHost(file, text), settings);
    const models = chosen(analysis, options.model);
    if (format === 'json') writeRecords(analysis, models, words);
    else writeTexts(analysis, models, words);
    checkChoice(analysis, models, options.model, settings);
    return hasErrors(analysis.problems);
  });
}

/** A file without models, or without the one that is asked for, still gives one document, so that its diagnostics are told. */
function writeRecords(analysis: Analysis, models: readonly ModelAnalysis[], words: Words): void {
  const { file } = analysis;
  const diagnostics = diagnosticRecords(analysis, words);
  for (const model of models.length > 0 ? models : [undefined])
    process.stdout.write(`${JSON.stringify({ schema: 1, file, ...modelRecord(analysis, model), diagnostics })}\n`);
}

function writeTexts(analysis: Analysis, models: readonly ModelAnalysis[], words: Words): void {
  for (const model of models) process.stdout.write(`${modelText(model, words)}\n`);
  for (const line of diagnosticLines(analysis, words)) process.stderr.write(`${line}\n`);
}

const chosen = ({ models }: Analysis, name: string | undefined): readonly ModelAnalysis[] =>
  name === undefined ? models : models.filter(model => model.name === name);

function checkChoice(
  { file, models }: Analysis,
  found: readonly ModelAnalysis[],
  name: string | undefined,
  settings: Settings,
): void {
  const names = models.map(model => model.name).join(', ');
  if (name !== undefined && found.length === 0)
    throw new UsageError(`${file} has no model ${name}; it has ${names || 'none'}.`);
  for (const setting of settings.keys())
    if (!found.some(({ definition }) => definition.parameters.some(parameter => parameter.name.text === setting)))
      throw new UsageError(`${file} has no model with a parameter ${setting}.`);
}
