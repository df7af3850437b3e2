/**
 * What an operation (a layer of the language that is not a block) is. One object says everything there is to say about
 * it; hover, completion, argument errors, shapes, costs, receptive fields, ONNX and PyTorch text all derive from it.
 */
import { finding, type Code, type Details, type Finding } from '../diagnostics.ts';
import { MOST_EXACT, type ArgumentsOf, type Parameters } from './parameters.ts';
import type { Reads } from './reads.ts';
import { dimensionName, elements, formatShape, type Shape } from './shape.ts';
import { say, type Phrase, type Text } from '../words.ts';
import type { Formula } from './size-formula.ts';

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
  /** How many tensors enter: none, exactly one, or several (a loop of branches may make one alone). */
  readonly arity: 'none' | 'one' | 'many';
  /** In positional order. */
  readonly parameters: P;
  /** The arguments say how many dimensions the output has: where one could not be read, nothing is known of the shape. */
  readonly shapeIsGiven?: true;
  /** The output's shape, or why there is none. Never throws; tolerates unknown dimensions (see `Shape`). */
  readonly shape: (inputs: readonly Shape[], values: ArgumentsOf<P>) => Shape | Refusal;
  /** How the output's size along spatial axis `axis` comes about, with its numbers: `⌊(56 + 2·1 − 3)/2⌋ + 1 = 28`. */
  readonly formula?: (use: Use<P>, axis: number) => Formula;
  /** Learnable tensors and buffers, in PyTorch's order. Absent: none. */
  readonly weights?: (use: Use<P>) => readonly Weight[];
  /** Multiply-accumulates of one forward pass, without bias. Absent: 0. */
  readonly macs?: (use: Use<P>) => number;
  /**
   * What an output position reads of input `input`, along its spatial axis `axis`. Absent: itself only. A flat tensor
   * has one position along any axis; so has, along the axes of the input, an output of another number of axes.
   */
  readonly reads?: (use: Use<P>, axis: number, input: number) => Reads;
  /**
   * Which dimension of the input each of the output's is, 0 for the channels, where they change places; receptive fields
   * follow. Absent: all stay. `reads` then says what is seen along the axis of the same number.
   */
  readonly moves?: (use: Use<P>) => readonly number[];
  /** Whether each output channel is known to read the input channel of the same number alone. Absent: it is not. */
  readonly perChannel?: (use: Use<P>) => boolean;
  /** What it does when it runs here, in a few words, where training does something else. */
  readonly atInference?: (use: Use<P>) => Phrase | undefined;
  /** Gives the numbers of its input, in their order, at inference: a runtime need not move them. */
  readonly isView?: true;
  /** Writes the operation's ONNX nodes and returns the name of the result. Absent: it cannot be run. */
  readonly onnx?: (use: Use<P>, graph: GraphWriter) => string;
  /**
   * The PyTorch constructor (`nn.Conv2d(3, 16, 3)`), with every argument that is not PyTorch's default; or, where there
   * is no module, an expression over the tensors that enter, `x0`, `x1`, ….
   */
  readonly torch: (use: Use<P>) => string;
  /** How the module of `torch` is called, over `x0`. Absent: with the tensor that enters alone. */
  readonly torchCall?: (module: string, use: Use<P>) => string;
}

export type Family =
  'input' | 'convolution' | 'pooling' | 'size' | 'normalisation' | 'activation' | 'dense' | 'merge' | 'other';

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

export const isRefusal = (result: object): result is Refusal => 'finding' in result;

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

/** The most positions one spatial axis may have, so that what depends on the position (`Reads`) stays small. */
const MOST_POSITIONS = 2 ** 22;

/**
 * Gives `P` its inferred type, so that a rule's `values` are typed by its `parameters`, and adds to `shape` the refusal
 * of figures that are no longer exact. What comes out is called with the values that its own parameters read, which the
 * type of a collection of operations cannot say.
 */
export function defineOperation<const P extends Parameters>(operation: Operation<P>): Operation {
  const shape: Operation<P>['shape'] = (inputs, values) => {
    const output = operation.shape(inputs, values);
    return isRefusal(output) ? output : (inexact(operation, { inputs, output, values }) ?? output);
  };
  return { ...operation, shape } as Operation;
}

/**
 * Refuses a use one of whose figures is over 2^53 − 1, or whose output has a spatial axis too long to follow. Every layer
 * is asked: nothing is built until a figure is too large.
 */
function inexact<P extends Parameters>(operation: Operation<P>, use: Use<P>): Refusal | undefined {
  const { output } = use;
  const outputs = elements(output);
  if (outputs > MOST_EXACT) return tooLarge(say`number of outputs`, outputs);
  let weights = 0;
  for (const { shape } of operation.weights?.(use) ?? []) weights += elements(shape);
  if (weights > MOST_EXACT) return tooLarge(say`number of weights`, weights);
  const macs = operation.macs?.(use) ?? 0;
  if (macs > MOST_EXACT) return tooLarge(say`number of multiply-accumulates`, macs);
  const long = output.findIndex((size, axis) => axis > 0 && size > MOST_POSITIONS);
  return long < 0 ? undefined : tooLarge(dimensionName(output, long), output[long] ?? 0, MOST_POSITIONS);
}

const tooLarge = (what: Text, value: number, most = MOST_EXACT): Refusal =>
  refuse('number-too-large', { what, value, most });

/** A refusal, at the guilty parameter where there is one. */
export const refuse = <C extends Code>(code: C, details: Details<C>, parameter?: string): Refusal =>
  parameter === undefined ? { finding: finding(code, details) } : { finding: finding(code, details), parameter };

/** The tensor that enters an operation of one input. */
export const entering = (inputs: readonly Shape[]): Shape => inputs[0] ?? [];

/** The shape rule of operations that keep their input's shape. */
export const sameShape = (inputs: readonly Shape[]): Shape => entering(inputs);

/** Refuses a flat tensor where an operation slides over spatial axes. */
export const refuseFlat = (operation: string, shape: Shape): Refusal | undefined =>
  shape.length === 1
    ? refuse('wrong-axes', {
        what: operation,
        wanted: say`1 to 3 spatial axes`,
        shape: formatShape(shape),
        found: say`none`,
      })
    : undefined;
