/**
 * What an operation takes: each parameter with its type, documentation and default. A type turns a plain value of the
 * language into what the operation's rules work with, or says why it cannot.
 */
import type { Finding } from '../diagnostics.ts';
import type { Shape } from './shape.ts';

/** A value of the language as an operation sees it. `null` is `_`; a bare word is a string. */
export type Plain = number | boolean | string | null | { readonly tensor: Shape } | readonly Plain[];

export interface ParameterType<T> {
  /** What is wanted, for messages and help: `a whole number, at least 1`. */
  readonly wants: string;
  /** The words it understands: `same`, `valid`. */
  readonly words: readonly string[];
  /** Reads a value, for a tensor with `axes` spatial axes. */
  readonly read: (value: Plain, axes: number) => { readonly value: T } | { readonly finding: Finding };
  /** Stands for a value that could not be read: made of `NaN`, so that rules keep what they still know. */
  readonly unknown: (axes: number) => T;
}

export interface Parameter<T = unknown> {
  readonly type: ParameterType<T>;
  readonly documentation: string;
  /** Absent: the parameter must be given. The language's value, so that help can show it: `3`, `'same'`, `[1, 1]`. */
  readonly default?: Plain | undefined;
  /** Other names it answers to: PyTorch's `kernel_size`. */
  readonly aliases?: readonly string[];
}

export type Parameters = Readonly<Record<string, Parameter<any>>>;

export type ArgumentsOf<P extends Parameters> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer T> ? T : never;
};
