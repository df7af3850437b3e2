/**
 * What the extension and the preview page say to each other. Either side reads what arrives with `readToPage` or
 * `readFromPage`, which give undefined for anything that is not one of these messages.
 */
import type { LayerFault } from '#core/ide/faults.ts';
import type { Outline } from '#core/ide/outline.ts';
import type { Program } from '#core/interchange/program.ts';
import type { Shape } from '#core/ops/shape.ts';
import type { Span } from '#core/text.ts';

export type ToPage =
  /** The file that is previewed from now on, by its name for people and its key for the page's own state. */
  | { readonly type: 'document'; readonly uri: string; readonly name: string }
  | {
      readonly type: 'program';
      readonly version: number;
      readonly program: Program;
      readonly faults: readonly LayerFault[];
    }
  | { readonly type: 'broken'; readonly message: string; readonly outline?: Outline }
  | { readonly type: 'none' }
  /** The pictures to choose from, by id, and the one to begin with. An id is an address. */
  | { readonly type: 'pictures'; readonly pictures: readonly PictureName[]; readonly chosen?: string }
  | ({ readonly type: 'picture'; readonly id: string } & BytesOrProblem)
  /** Comes before the program that wants it. */
  | ({ readonly type: 'weights'; readonly file: string } & BytesOrProblem)
  | ({ readonly type: 'asset'; readonly name: Asset } & BytesOrProblem)
  /** What was to go into the clipboard is there. */
  | { readonly type: 'copied' }
  /** Where the editor's cursor is: its offset, and the line around it. */
  | { readonly type: 'cursor'; readonly offset: number; readonly line: Span };

export type FromPage =
  /** The page is there: it knows nothing and wants everything. */
  | { readonly type: 'ready' }
  /** The page's worker had to be started anew, and with it went the weights. */
  | { readonly type: 'wantWeights' }
  /** The page could not fetch one of its own files. */
  | { readonly type: 'wantAsset'; readonly name: Asset }
  | { readonly type: 'wantPicture'; readonly id: string }
  /** The user asks for the file dialog. */
  | { readonly type: 'openPicture' }
  /** The user has dropped this picture on the page, or pasted it. */
  | { readonly type: 'addPicture'; readonly name: string; readonly bytes: Uint8Array }
  /** The user has chosen this picture for this file. */
  | { readonly type: 'chosePicture'; readonly id: string }
  /** Stays with this model of this file from now on; without one, follows the editor. */
  | { readonly type: 'pin'; readonly model?: string }
  | { readonly type: 'reveal'; readonly span: Span }
  /** Into the clipboard: a page has one only while it has the focus. */
  | { readonly type: 'copy'; readonly text: string }
  /** Into a file that the user is asked for; `name` is the one to begin with. */
  | { readonly type: 'save'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly type: 'ran'; readonly report: RunReport };

export type BytesOrProblem = { readonly bytes: Uint8Array } | { readonly problem: string };

/** The page's own files that it needs as bytes: the scripts of its workers and onnxruntime's WebAssembly, with WebGPU or without. */
export type Asset = 'worker' | 'runtime' | 'webgpuWorker' | 'webgpuRuntime' | 'layout';

export interface PictureName {
  readonly id: string;
  readonly name: string;
}

/** What one forward pass gave, in short. */
export interface RunReport {
  /** The document's version that was run. */
  readonly version: number;
  readonly model: string;
  /** The picture's file name; absent when the input was noise. */
  readonly picture?: string;
  readonly milliseconds: number;
  /** The greatest values of the first flat output, greatest first; empty when no output is flat. */
  readonly top: readonly TopValue[];
  /** In source order; `shape` is what the run gave, without the batch. */
  readonly layers: readonly { readonly path: string; readonly shape: Shape }[];
  /** Sentences for the user: weights that were missing, shapes that differ from the analysis. */
  readonly problems: readonly string[];
}

export interface TopValue {
  readonly index: number;
  /** What the class is called, where a file says it. */
  readonly name?: string;
  readonly value: number;
  /** Its softmax share, 0…1. */
  readonly share: number;
}

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, unknown>>;
/** For each message its fields, each with what it must be. */
type Checks<Message extends { readonly type: string }> = Readonly<
  Record<Message['type'], Readonly<Record<string, Check>>>
>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isString: Check = value => typeof value === 'string';
const isNumber: Check = value => typeof value === 'number';
const isBytes: Check = value => value instanceof Uint8Array;
const ASSETS: readonly unknown[] = [
  'worker',
  'runtime',
  'webgpuWorker',
  'webgpuRuntime',
  'layout',
] satisfies readonly Asset[];
const isAsset: Check = value => ASSETS.includes(value);
const optional =
  (check: Check): Check =>
  value =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  value =>
    Array.isArray(value) && value.every(check);
const objectOf =
  (fields: Readonly<Record<string, Check>>): Check =>
  value =>
    isObject(value) && Object.entries(fields).every(([name, check]) => check(value[name]));

const isSpan = objectOf({ start: isNumber, end: isNumber });
const isShape = listOf(isNumber);
const isValue = objectOf({ name: isString, shape: isShape });
const isGraph = objectOf({
  name: isString,
  inputs: listOf(isValue),
  outputs: listOf(isValue),
  nodes: listOf(objectOf({ type: isString, inputs: listOf(isString), output: isString, attributes: isObject })),
  initializers: listOf(objectOf({ name: isString, shape: isShape, data: isObject })),
});
const isProgram = objectOf({
  model: isString,
  graph: isGraph,
  inputs: listOf(objectOf({ value: isString, shape: isShape, mean: isShape, std: isShape })),
  layers: listOf(objectOf({ path: isString, operation: isString, value: isString, shape: isShape, span: isSpan })),
  weights: listOf(objectOf({ path: isString, shape: isShape, initial: isObject })),
  outputs: listOf(objectOf({ name: isString, value: isString })),
  classes: optional(listOf(isString)),
});
const areFaults = listOf(objectOf({ layer: isNumber, message: isString }));
const isOutline = objectOf({ model: isString, layers: Array.isArray, faults: areFaults });
const isReport = objectOf({
  version: isNumber,
  model: isString,
  picture: optional(isString),
  milliseconds: isNumber,
  top: listOf(objectOf({ index: isNumber, name: optional(isString), value: isNumber, share: isNumber })),
  layers: listOf(objectOf({ path: isString, shape: listOf(isNumber) })),
  problems: listOf(isString),
});
const bytesOrProblem = {
  bytes: optional(isBytes),
  problem: optional(isString),
};

const TO_PAGE: Checks<ToPage> = {
  document: { uri: isString, name: isString },
  program: { version: isNumber, program: isProgram, faults: areFaults },
  broken: { message: isString, outline: optional(isOutline) },
  none: {},
  pictures: { pictures: listOf(objectOf({ id: isString, name: isString })), chosen: optional(isString) },
  picture: { id: isString, ...bytesOrProblem },
  weights: { file: isString, ...bytesOrProblem },
  asset: { name: isAsset, ...bytesOrProblem },
  copied: {},
  cursor: { offset: isNumber, line: isSpan },
};

const FROM_PAGE: Checks<FromPage> = {
  ready: {},
  wantWeights: {},
  wantAsset: { name: isAsset },
  wantPicture: { id: isString },
  openPicture: {},
  addPicture: { name: isString, bytes: isBytes },
  chosePicture: { id: isString },
  pin: { model: optional(isString) },
  reveal: { span: isSpan },
  copy: { text: isString },
  save: { name: isString, bytes: isBytes },
  ran: { report: isReport },
};

/** The message that arrived at the page; undefined for anything else. */
export const readToPage = (value: unknown): ToPage | undefined =>
  matches(value, TO_PAGE) ? (value as ToPage) : undefined;

/** The message that arrived at the extension; undefined for anything else. */
export const readFromPage = (value: unknown): FromPage | undefined =>
  matches(value, FROM_PAGE) ? (value as FromPage) : undefined;

function matches(value: unknown, checks: Readonly<Record<string, Readonly<Record<string, Check>>>>): boolean {
  if (!isObject(value) || typeof value['type'] !== 'string' || !Object.hasOwn(checks, value['type'])) return false;
  const fields = checks[value['type']];
  if (fields === undefined || !objectOf(fields)(value)) return false;
  // Of bytes and a problem there is exactly one.
  return !('bytes' in fields) || 'bytes' in value !== 'problem' in value;
}
