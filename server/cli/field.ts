import { fieldReport } from '#core/analysis/field-report.ts';
import { analyze } from '#core/analyze.ts';
import type { Words } from '#core/words.ts';
import { cellLines, cellRecord, seenByCell } from './field-cell.ts';
import { reportLines, reportRecord } from './field-model.ts';
import { fileHost, readNamed } from './files.ts';
import { soundModelOf } from './model-of.ts';
import { readArguments, readFormat, UsageError } from './usage.ts';

/** `fovea field FILE`: what a model sees of its input; of a layer, what one of its cells does. 1 where it is not known. */
export function field(args: readonly string[], words: Words): number {
  const { files, options } = readArguments(args, {
    format: { type: 'string' },
    model: { type: 'string' },
    layer: { type: 'string' },
    cell: { type: 'string' },
  });
  const format = readFormat(options.format);
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new UsageError('field takes one file.');
  if (options.cell !== undefined && options.layer === undefined) throw new UsageError('--cell needs --layer PATH.');
  const text = readNamed(file);
  if (text === undefined) return 2;
  const model = soundModelOf(analyze(file, fileHost(file, text)), options.model, words);
  const { record, lines, isKnown } =
    options.layer === undefined ? ofModel(model, words) : ofCell(model, options.layer, options.cell, words);
  const json = () => [JSON.stringify({ schema: 1, file, model: model.name, ...record })];
  for (const line of format === 'json' ? json() : lines) process.stdout.write(`${line}\n`);
  return isKnown ? 0 : 1;
}

type Model = Parameters<typeof fieldReport>[0];

function ofModel(model: Model, words: Words) {
  const report = fieldReport(model);
  return {
    record: report ? reportRecord(report) : { layer: null },
    lines: reportLines(model, report, words),
    isKnown: !!report,
  };
}

function ofCell(model: Model, layer: string, cell: string | undefined, words: Words) {
  const seen = seenByCell(model, layer, cell);
  return { record: cellRecord(seen), lines: cellLines(seen).map(words), isKnown: seen.axes !== undefined };
}
