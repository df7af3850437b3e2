/** What the page and its worker say to each other. Both are ours and of one build, so nothing is checked on arrival. */
import type { OnnxGraph } from '#core/interchange/onnx-graph.ts';
import type { Program } from '#core/interchange/program.ts';
import type { Shape } from '#core/ops/shape.ts';
import type { TopValue } from '../../extension/preview/messages.ts';
import type { PatchGrid } from './occlusion.ts';
import type { Text } from '#core/words.ts';

export type ToWorker =
  /** Comes first: onnxruntime's WebAssembly, transferred. */
  | { readonly type: 'start'; readonly runtime: ArrayBuffer }
  /** The bytes of a safetensors file, transferred. They stay until another file's arrive. */
  | { readonly type: 'weights'; readonly file: string; readonly bytes: Uint8Array }
  /** Without a part, all of the program is run. */
  | ({ readonly type: 'run'; readonly id: number; readonly part?: PartialRun } & RunRequest)
  /** A longer look at what has run. It goes on between runs, until it is done, another begins, or it is told to end. */
  | ({ readonly type: 'study'; readonly id: number; readonly study: Study } & RunRequest)
  | { readonly type: 'endStudy' };

export interface RunRequest {
  readonly program: Program;
  /** For each input of the program. */
  readonly given: readonly Given[];
  /** Absent: noise. */
  readonly fill?: Fill;
}

export type Study =
  /** How one number of a layer's output falls when parts of the input are hidden. */
  | { readonly kind: 'occlusion'; readonly target: Target }
  /** How long each layer takes by itself. */
  | { readonly kind: 'times' };

/** One number of an ONNX value, by its place in the tensor. */
export interface Target {
  readonly value: string;
  readonly index: number;
}

/** A part of a program's graph: what is run when the rest is known, or not wanted. */
export interface PartialRun {
  /** Its inputs are of the program, or known. */
  readonly graph: OnnxGraph;
  /** By name, the values that the graph reads, and the outputs that it does not make. */
  readonly known: ReadonlyMap<string, Float32Array>;
  /** The layers, by index, whose maps are wanted. Of the others the graph makes, only the sizes come back. */
  readonly wanted: readonly number[];
}

/** What can go in without a picture: seeded normal noise, ones, or a one in the middle of zeros. */
export type Fill = 'noise' | 'constant' | 'impulse';

export type FromWorker =
  /** Some layers are done; more will follow. Runs that are overtaken by a newer one end without a word. */
  | ({ readonly type: 'layers'; readonly id: number } & LayerResults)
  | { readonly type: 'done'; readonly id: number; readonly result: RunResult }
  /** So far: `drops` has an entry for each patch, `NaN` before it is known. */
  | ({ readonly type: 'occlusion'; readonly id: number } & OcclusionResult)
  | ({ readonly type: 'time'; readonly id: number } & LayerTime)
  /** `problem` is why it came to nothing. */
  | { readonly type: 'studied'; readonly id: number; readonly problem?: Text }
  /** The worker's runtime is of no use here, and another one may be. Nothing more comes. */
  | { readonly type: 'refused'; readonly message: Text }
  /** After a fatal failure the worker is of no more use. */
  | { readonly type: 'failed'; readonly id: number; readonly message: Text; readonly fatal: boolean };

export interface OcclusionResult {
  readonly grid: PatchGrid;
  /** The value with nothing hidden. */
  readonly base: number;
  readonly drops: Float32Array;
  /** How many patches are done. */
  readonly done: number;
}

export interface LayerTime {
  readonly layer: number;
  /** The least of a few runs. */
  readonly milliseconds: number;
}

/** What goes into an input: a picture of its size, its tensor as it is, or nothing, and then it is filled. */
export type Given = Pixels | Float32Array | undefined;

/** Red, green, blue and alpha in 0…255, row by row from the top: an `ImageData`. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** What a part of a run gave. */
export interface LayerResults {
  /** Of every layer that was run. */
  readonly shapes: readonly LayerShape[];
  /** Of the layers that are wanted, and of others whose maps had to be copied anyway. */
  readonly layers: readonly LayerMap[];
}

export interface LayerShape {
  /** Its index in `Program.layers`. */
  readonly layer: number;
  /** As onnxruntime has it, without the batch. */
  readonly shape: Shape;
}

/** What a layer gave. */
export interface LayerMap extends LayerShape {
  readonly data: Float32Array;
  /** The filters of a convolution, where they are few and more than a point. */
  readonly filters?: Filters;
}

/** Filters × input channels of a group × height × width. */
export interface Filters {
  readonly shape: Shape;
  readonly data: Float32Array;
}

export interface RunResult {
  readonly inputs: readonly InputTensor[];
  /** The first output that is flat and has at least two values. */
  readonly top: TopValues | undefined;
  /** Of onnxruntime alone, without preparing sessions and weights. */
  readonly milliseconds: number;
  /** How many layers were run; the others are those of an earlier run. */
  readonly ran: number;
  readonly weights: WeightsState;
  /** Sentences for the user: weights that were missing, shapes that differ from the analysis. */
  readonly problems: readonly Text[];
}

/** One flat output's greatest values, greatest first. */
export interface TopValues {
  readonly output: string;
  /** How many values the output has. */
  readonly of: number;
  readonly values: readonly TopValue[];
}

/** How many of a program's weight tensors came from its file, and how many were drawn from a seed. */
export interface WeightsState {
  readonly file?: string;
  readonly trained: number;
  readonly seeded: number;
}

export interface InputTensor {
  readonly shape: Shape;
  readonly data: Float32Array;
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** How it was made, in a few words. */
  readonly made: Text;
}
