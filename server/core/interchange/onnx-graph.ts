/** An ONNX model as plain data, without its weights: what `lower` makes and `encodeOnnx` writes. */
import type { Attributes } from '../ops/operation.ts';
import type { Shape } from '../ops/shape.ts';

export interface OnnxGraph {
  readonly name: string;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** Values between, whose shapes are told to readers. */
  readonly values?: readonly OnnxValue[];
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
}

/** A float32 tensor; `shape` has the batch in front. */
export interface OnnxValue {
  readonly name: string;
  readonly shape: Shape;
}

export interface OnnxNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Attributes;
}

export interface OnnxInitializer {
  readonly name: string;
  readonly shape: Shape;
  /**
   * Weights are external data, by the initializer's own name, unless they are given to `encodeOnnx`: those of the preview
   * never pass through the protobuf.
   */
  readonly data:
    | { readonly kind: 'integers'; readonly values: readonly number[] }
    | { readonly kind: 'floats'; readonly values: readonly number[] }
    | { readonly kind: 'external'; /** Absent: float32. */ readonly dtype?: 'F16' | 'BF16' };
}
