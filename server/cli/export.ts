import { analyze, type Analysis, type ModelAnalysis } from '#core/analyze.ts';
import { hasErrors } from '#core/diagnostics.ts';
import { lower } from '#core/interchange/lower.ts';
import { onnxFile } from '#core/interchange/onnx-file.ts';
import { kerasText } from '#core/interchange/keras/keras-text.ts';
import { pytorchText, type Exported } from '#core/interchange/pytorch/pytorch-text.ts';
import { asFloats } from '#core/interchange/stored-floats.ts';
import type { Words } from '#core/words.ts';
import { fileHost, readNamed } from './files.ts';
import { modelOf } from './model-of.ts';
import { diagnosticLines } from './report.ts';
import { readSettings } from './settings.ts';
import { fail, Unusable, writeBytes } from './unusable.ts';
import { readArguments, readChoice, UsageError } from './usage.ts';
import { storeOf } from './weights.ts';

/** `fovea export FILE --to onnx|pytorch|keras`: 1 where the model has errors, or cannot be said there. */
export function exportModel(args: readonly string[], words: Words): number {
  const { files, options } = readArguments(args, {
    to: { type: 'string' },
    output: { type: 'string' },
    model: { type: 'string' },
    set: { type: 'string', multiple: true },
  });
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new UsageError('export takes one file.');
  if (options.to === undefined) throw new UsageError('export needs --to onnx, pytorch or keras.');
  const target = readChoice('to', options.to, ['onnx', 'pytorch', 'keras']);
  const text = readNamed(file);
  if (text === undefined) return 2;
  const analysis = analyze(file, fileHost(file, text), readSettings(options.set ?? []));
  const model = modelOf(analysis, options.model);
  if (hasErrors(analysis.problems)) {
    for (const line of diagnosticLines(analysis, words)) process.stderr.write(`${line}\n`);
    return 1;
  }
  try {
    return target === 'onnx'
      ? writeOnnx(analysis, model, options.output, words)
      : writeText(TEXTS[target](model.network, file), options.output, words);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    fail(error.message);
    return 2;
  }
}

/** What a protobuf can hold: https://protobuf.dev/programming-guides/proto-limits/. */
const MOST_BYTES = 2 ** 31 - 1;

/** Beside the source, unless a file is named. */
function writeOnnx({ file }: Analysis, model: ModelAnalysis, output: string | undefined, words: Words): number {
  const program = lower(model, file);
  if (!program) return fail(`${model.name} holds an opaque layer, or gives nothing: it cannot be run.`);
  if (model.totals.params * 4 > MOST_BYTES)
    return fail(`${model.name} has more weights than the 2 GiB that one ONNX file holds.`);
  const { values, problems } = storeOf(file, program).resolve(program);
  for (const problem of problems) fail(words(problem));
  const path = output ?? (file === '-' ? `${model.name}.onnx` : file.replace(/(\.cnn)?$/, '.onnx'));
  writeBytes(path, onnxFile(program, asFloats(values)));
  process.stderr.write(`fovea: ${model.name} is in ${path}\n`);
  return problems.length > 0 ? 1 : 0;
}

const TEXTS = { pytorch: pytorchText, keras: kerasText } as const;

/** To the standard output, unless a file is named. */
function writeText(exported: Exported, output: string | undefined, words: Words): number {
  if ('problem' in exported) return fail(words(exported.problem));
  if (output === undefined) process.stdout.write(exported.text);
  else writeBytes(output, exported.text);
  return 0;
}
