import { inputShape } from '#core/analysis/sizes.ts';
import { sizesText } from '#core/analysis/mismatch.ts';
import { analyze, type ModelAnalysis } from '#core/analyze.ts';
import { fileHost, readNamed } from './files.ts';
import { readArguments, readFormat } from './usage.ts';

/** `fovea sizes`: the input sizes that each model takes; 1 if one of them cannot be told. */
export function sizes(args: readonly string[]): number {
  const { files, options } = readArguments(args, { format: { type: 'string' } });
  const format = readFormat(options.format);
  let failed = false;
  for (const file of files)
    for (const model of analyze(file, fileHost(file, readNamed(file))).models) {
      const { name, validSizes } = model;
      failed ||= validSizes === undefined;
      const record = JSON.stringify({ schema: 1, file, model: name, sizes: validSizes ?? null });
      process.stdout.write(format === 'json' ? `${record}\n` : `${name}: ${textOf(model)}\n`);
    }
  return failed ? 1 : 0;
}

function textOf({ network, validSizes }: ModelAnalysis): string {
  const shape = inputShape(network);
  return (shape && validSizes && sizesText(validSizes, shape)) ?? 'not known';
}
