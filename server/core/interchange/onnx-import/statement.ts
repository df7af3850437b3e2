/** What a node of an ONNX graph becomes: a step of a chain, or a merge of several. */
import type { ReadTensor } from '../onnx-decode.ts';

export interface Statement {
  /** The value that it makes. */
  readonly output: string;
  /** The values that enter. Several are a merge. */
  readonly inputs: readonly string[];
  /** `conv(64, 3, padding=1)`; of a merge its name. */
  readonly step: string;
  /** Its weights by the names that the layer gives them, and how the file has them. */
  readonly weights: ReadonlyMap<string, StoredWeight>;
  /** The path that the file's names of its weights begin with, if they do. */
  readonly path: string | undefined;
  /** What a reader should know: the node was not understood. */
  readonly message?: string;
}

export interface StoredWeight {
  readonly tensor: ReadTensor;
  /** A matrix that the file has the other way round. */
  readonly transposed?: true;
}

/** `conv(64, 3, padding=1)`: arguments without a value are left out. */
export function written(
  name: string,
  placed: readonly string[],
  named: Readonly<Record<string, string | undefined>> = {},
): string {
  const options = Object.entries(named).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]));
  const given = [...placed, ...options];
  return given.length === 0 ? name : `${name}(${given.join(', ')})`;
}

/** One number for all axes where they agree: `3`, else `3x5`; undefined for what is always so. */
export function perAxis(numbers: readonly number[], standard?: number): string | undefined {
  if (numbers.every(number => number === standard)) return undefined;
  const [first = 0] = numbers;
  return numbers.every(number => number === first) ? String(first) : numbers.join('x');
}

/** ONNX's `[begin…, end…]`: `1`, `[1, 2]`, or `[[1, 2], [0, 0]]`. */
export function sidesText(pads: readonly number[]): string | undefined {
  const axes = pads.length / 2;
  const sides = pads.slice(0, axes).map((before, axis) => [before, pads[axes + axis] ?? 0] as const);
  if (sides.every(([before, after]) => before === after)) {
    const numbers = sides.map(([before]) => before);
    const [first = 0] = numbers;
    if (numbers.every(number => number === 0)) return undefined;
    return numbers.every(number => number === first) ? String(first) : `[${numbers.join(', ')}]`;
  }
  return `[${sides.map(([before, after]) => `[${before}, ${after}]`).join(', ')}]`;
}
