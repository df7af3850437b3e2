import { basename, dirname, join } from 'node:path';
import { importOnnx } from '#core/interchange/onnx-import/import-onnx.ts';
import { encodeSafetensors } from '#core/interchange/safetensors-encode.ts';
import { isProblem } from '#core/interchange/safetensors.ts';
import { bytesOf, fail, Unusable, writeBytes } from './unusable.ts';
import { readArguments, UsageError } from './usage.ts';

/** `fovea import model.onnx`: the model as text, its weights beside it; 1 where something of it was not understood. */
export function importModel(args: readonly string[]): number {
  const { files, options } = readArguments(args, { output: { type: 'string' }, shape: { type: 'string' } });
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new UsageError('import takes one file.');
  const shape = options.shape === undefined ? undefined : readShape(options.shape);
  try {
    return write(file, options.output, shape);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    fail(error.message);
    return 2;
  }
}

function readShape(text: string): readonly number[] {
  const sizes = text.split(/[x×]/).map(Number);
  if (sizes.some(size => !Number.isInteger(size) || size < 1))
    throw new UsageError(`--shape is sizes such as 3x224x224, not ${text}.`);
  return sizes;
}

/** To the standard output, without weights, unless a file is named; then they stand beside it. */
function write(file: string, output: string | undefined, shape: readonly number[] | undefined): number {
  const weightsFile = output === undefined ? undefined : `${basename(output, '.cnn')}.safetensors`;
  const imported = importOnnx(bytesOf(file), {
    name: basename(file, '.onnx'),
    ...(shape && { shape }),
    ...(weightsFile !== undefined && { weightsFile }),
  });
  if (isProblem(imported)) return fail(`${file} cannot be imported. ${imported.problem}`);
  const { text, weights, messages } = imported;
  if (output === undefined || weightsFile === undefined) process.stdout.write(text);
  else {
    writeBytes(output, text);
    if (weights.size > 0) writeBytes(join(dirname(output), weightsFile), encodeSafetensors(weights));
  }
  for (const message of messages) fail(message);
  return messages.length > 0 ? 1 : 0;
}
