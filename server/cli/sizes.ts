import { inputShape } from '#core/analysis/sizes.ts';
import { sizesText } from '#core/analysis/mismatch.ts';
import { analyze, type ModelAnalysis } from '#core/analyze.ts';
import { say, type Text, type Words } from '#core/words.ts';
import { fileHost, forEachFile } from './files.ts';
import { readArguments, readFormat } from './usage.ts';

/** `fovea sizes`: the input sizes that each model takes; 1 if one of them cannot be told. */
export function sizes(args: readonly string[], words: Words): number {
  const { files, options } = readArguments(args, { format: { type: 'string' } });
  const format = readFormat(options.format);
  return forEachFile(files, (file, text) => {
    const { models } = analyze(file, fileHost(file, text));
    for (const model of models) {
      const { name, validSizes } = model;
      const record = JSON.stringify({ schema: 1, file, model: name, sizes: validSizes ?? null });
      process.stdout.write(format === 'json' ? `${record}\n` : `${name}: ${words(sizesOf(model))}\n`);
    }
    return models.some(({ validSizes }) => validSizes === undefined);
  });
}

export function sizesOf({ network, validSizes }: ModelAnalysis): Text {
  const shape = inputShape(network);
  return (shape && validSizes && sizesText(validSizes, shape)) ?? say`not known`;
}
