/** What the names of a text stand for, by where they are written: also in code that no model ever runs. */
import type { Span } from '../text.ts';

/**
 * One name of one level (or one file): whatever is given that name there, in both branches of an `if` for instance,
 * is one symbol, since whoever reads it may read either.
 */
export interface NameSymbol {
  readonly kind: 'block' | 'model' | 'let' | 'alias' | 'parameter' | 'variable' | 'tensor';
  readonly file: string;
  /** The variables of a `$` name left out: `skip$` for `skip$i`. */
  readonly name: string;
  /** Where it is given, at least once; in the order of the text. */
  readonly definitions: readonly [Span, ...Span[]];
  /** What a dot, or an argument's name, reaches in it: the names of the level that it opens. */
  readonly members?: () => Names | undefined;
}

/** The names of a level, or of a file's top. */
export interface Names {
  readonly get: (name: string) => NameSymbol | undefined;
  readonly keys: () => Iterable<string>;
  /** Those with a `$`, in the order of the text: what is none of the names may be one that such a name gives. */
  readonly templates: readonly NameSymbol[];
}

/** A place where a symbol is named. */
export interface Occurrence {
  readonly span: Span;
  /** More than one where a name is read for several: an argument's name, when the called block is a parameter. */
  readonly symbols: readonly NameSymbol[];
}

/** Equal for the same symbol in two analyses of the same texts. */
export const keyOf = ({ file, definitions: [{ start }] }: NameSymbol): string => `${file}\n${start}`;

const VARIABLE = /\$[\p{L}_][\p{L}\p{N}_]*/gu;

/** `skip$` for `skip$i`: the variables of two loops may be called differently. */
export const withoutVariables = (name: string): string => name.replace(VARIABLE, '$');

/** The variables of a `$` name, where they stand in it. */
export const variablesIn = (name: string): readonly { readonly name: string; readonly at: number }[] =>
  [...name.matchAll(VARIABLE)].map(({ 0: variable, index }) => ({ name: variable.slice(1), at: index + 1 }));

/** The symbol that `name` stands for among `names`: `skip3` is one of those that `skip$i` gives. */
export function symbolNamed(names: Names, name: string): NameSymbol | undefined {
  const exact = names.get(withoutVariables(name));
  if (exact || name.includes('$')) return exact;
  return names.templates.find(template => holesOf(template.name, name));
}

/** What stands for the variables of a `$` name: `['3']` of `skip$` in `skip3`. Undefined where the rest differs. */
export function holesOf(template: string, name: string): readonly string[] | undefined {
  const pattern = template.split('$').map(stem => stem.replace(/\W/g, '\\$&'));
  return new RegExp(`^${pattern.join('(\\$?[\\p{L}\\p{N}_]+)')}$`, 'u').exec(name)?.slice(1);
}
