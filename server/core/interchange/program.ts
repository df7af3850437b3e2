/** A network made ready to run: the ONNX graph, where each layer's result is found in it, and the weights it asks for. */
import type { FieldDescription } from '../analysis/describe-field.ts';
import type { Field } from '../analysis/field.ts';
import type { WeighedAxis } from '../analysis/weighing.ts';
import type { Initial } from '../ops/operation.ts';
import type { Shape } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import type { OnnxGraph } from './onnx-graph.ts';
import type { Phrase } from '../words.ts';

export interface Program {
  readonly model: string;
  readonly graph: OnnxGraph;
  readonly inputs: readonly ProgramInput[];
  /** In source order, which is execution order. */
  readonly layers: readonly ProgramLayer[];
  readonly weights: readonly ProgramWeight[];
  readonly outputs: readonly { readonly name: string; readonly value: string }[];
  /** The `weights "…"` file, as the host names it. */
  readonly weightsFile?: string;
  /** What the values or channels of an output with as many are called. */
  readonly classes?: readonly string[];
  /** Of the first input: where the drawing of weights starts. Absent: 0. */
  readonly seed?: number;
}

/** How a picture becomes an input tensor: grey or RGB in 0…1, minus `mean`, over `std`. */
export interface ProgramInput {
  readonly value: string;
  readonly shape: Shape;
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

export interface ProgramLayer {
  readonly path: string;
  readonly operation: string;
  /** The ONNX value that holds its output. */
  readonly value: string;
  /** Without the batch, as the analysis says; the run is checked against it. */
  readonly shape: Shape;
  readonly params: number;
  readonly macs: number;
  /** The layers whose outputs enter, by index. */
  readonly inputs: readonly number[];
  /** Bytes of its output, as float32, for a batch of 1. */
  readonly activationBytes: number;
  /** Bytes of all activations that are alive while it runs: see `aliveBytes`. */
  readonly aliveBytes: number;
  /** What its outputs see of the model's input, along each spatial axis. Absent where it is not known. */
  readonly receptiveField?: ReceptiveField;
  /** What it does when it runs here, in a few words, where training does something else. */
  readonly atInference?: Phrase;
  /** By axis: what of the layers that enter weighs how much, of which `cellField` makes effective fields. */
  readonly weighing?: readonly WeighedAxis[];
  /** Where it stands in the file being previewed: for a layer of another file's block, the call in this file. */
  readonly span: Span;
}

/** Both lists have an entry for each spatial axis of the model's input. */
export interface ReceptiveField {
  /** In figures, for tables. */
  readonly described: readonly FieldDescription[];
  /** Index for index, for pictures. */
  readonly exact: readonly Field[];
}

export interface ProgramWeight {
  /** The initializer's name, and the tensor's path in a weights file: `layer1.0.conv1.weight`. */
  readonly path: string;
  readonly shape: Shape;
  readonly initial: Drawing;
}

/**
 * How a model asks for its weights in place of `kaiming`. `lecun` is normal with variance 1 / fanIn: LeCun et al., "Efficient
 * BackProp", 1998, section 4.6. `xavier` is normal with variance 2 / (fanIn + fanOut): Glorot and Bengio, "Understanding the
 * difficulty of training deep feedforward neural networks", 2010. `identity` passes channels on, and `edges` are the
 * derivatives along each direction in turn.
 */
export type Drawing =
  | Initial
  | { readonly kind: 'lecun'; readonly fanIn: number }
  | { readonly kind: 'xavier' }
  | { readonly kind: 'identity' }
  | { readonly kind: 'edges' };
