/** Which tensor of a weights file serves which weight of a program. */
import type { Shape } from '../ops/shape.ts';
import type { ProgramWeight } from './program.ts';
import { isProblem, sizeText } from './safetensors.ts';
import type { Problem, StoredTensor } from './safetensors.ts';

export interface WeightsMatch<Read> {
  /** By the weight's path: its numbers, as `read` gives them. */
  readonly values: ReadonlyMap<string, Read>;
  /** By the weight's path, for each that has no values: a sentence that says why. */
  readonly problems: ReadonlyMap<string, string>;
  /** Names in the file that no weight asked for. */
  readonly unasked: readonly string[];
}

/** `read` gives a tensor's numbers; whoever matches again and again may remember what it gave. */
export function matchWeights<Read extends object>(
  weights: readonly ProgramWeight[],
  file: ReadonlyMap<string, StoredTensor>,
  read: (stored: StoredTensor) => Read | Problem,
): WeightsMatch<Read> {
  const asked = new Set(weights.map(weight => weight.path));
  const unasked = [...file.keys()].filter(name => !asked.has(name) && !isCounter(name));
  const values = new Map<string, Read>();
  const problems = new Map<string, string>();
  for (const weight of weights) {
    const found = find(weight, file, unasked, read);
    if (isProblem(found)) problems.set(weight.path, found.problem);
    else values.set(weight.path, found);
  }
  return { values, problems, unasked };
}

/** PyTorch's batch norm counts its training steps in its state; a forward pass has no use for it. */
const isCounter = (name: string): boolean => name.endsWith('num_batches_tracked');

function find<Read extends object>(
  { path, shape }: ProgramWeight,
  file: ReadonlyMap<string, StoredTensor>,
  unasked: readonly string[],
  read: (stored: StoredTensor) => Read | Problem,
): Read | Problem {
  const stored = file.get(path);
  if (!stored) {
    const other = nearest(
      path,
      unasked.filter(name => sameShape(file.get(name)?.shape, shape)),
    );
    return {
      problem: other ? `The file does not have it, but ${other}, of the same shape.` : 'The file does not have it.',
    };
  }
  if (sameShape(stored.shape, shape)) return read(stored);
  return { problem: `The shape differs: the file has ${sizeText(stored.shape)}, the model wants ${sizeText(shape)}.` };
}

const sameShape = (a: Shape | undefined, b: Shape): boolean =>
  a?.length === b.length && a.every((size, axis) => size === b[axis]);

/**
 * The name that differs from `path` by the fewest levels, all of them in it or all not: `conv1.0.weight`,
 * `module.conv1.weight` for `conv1.weight`. A label on a chain opens a level, on a call it does not, so this is the
 * slip to expect.
 */
function nearest(path: string, names: readonly string[]): string | undefined {
  const wanted = path.split('.');
  const distance = (name: string) => Math.abs(name.split('.').length - wanted.length);
  return names
    .filter(name => isWithin(wanted, name.split('.')) || isWithin(name.split('.'), wanted))
    .toSorted((a, b) => distance(a) - distance(b))[0];
}

/** True when `levels` are `others` with some left out, the last one kept. */
function isWithin(levels: readonly string[], others: readonly string[]): boolean {
  let met = 0;
  for (const level of others) if (level === levels[met]) met++;
  return met === levels.length && levels.at(-1) === others.at(-1);
}
