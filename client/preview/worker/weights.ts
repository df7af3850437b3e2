/** Finds the numbers of a program's weights: in its file, or else drawn from a seed. */
import { initialise } from '#core/interchange/initialise.ts';
import { matchWeights } from '#core/interchange/match-weights.ts';
import type { Program, ProgramWeight } from '#core/interchange/program.ts';
import { readOnnxTensors } from '#core/interchange/onnx-tensors.ts';
import { isProblem, readSafetensors } from '#core/interchange/safetensors.ts';
import type { StoredTensor } from '#core/interchange/safetensors.ts';
import { numbersOf, type Numbers } from '#core/interchange/stored-floats.ts';
import type { WeightsState } from './messages.ts';
import { say, type Text } from '#core/words.ts';

export interface ResolvedWeights {
  /** By the weight's path; views of the file, where that has them as floats of four or two bytes. */
  readonly values: ReadonlyMap<string, Numbers>;
  readonly state: WeightsState;
  /** A sentence for each weight that the file should have had. */
  readonly problems: readonly Text[];
}

type Tensors = ReturnType<typeof readSafetensors>;

/** Keeps the last file and what was drawn, so that an edit reads and draws only what it changed. */
export class WeightStore {
  #file: { readonly name: string; readonly tensors: Tensors } | undefined;
  /** What is of eight bytes in the file, or at an odd place, is converted once. */
  #numbers = new WeakMap<StoredTensor, ReturnType<typeof numbersOf>>();
  #drawn: ReadonlyMap<string, Float32Array> = new Map();

  /** A safetensors file, or an ONNX model if it is called `.onnx`. */
  setFile(name: string, bytes: Uint8Array): void {
    this.#file = { name, tensors: /\.onnx$/i.test(name) ? readOnnxTensors(bytes) : readSafetensors(bytes) };
  }

  resolve(program: Program): ResolvedWeights {
    const { values, problems } = this.#trained(program);
    const drawn = program.weights
      .filter(weight => !values.has(weight.path))
      .map(weight => this.#draw(weight, program.seed ?? 0));
    this.#drawn = new Map(drawn.map(({ key, floats }) => [key, floats]));
    return {
      values: new Map([...values, ...drawn.map(({ path, floats }) => [path, floats] as const)]),
      state: {
        ...(program.weightsFile !== undefined && { file: program.weightsFile }),
        trained: values.size,
        seeded: drawn.length,
      },
      problems,
    };
  }

  /** What the file gives. When it never arrived, the page has said why already. */
  #trained({ weights, weightsFile }: Program): Pick<ResolvedWeights, 'values' | 'problems'> {
    if (weightsFile === undefined || this.#file?.name !== weightsFile) return { values: new Map(), problems: [] };
    const { tensors } = this.#file;
    if (isProblem(tensors))
      return { values: new Map(), problems: [say`The weights cannot be read. ${tensors.problem}`] };
    const { values, problems } = matchWeights(weights, tensors, stored => this.#read(stored));
    return {
      values,
      problems: [...problems].map(([path, problem]) => say`${path}: ${problem} It is drawn from the seed instead.`),
    };
  }

  #read(stored: StoredTensor): ReturnType<typeof numbersOf> {
    const numbers = this.#numbers.get(stored) ?? numbersOf(stored);
    this.#numbers.set(stored, numbers);
    return numbers;
  }

  #draw(
    weight: ProgramWeight,
    seed: number,
  ): { readonly path: string; readonly key: string; readonly floats: Float32Array } {
    const key = JSON.stringify([weight, seed]);
    return { path: weight.path, key, floats: this.#drawn.get(key) ?? initialise(weight, seed) };
  }
}
