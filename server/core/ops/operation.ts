/**
 * What an operation (a layer of the language that is not a block) is. One object says everything there is to say about
 * it; hover, completion, argument errors, shapes, costs, receptive fields, ONNX and PyTorch text all derive from it.
 */
import type { Finding } from '../diagnostics.ts';
import type { Parameters, ArgumentsOf } from './parameters.ts';
import type { Reads } from './reads.ts';
import type { Shape } from './shape.ts';

export interface Operation<P extends Parameters = Parameters> {
  /** The word in the language. */
  readonly name: string;
  readonly family: Family;
  /** One sentence, for completion lists and the head of a hover. */
  readonly summary: string;
  /** Markdown: the size formula, and what a reader should know. */
  readonly documentation: string;
  /** Addresses of the definitions that this one follows: a PyTorch page, an ONNX operator, a paper. */
  readonly sources: readonly string[];
  /** Lines of a model that use the operation, `input` first; analysed and run by the tests. */
  readonly example: string;
  /** How many tensors enter: none, exactly one, or two and more. */
  readonly arity: 'none' | 'one' | 'many';
  /** In positional order. */
  readonly parameters: P;
  /** The output's shape, or why there is none. Never throws; tolerates unknown dimensions (see `Shape`). */
  readonly shape: (inputs: readonly Shape[], values: ArgumentsOf<P>) => Shape | Refusal;
  /** Learnable tensors and buffers, in PyTorch's order. Absent: none. */
  readonly weights?: (use: Use<P>) => readonly Weight[];
  /** Multiply-accumulates of one forward pass, without bias. Absent: 0. */
  readonly macs?: (use: Use<P>) => number;
  /** What an output position reads of input `input`, along its spatial axis `axis`. Absent: itself only. */
  readonly reads?: (use: Use<P>, axis: number, input: number) => Reads;
  /** Writes the operation's ONNX nodes and returns the name of the result. */
  readonly onnx: (use: Use<P>, graph: GraphWriter) => string;
  /** The PyTorch constructor or expression, with every argument that is not PyTorch's default. */
  readonly torch: (use: Use<P>) => string;
}

export type Family = 'input' | 'convolution' | 'pooling' | 'size' | 'normalisation' | 'activation' | 'dense' | 'merge';

/** One use of an operation in a network whose shapes are known. */
export interface Use<P extends Parameters = Parameters> {
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  readonly values: ArgumentsOf<P>;
}

/** Why an operation cannot be applied. */
export interface Refusal {
  readonly finding: Finding;
  /** The guilty parameter, where there is one; else the operation itself is marked. */
  readonly parameter?: string;
}

export const isRefusal = (result: Shape | Refusal): result is Refusal => 'finding' in result;

/** A tensor that belongs to a layer. */
export interface Weight {
  /** PyTorch's name, `weight`, `running_mean`. An empty name means that the layer's path is the tensor's. */
  readonly name: string;
  readonly shape: Shape;
  /** Buffers are state that is not learned, such as running statistics. */
  readonly role: 'parameter' | 'buffer';
  readonly initial: Initial;
}

/** How a tensor is drawn when no trained value is given. All are seeded by the tensor's path. */
export type Initial =
  | { readonly kind: 'constant'; readonly value: number }
  /** Normal with variance 2 / fanIn: He et al., 2015, arXiv 1502.01852. */
  | { readonly kind: 'kaiming'; readonly fanIn: number };

/** What `onnx` writes to. Every method that returns a string returns the name of a value. */
export interface GraphWriter {
  /** The value that enters, by its place. */
  readonly input: (index: number) => string;
  /** The value of one of the operation's own weights. */
  readonly weight: (name: string) => string;
  /** Adds a node with one output. An empty input name is ONNX's "absent". Opset 21. */
  readonly node: (type: string, inputs: readonly string[], attributes?: Attributes) => string;
  /** A constant of 64-bit integers, one-dimensional. */
  readonly integers: (values: readonly number[]) => string;
  /** A constant of 32-bit floats. */
  readonly floats: (values: readonly number[], shape: Shape) => string;
}

/** Numbers written as `{ float }` are ONNX floats; bare numbers are integers. */
export type Attribute = number | { readonly float: number } | string | readonly number[];
export type Attributes = Readonly<Record<string, Attribute>>;

/** Gives `P` its inferred type, so that a rule's `values` are typed by its `parameters`. */
export const defineOperation = <const P extends Parameters>(operation: Operation<P>): Operation<P> => operation;
