/** The network that a model describes: an immutable graph in execution order, with shapes and origins. */
import type { Operation } from '../ops/operation.ts';
import type { Shape } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import type { Value } from './values.ts';

export interface Network {
  readonly model: string;
  /** In execution order: a layer's inputs stand before it. */
  readonly layers: readonly Layer[];
  readonly outputs: readonly NetworkOutput[];
  /** Set when an error left something out, or the expansion ended early: totals are then not known, and nothing runs. */
  readonly incomplete?: true;
  /** The `weights "…"` line, if there is one. */
  readonly weights?: { readonly file: string; readonly span: Span };
  /** What the `classes "…"` line's file calls the values or channels of an output, in their order. */
  readonly classes?: readonly string[];
}

export interface NetworkOutput {
  readonly name: string;
  readonly layer: number;
}

export interface Layer {
  /** Its index in `Network.layers`. */
  readonly id: number;
  /** PyTorch's state-dict path: `layer1.0.conv1`. Unique in the network. */
  readonly path: string;
  readonly operation: Operation;
  /** By parameter name, defaults filled in. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The layers whose outputs enter, by id. */
  readonly inputs: readonly number[];
  /** Undefined when nothing is known of it; a single unknown dimension is `NaN`. */
  readonly output: Shape | undefined;
  /** The path its weights are found at: its own, but for `reuse`. */
  readonly weightsPath: string;
  /** True for a layer that shares the weights of an earlier one: they are counted there. */
  readonly shared: boolean;
  readonly origin: Origin;
}

/**
 * The call in the source that made a layer, and the chain of block calls around it, innermost first. Of a block's call
 * there is one object for each time that it ran: it tells the block's uses apart.
 */
export interface Origin {
  readonly file: string;
  /** The call: `conv(64, 3)`, or the bare name. */
  readonly span: Span;
  /** The name in it: `conv`. */
  readonly name: Span;
  readonly caller?: Origin;
  /** Of a block's call: the path that its layers' paths begin with. */
  readonly path?: string;
  /** Of a block's call: the values that it gave, by parameter. */
  readonly given?: ReadonlyMap<string, Value>;
  /** Of a block's call: the layer whose output it gave, which need not be the last that it ran. */
  readonly result?: number;
}
