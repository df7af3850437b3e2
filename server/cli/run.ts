/** `fovea run`: a forward pass in the terminal, by the preview's own engine. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as onnx from 'onnxruntime-web/wasm';
import { analyze } from '#core/analyze.ts';
import { programAt } from '#core/ide/program.ts';
import { readNpy, encodeNpy } from '#core/interchange/npy.ts';
import type { Program, ProgramInput } from '#core/interchange/program.ts';
import { isProblem } from '#core/interchange/safetensors.ts';
import { floatsOf } from '#core/interchange/stored-floats.ts';
import { messageOf } from '#core/message-of.ts';
import { formatShape } from '#core/ops/shape.ts';
import type { Words } from '#core/words.ts';
import { failureOf } from '../../client/preview/worker/failure.ts';
import { pictureSize } from '../../client/preview/worker/feeds.ts';
import type { Fill, Given, LayerMap, RunResult } from '../../client/preview/worker/messages.ts';
import { runProgram } from '../../client/preview/worker/runner.ts';
import type { WeightStore } from '../../client/preview/worker/weights.ts';
import { fileHost, readNamed } from './files.ts';
import { modelOf } from './model-of.ts';
import { decodePicture, fitted } from './pictures.ts';
import { runLines } from './run-text.ts';
import { runRecord } from './run-json.ts';
import { bytesOf, fail, Unusable } from './unusable.ts';
import { readArguments, readChoice, UsageError } from './usage.ts';
import { storeOf } from './weights.ts';

/** What a run gave: the maps of all layers, in their order, and what the preview says beside them. */
export interface Pass {
  readonly program: Program;
  readonly maps: readonly LayerMap[];
  readonly result: RunResult;
}

/** 1 if the model cannot be run, or ran otherwise than the analysis says; 2 if a file cannot be read or written. */
export async function run(args: readonly string[], words: Words): Promise<number> {
  const { files, options } = readArguments(args, {
    input: { type: 'string', multiple: true },
    model: { type: 'string' },
    output: { type: 'string' },
    format: { type: 'string' },
  });
  const format = readChoice('format', options.format, ['text', 'json', 'npy']);
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new UsageError('run takes one file.');
  if (format === 'npy' && options.output === undefined) throw new UsageError('--format npy needs --output DIR.');
  const text = readNamed(file);
  if (text === undefined) return 2;
  const analysis = analyze(file, fileHost(file, text));
  const runnable = programAt(analysis, modelOf(analysis, options.model).definition.span.start, words);
  if (runnable.kind !== 'program')
    return fail(`${file} cannot be run. ${runnable.kind === 'broken' ? runnable.message : ''}`);
  return attempt(words, async () => {
    const { program } = runnable;
    const pass = await passOf(program, inputsOf(program, options.input ?? []), storeOf(file, program));
    if (options.output !== undefined) writeMaps(options.output, pass, format);
    const lines = format === 'json' ? [JSON.stringify(runRecord(file, pass))] : runLines(pass, words);
    process.stdout.write(lines.map(line => `${line}\n`).join(''));
    for (const problem of pass.result.problems) process.stderr.write(`fovea: ${words(problem)}\n`);
    return pass.result.problems.length > 0 ? 1 : 0;
  });
}

async function attempt(words: Words, action: () => Promise<number>): Promise<number> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (!(error instanceof Unusable)) return fail(words(failureOf(error).message));
    fail(error.message);
    return 2;
  }
}

/** Where onnxruntime's WebAssembly is shipped, seen from the product that this is bundled into. */
const RUNTIME = 'preview/ort-wasm-simd-threaded.wasm';

async function passOf(program: Program, { given, fill }: Inputs, store: WeightStore): Promise<Pass> {
  onnx.env.wasm.numThreads = 1;
  onnx.env.wasm.wasmBinary = readFileSync(fileURLToPath(new URL(RUNTIME, import.meta.url)));
  const maps: LayerMap[] = [];
  for await (const part of runProgram(onnx, program, given, store, { fill })) {
    if (part.kind === 'result')
      return { program, maps: maps.toSorted((a, b) => a.layer - b.layer), result: part.result };
    maps.push(...part.layers);
  }
  throw new Error('The run came to no end.');
}

interface Inputs {
  readonly given: readonly Given[];
  readonly fill: Fill;
}

const FILLS: readonly string[] = ['noise', 'constant', 'impulse'] satisfies readonly Fill[];
const isFill = (word: string): word is Fill => FILLS.includes(word);

/** For each input of the program, in its order, the file or the word that the user named. */
function inputsOf({ inputs }: Program, named: readonly string[]): Inputs {
  if (named.length > inputs.length)
    throw new UsageError(`--input is given ${named.length} times; the model has ${inputs.length} inputs.`);
  const files = named.map(name => (isFill(name) ? undefined : name));
  return {
    fill: named.find(isFill) ?? 'noise',
    given: inputs.map((input, index) => {
      const file = files[index];
      return file === undefined ? undefined : inputOf(input, file);
    }),
  };
}

/** A picture is fitted to the input; an array must have its shape, with or without a batch of one. */
function inputOf(input: ProgramInput, file: string): Given {
  const bytes = bytesOf(file);
  if (extname(file).toLowerCase() === '.npy') return tensorOf(input, file, bytes);
  const size = pictureSize(input);
  if (!size)
    throw new Unusable(`${formatShape(input.shape)} is no picture: the input takes a .npy file of that shape.`);
  try {
    return fitted(decodePicture(bytes), size);
  } catch (error) {
    throw new Unusable(`${file} cannot be read as a picture. ${messageOf(error)}`);
  }
}

function tensorOf({ shape }: ProgramInput, file: string, bytes: Uint8Array): Float32Array {
  const array = readNpy(bytes);
  if (isProblem(array)) throw new Unusable(`${file}: ${array.problem}`);
  const wanted = formatShape(shape);
  if (![wanted, formatShape([1, ...shape])].includes(formatShape(array.shape)))
    throw new Unusable(`${file} has ${formatShape(array.shape)}; the input takes ${wanted}.`);
  const floats = floatsOf(array);
  if (isProblem(floats)) throw new Unusable(`${file}: ${floats.problem}`);
  return floats;
}

/** A file a layer, by its path, whose slashes a file's name cannot have. */
function writeMaps(folder: string, { program, maps }: Pass, format: 'text' | 'json' | 'npy'): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const { layer, shape, data } of maps) {
      const path = program.layers[layer]?.path ?? '';
      const name = join(folder, encodeURIComponent(path));
      if (format === 'json') writeFileSync(`${name}.json`, JSON.stringify({ path, shape, values: [...data] }));
      else writeFileSync(`${name}.npy`, encodeNpy(shape, data));
    }
  } catch (error) {
    throw new Unusable(`${folder} cannot be written: ${messageOf(error)}`);
  }
}
