/** What an expression of the language means once evaluated. */
import type { Expression } from '../language/tree.ts';
import { formatShape, type Shape } from '../ops/shape.ts';
import type { Operation } from '../ops/operation.ts';
import type { Plain } from '../ops/parameters.ts';
import type { BlockDefinition } from './modules.ts';
import type { Level, Scope } from './scope.ts';
import { joined, say, type Text } from '../words.ts';

export type Value =
  | number
  | boolean
  | Word
  | List
  | Any
  | TensorValue
  | Callable
  | Template
  /** Nobody knows: an error was reported, or a block is read without a use. Causes no second error. */
  | Unknown;

/** A bare word that is no name: `same`, `nearest`. */
export interface Word {
  readonly kind: 'word';
  readonly word: string;
}

/** `[1, 7]`, or a size `1x7`. */
export interface List {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

/** `_`, any size. */
export interface Any {
  readonly kind: 'any';
}

export interface Unknown {
  readonly kind: 'unknown';
}

/** A tensor of the network under construction. */
export interface Tensor {
  /** The layer that made it; undefined when an error left none. */
  readonly layer: number | undefined;
  readonly shape: Shape | undefined;
}

/** A tensor nobody knows: what an error leaves. */
export const UNKNOWN_TENSOR: Tensor = { layer: undefined, shape: undefined };

/** The current tensor; undefined before the first `input`. */
export type Current = Tensor | undefined;

/** The result of a labelled chain: its tensor, and the level that the label opened, if it did. */
export interface Named {
  readonly current: Current;
  readonly level?: Level;
}

export interface TensorValue {
  readonly kind: 'tensor';
  readonly tensor: Tensor;
  /** The level that its label opened, for dots to reach into. */
  readonly level?: Level;
}

/** What a call may name. */
export type Callable =
  | { readonly kind: 'operation'; readonly operation: Operation }
  | { readonly kind: 'block'; readonly block: BlockDefinition };

/** A chain given as an argument, applied where the parameter stands. It keeps the names of where it was written. */
export interface Template {
  readonly kind: 'template';
  readonly chain: Expression;
  readonly scope: Scope;
}

export const UNKNOWN_VALUE: Unknown = { kind: 'unknown' };
export const ANY: Any = { kind: 'any' };

export const isUnknown = (value: Value): value is Unknown => typeof value === 'object' && value.kind === 'unknown';

/** A number as a value: what nobody knows is `NaN` in shapes and unknown among values. */
export const numberValue = (number: number): Value => (Number.isNaN(number) ? UNKNOWN_VALUE : number);

/** The value as operations take it; undefined for what they never take (a layer, a chain), `NaN` for the unknown. */
export function plainOf(value: Value): Plain | undefined {
  if (typeof value !== 'object') return value;
  switch (value.kind) {
    case 'word':
      return value.word;
    case 'any':
      return null;
    case 'unknown':
      return Number.NaN;
    case 'tensor':
      return value.tensor.shape ? { tensor: value.tensor.shape } : Number.NaN;
    case 'list': {
      const items = value.items.map(plainOf);
      return items.some(item => item === undefined) ? undefined : (items as Plain[]);
    }
    default:
      return undefined;
  }
}

/** A number, or a list of sizes, `NaN` for `_` and for each that is unknown; undefined for anything else. */
export function sizesOf(value: Value): number | readonly number[] | undefined {
  const one = sizeOf(value);
  if (one !== undefined || typeof value !== 'object' || value.kind !== 'list') return one;
  const sizes = value.items.map(sizeOf);
  return sizes.includes(undefined) ? undefined : sizes.filter(size => size !== undefined);
}

function sizeOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'object' && (value.kind === 'any' || isUnknown(value)) ? Number.NaN : undefined;
}

/** The value as the source would write it, for hovers and messages. */
export function formatValue(value: Value): Text {
  if (typeof value !== 'object') return String(value);
  switch (value.kind) {
    case 'word':
      return value.word;
    case 'any':
      return '_';
    case 'unknown':
      return say`unknown`;
    case 'list':
      return formatList(value);
    case 'tensor':
      return value.tensor.shape ? say`a tensor of ${formatShape(value.tensor.shape)}` : say`a tensor`;
    case 'operation':
      return value.operation.name;
    case 'block':
      return value.block.name;
    case 'template':
      return say`a chain`;
  }
}

/** Values in a message are to be recognised, not read to the end. */
const VALUES_SHOWN = 16;

function formatList({ items }: List): Text {
  const shown = items.slice(0, VALUES_SHOWN).map(formatValue);
  return say`[${joined(items.length > VALUES_SHOWN ? [...shown, '…'] : shown, ', ')}]`;
}
