import type { Analysis, ModelAnalysis } from '#core/analyze.ts';
import { hasErrors } from '#core/diagnostics.ts';
import type { Words } from '#core/words.ts';
import { diagnosticLines } from './report.ts';
import { UsageError } from './usage.ts';

/** The model of that name, or the file's first. */
export function modelOf({ file, models }: Analysis, name: string | undefined): ModelAnalysis {
  const model = name === undefined ? models[0] : models.find(one => one.name === name);
  const names = models.map(one => one.name).join(', ');
  if (!model) throw new UsageError(`${file} has no model ${name ?? ''}; it has ${names || 'none'}.`.replace('  ', ' '));
  return model;
}

/** The model, once the errors of its file are told on the standard error: figures of a broken network have holes. */
export function soundModelOf(analysis: Analysis, name: string | undefined, words: Words): ModelAnalysis {
  if (hasErrors(analysis.problems))
    for (const line of diagnosticLines(analysis, words)) process.stderr.write(`${line}\n`);
  return modelOf(analysis, name);
}
