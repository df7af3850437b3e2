/**
 * Reads the safetensors format: eight bytes of length, a JSON header of that length, and the tensors' bytes
 * (https://github.com/huggingface/safetensors#format). Nothing is copied: a tensor is a view of the file.
 */
import { elements, formatShape } from '../ops/shape.ts';
import type { Shape } from '../ops/shape.ts';
import { decodeUtf8 } from './utf8.ts';

export interface StoredTensor {
  /** As the file spells it: `F32`. A dtype that holds no weights may stand beside those that do. */
  readonly dtype: string;
  readonly shape: Shape;
  readonly bytes: Uint8Array;
}

/** What is wrong with a file: a sentence, with the numbers of both sides. */
export interface Problem {
  readonly problem: string;
}

export const isProblem = (result: object): result is Problem => 'problem' in result;

/** The tensors of a file by name, in the order of its header, or why it cannot be read. */
export function readSafetensors(file: Uint8Array): ReadonlyMap<string, StoredTensor> | Problem {
  const header = readHeader(file);
  if (isProblem(header)) return header;
  const extents: Extent[] = [];
  for (const [name, value] of Object.entries(header.entries)) {
    if (name === '__metadata__') continue;
    const extent = readExtent(name, value, header.data.length);
    if (isProblem(extent)) return extent;
    extents.push(extent);
  }
  return findOverlap(extents) ?? new Map(extents.map(extent => [extent.name, storedTensor(extent, header.data)]));
}

interface Header {
  readonly entries: object;
  /** What follows the header. */
  readonly data: Uint8Array;
}

/** A tensor's place in the data, `[start, end)` in bytes. */
interface Extent {
  readonly name: string;
  readonly dtype: string;
  readonly shape: Shape;
  readonly start: number;
  readonly end: number;
}

/** Bytes of the length in front of the header. */
const PREFIX = 8;

/** Bytes of an element. */
const WIDTHS: ReadonlyMap<string, number> = new Map([
  ...['BOOL', 'U8', 'I8', 'F8_E4M3', 'F8_E5M2'].map(dtype => [dtype, 1] as const),
  ...['U16', 'I16', 'F16', 'BF16'].map(dtype => [dtype, 2] as const),
  ...['U32', 'I32', 'F32'].map(dtype => [dtype, 4] as const),
  ...['U64', 'I64', 'F64', 'C64'].map(dtype => [dtype, 8] as const),
]);

function readHeader(file: Uint8Array): Header | Problem {
  if (file.length < PREFIX)
    return { problem: `The file has ${file.length} bytes; the length of its header alone takes ${PREFIX}.` };
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  const rest = file.length - PREFIX;
  if (length > rest)
    return { problem: `The header should have ${length} bytes, but ${rest} follow: cut off, or no safetensors file.` };
  const end = PREFIX + Number(length);
  const text = decodeUtf8(file.subarray(PREFIX, end));
  if (text === undefined) return { problem: 'The header is not UTF-8 text.' };
  const entries = parseObject(text);
  return entries ? { entries, data: file.subarray(end) } : { problem: 'The header is not a JSON object.' };
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readExtent(name: string, value: unknown, available: number): Extent | Problem {
  const { dtype, shape, data_offsets: offsets } = (isObject(value) ? value : {}) as Readonly<Record<string, unknown>>;
  if (typeof dtype !== 'string') return { problem: `${name} has no dtype.` };
  if (!isSizes(shape)) return { problem: `${name} has no shape of whole numbers.` };
  const [start, end, ...more] = isSizes(offsets) ? offsets : [];
  if (start === undefined || end === undefined || more.length > 0 || end < start)
    return { problem: `${name} has no data_offsets [begin, end].` };
  if (end > available)
    return { problem: `${name} ends at byte ${end} of the data, but the file has ${available}: it is cut off.` };
  return checkSize({ name, dtype, shape, start, end });
}

const isSizes = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every(size => Number.isSafeInteger(size) && size >= 0);

function checkSize(extent: Extent): Extent | Problem {
  const { name, dtype, shape, start, end } = extent;
  const width = WIDTHS.get(dtype);
  if (width === undefined) return { problem: `${name} has the unknown dtype ${dtype}.` };
  const wanted = elements(shape) * width;
  if (end - start === wanted) return extent;
  return { problem: `${name}, ${sizeText(shape)} of ${dtype}, takes ${wanted} bytes, but has ${end - start}.` };
}

/** A size for messages; a scalar's is empty, so it is named. */
export const sizeText = (shape: Shape): string => formatShape(shape) || 'one number';

function findOverlap(extents: readonly Extent[]): Problem | undefined {
  const ordered = extents.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start);
  for (const [place, { name, start }] of ordered.entries()) {
    const before = ordered[place - 1];
    if (before && start < before.end)
      return {
        problem: `${name} begins at byte ${start} of the data, inside ${before.name}, which ends at ${before.end}.`,
      };
  }
  return undefined;
}

const storedTensor = ({ dtype, shape, start, end }: Extent, data: Uint8Array): StoredTensor => ({
  dtype,
  shape,
  bytes: data.subarray(start, end),
});
