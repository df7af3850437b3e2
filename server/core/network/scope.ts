/**
 * Levels and scopes. A level is what opens a path: a model, a block call, a label on more than one call. It numbers its
 * calls and holds its names. A scope is where names are looked up: a level's own, and a narrower one for each turn of a
 * loop, whose variables and `let`s last only that turn.
 */
import type { Entity } from '../analyze.ts';
import type { Definition, Expression } from '../language/tree.ts';
import type { Span } from '../text.ts';
import type { Origin } from './network.ts';
import type { Tensor, Value } from './values.ts';

/** One use of a block (or the one of a model): its file, whose names it sees, its `in`, and the call that made it. */
export interface Frame {
  readonly file: string;
  /** Undefined for a file's own `let`s. */
  readonly definition?: Definition;
  /** The tensor that entered the block; undefined in a model. */
  readonly entering?: Tensor;
  readonly caller?: Caller;
}

/** The call that used a block. */
export interface Caller {
  readonly frame: Frame;
  /** The call's name: where an error in the block stands when it is not the block's own. */
  readonly name: Span;
  readonly origin: Origin;
}

export interface Level {
  /** The path in front of its names: `layer1.0.`, or nothing for the model. */
  readonly prefix: string;
  readonly names: Map<string, Binding>;
  /** How many layers, merges and block calls it has run. */
  count: number;
}

export interface Scope {
  readonly frame: Frame;
  readonly level: Level;
  /** Names of this scope alone. For a level's own scope they are the level's. */
  readonly names: Map<string, Binding>;
  readonly parent?: Scope;
  /** True when a loop runs between the level's start and here: a label then needs a `$`. */
  readonly inLoop: boolean;
}

export interface Binding {
  readonly value: Value;
  readonly entity: Entity;
  /** For a label: what it stands on, for `reuse` to apply again. */
  readonly applied?: { readonly scope: Scope; readonly chain: Expression };
}

export const openLevel = (frame: Frame, prefix: string, parent?: Scope): Scope => {
  const level: Level = { prefix, names: new Map(), count: 0 };
  return { frame, level, names: level.names, inLoop: false, ...(parent && { parent }) };
};

export const openTurn = (parent: Scope): Scope => ({
  frame: parent.frame,
  level: parent.level,
  names: new Map(),
  parent,
  inLoop: true,
});

/** Looks a name up from the inside out, within one block. */
export function findName(scope: Scope, name: string): Binding | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const binding = at.names.get(name);
    if (binding) return binding;
  }
  return undefined;
}

/** Where a layer or a block use comes from: the call, and the calls around it. */
export function originOf({ file, caller }: Frame, span: Span, name: Span): Origin {
  return caller ? { file, span, name, caller: caller.origin } : { file, span, name };
}

/** The path of the next unlabelled call: its place in its level. */
export const nextPath = (level: Level): string => `${level.prefix}${level.count}`;
