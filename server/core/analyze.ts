/** The entry point of the core: a file's text in, everything that is known about it out. */
import type { Field } from './analysis/field.ts';
import type { LayerCost, Totals } from './analysis/cost.ts';
import type { Diagnostic } from './diagnostics.ts';
import type { Host } from './host.ts';
import type { Definition, SourceFile } from './language/tree.ts';
import type { Layer, Network } from './network/network.ts';
import type { Operation } from './ops/operation.ts';
import type { Shape } from './ops/shape.ts';
import type { Span } from './text.ts';

/** Everything about one version of one file. Costs and fields are computed when first asked for. */
export interface Analysis {
  readonly file: string;
  readonly text: string;
  readonly tree: SourceFile;
  /** Of this file only, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** The models of this file, in the order of the text, each with its parameters at their defaults. */
  readonly models: readonly ModelAnalysis[];
  /** Every name of this file that means something, in the order of the text; a block's names as in its first use. */
  readonly references: readonly Reference[];
  /** The names that may be written at `offset`, innermost first, operations and library blocks last. */
  readonly visibleAt: (offset: number) => readonly Entity[];
  /** The files that were read on the way: when one of them changes, so may this. */
  readonly dependencies: readonly string[];
}

export interface ModelAnalysis {
  readonly name: string;
  readonly definition: Definition;
  readonly network: Network;
  /** By layer id. */
  readonly costs: readonly LayerCost[];
  /** By layer id: one field a spatial axis of the input. Undefined where the layer's shape is not known. */
  readonly fields: readonly (readonly Field[] | undefined)[];
  readonly totals: Totals;
}

/** One occurrence of a name, or its definition. */
export interface Reference {
  readonly span: Span;
  readonly entity: Entity;
}

/** What a name means. */
export type Entity =
  | { readonly kind: 'operation'; readonly name: string; readonly operation: Operation }
  | {
      readonly kind: 'block' | 'model';
      readonly name: string;
      readonly place: Place;
      readonly definition: Definition;
      /** True for a block of Fovea's own library. */
      readonly library: boolean;
    }
  | { readonly kind: 'tensor'; readonly name: string; readonly place: Place; readonly shape: Shape | undefined }
  /** A parameter, a `let` or a loop's variable. `value` is its source form, where it is known: `64`. */
  | {
      readonly kind: 'parameter' | 'let' | 'variable';
      readonly name: string;
      readonly place: Place;
      readonly value?: string;
    }
  /** An argument's name in a call of an operation: `padding` of `conv`. */
  | { readonly kind: 'argument'; readonly name: string; readonly operation: Operation };

/** Where a name is defined: the file, and the name in it. */
export interface Place {
  readonly file: string;
  readonly span: Span;
}

/** A layer of a model, as found from a place in the text. */
export interface Use {
  readonly model: ModelAnalysis;
  readonly layer: Layer;
}

/**
 * Analyses one file, with what it imports. `settings` gives parameters of its models values other than their defaults.
 * Never throws for what a user wrote.
 */
export declare function analyze(file: string, host: Host, settings?: Readonly<Record<string, string>>): Analysis;
