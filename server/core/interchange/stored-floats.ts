import { remembered } from '../lazy.ts';
import { isProblem } from './safetensors.ts';
import type { Problem, StoredTensor } from './safetensors.ts';

/** Numbers of two bytes each, as a file has them. */
export interface Halves {
  readonly dtype: 'F16' | 'BF16';
  readonly bits: Uint16Array;
}

export type Numbers = Float32Array | Halves;

/**
 * A tensor's numbers: a view of the file where they stand at a multiple of their size, else a copy. A dtype that is not of
 * floats is a problem.
 */
export function numbersOf({ dtype, bytes }: StoredTensor): Numbers | Problem {
  switch (dtype) {
    case 'F32':
      return viewAs(Float32Array, bytes);
    case 'F64':
      return new Float32Array(viewAs(Float64Array, bytes));
    case 'F16':
    case 'BF16':
      return { dtype, bits: viewAs(Uint16Array, bytes) };
    default:
      return { problem: `The file has it as ${dtype}; weights are F32, F16, BF16 or F64.` };
  }
}

/** The same as float32: exactly, since every half is one. */
export function widened(numbers: Numbers): Float32Array {
  if (numbers instanceof Float32Array) return numbers;
  return numbers.dtype === 'F16' ? fromHalf(numbers.bits) : fromBfloat(numbers.bits);
}

/** All of them as float32, each widened once however often it is asked for: every part of a run asks. */
export const asFloats = (weights: ReadonlyMap<string, Numbers>): ReadonlyMap<string, Float32Array> =>
  new Map([...weights].map(([path, numbers]) => [path, widenedOnce(numbers)]));

const widenedOnce = remembered(widened);

/** A tensor's numbers as float32. */
export function floatsOf(stored: StoredTensor): Float32Array | Problem {
  const numbers = numbersOf(stored);
  return isProblem(numbers) ? numbers : widened(numbers);
}

interface ViewConstructor<View> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): View;
}

/**
 * Typed arrays begin at a multiple of their element's size, which a file need not keep to. The copy is one of a plain
 * array, as Node's `Buffer` gives a view where others slice.
 */
function viewAs<View>(type: ViewConstructor<View>, bytes: Uint8Array): View {
  const { buffer, byteOffset, length } =
    bytes.byteOffset % type.BYTES_PER_ELEMENT === 0 ? bytes : new Uint8Array(bytes);
  return new type(buffer, byteOffset, length / type.BYTES_PER_ELEMENT);
}

/** The upper half of a float32's bits. */
function fromBfloat(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, half => half << 16).buffer);
}

/** The unit of a half's subnormal numbers, 2⁻²⁴. */
const HALF_UNIT = 1 / 0x1000000;

/** IEEE 754 binary16: 1 bit of sign, 5 of exponent with bias 15, 10 of fraction. */
function fromHalf(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  const floats = new Float32Array(bits.buffer);
  for (const [index, half] of halves.entries()) {
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) floats[index] = fraction * HALF_UNIT;
    else bits[index] = ((exponent === 0x1f ? 0xff : exponent + 127 - 15) << 23) | (fraction << 13);
    bits[index] = (bits[index] ?? 0) | ((half & 0x8000) << 16);
  }
  return floats;
}
