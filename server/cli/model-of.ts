import type { Analysis, ModelAnalysis } from '#core/analyze.ts';
import { UsageError } from './usage.ts';

/** The model of that name, or the file's first. */
export function modelOf({ file, models }: Analysis, name: string | undefined): ModelAnalysis {
  const model = name === undefined ? models[0] : models.find(one => one.name === name);
  const names = models.map(one => one.name).join(', ');
  if (!model) throw new UsageError(`${file} has no model ${name ?? ''}; it has ${names || 'none'}.`.replace('  ', ' '));
  return model;
}
