/** All that is told of a model, as the commands `sizes`, `field` and `cost` tell it. */
import { fieldReport } from '#core/analysis/field-report.ts';
import type { Device } from '#core/analysis/roofline.ts';
import type { ModelAnalysis } from '#core/analyze.ts';
import type { Words } from '#core/words.ts';
import { costLines, costsOf } from './cost.ts';
import { reportLines, reportRecord } from './field-model.ts';
import { sizesOf } from './sizes.ts';

export const sizesRecord = ({ name, validSizes }: ModelAnalysis) => ({ model: name, sizes: validSizes ?? null });

export function factsRecord(model: ModelAnalysis, devices: readonly Device[]) {
  const report = soundReport(model);
  return {
    ...sizesRecord(model),
    totals: model.totals,
    field: report ? reportRecord(report) : null,
    cost: costsOf(model, 1, devices),
  };
}

/** Of a network with an error what is known ends before it. */
const soundReport = (model: ModelAnalysis) => (model.network.incomplete ? undefined : fieldReport(model));

export const factsLines = (model: ModelAnalysis, devices: readonly Device[], words: Words): readonly string[] => [
  '',
  `${model.name}: ${words(sizesOf(model))}`,
  '',
  ...reportLines(model, soundReport(model), words),
  '',
  ...costLines(costsOf(model, 1, devices), words),
];
