/** What is gathered while a file's names are read, and how a name is looked up on the way. */
import type { Label, Name } from '../language/tree.ts';
import type { Span } from '../text.ts';
import { symbolNamed, variablesIn, withoutVariables, type Names, type NameSymbol } from './symbol.ts';

/** A name where it is written; what it stands for may be asked when all files have been read. */
export interface Mention {
  readonly span: Span;
  readonly symbol: () => NameSymbol | undefined;
  /** True where only an expansion may know what is meant: behind a dot, and for an argument's name. */
  readonly open: boolean;
}

/** The names of a file's top level, and where those that it imports under their own name come from. */
export interface TopNames {
  readonly own: Names;
  readonly imports: ReadonlyMap<string, { readonly file: string; readonly name: string }>;
}

export type FindTopNames = (file: string) => TopNames | undefined;

type GrowingSymbol = NameSymbol & { readonly definitions: [Span, ...Span[]] };

class GrowingNames implements Names {
  readonly templates: GrowingSymbol[] = [];
  readonly #symbols = new Map<string, GrowingSymbol>();

  readonly get = (name: string): GrowingSymbol | undefined => this.#symbols.get(name);

  readonly keys = (): Iterable<string> => this.#symbols.keys();

  add(symbol: GrowingSymbol): void {
    this.#symbols.set(symbol.name, symbol);
    if (symbol.name.includes('$')) this.templates.push(symbol);
  }
}

export interface Reading {
  readonly file: string;
  readonly text: string;
  readonly top: GrowingNames;
  readonly imports: Map<string, { readonly file: string; readonly name: string }>;
  readonly mentions: Mention[];
  readonly topNames: FindTopNames;
}

/** `own` holds the `let`s and variables of a loop's turn, `labels` what lasts to the level's end; the same but in loops. */
export interface Scope {
  readonly own: GrowingNames;
  readonly labels: GrowingNames;
  readonly parent?: Scope;
}

export function openLevel(parent?: Scope): Scope {
  const names = new GrowingNames();
  return { own: names, labels: names, ...(parent && { parent }) };
}

export const openTurn = (parent: Scope): Scope => ({ own: new GrowingNames(), labels: parent.labels, parent });

/** Gives a name to what is called so among `names` already, or is new there. */
export function give(
  reading: Reading,
  names: GrowingNames,
  kind: NameSymbol['kind'],
  { text, span }: Name | Label,
  members?: NameSymbol['members'],
): void {
  const name = withoutVariables(text);
  if (name === '') return;
  const known = names.get(name);
  known?.definitions.push(span);
  const symbol = known ?? { kind, file: reading.file, name, definitions: [span], ...(members && { members }) };
  if (!known) names.add(symbol);
  mention(reading, span, () => symbol);
}

export const mention = ({ mentions }: Reading, span: Span, symbol: Mention['symbol'], open = false): void => {
  mentions.push({ span, symbol, open });
};

/** The variables within a `$` name, or within a quoted label. */
export function mentionVariables(reading: Reading, scope: Scope, { start, end }: Span): void {
  for (const { name, at } of variablesIn(reading.text.slice(start, end))) {
    const symbol = findSymbol(scope, name);
    mention(reading, { start: start + at, end: start + at + name.length }, () => symbol);
  }
}

export const findAny = (reading: Reading, scope: Scope, name: string): NameSymbol | undefined =>
  findSymbol(scope, name) ?? topSymbol(reading, reading.file, name);

/** What a call may name: a tensor may be called like a layer, and is none. */
export const findCallable = (reading: Reading, scope: Scope, name: string): NameSymbol | undefined =>
  findSymbol(scope, name, ({ kind }) => kind !== 'tensor') ?? topSymbol(reading, reading.file, name);

function findSymbol(
  scope: Scope,
  name: string,
  fits: (symbol: NameSymbol) => boolean = () => true,
): NameSymbol | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const found = symbolNamed(at.own, name);
    if (found && fits(found)) return found;
  }
  return undefined;
}

/** What a name of a file's top level stands for, imports followed; an alias is a name of its own. */
export function topSymbol(
  { file: here, top, imports, topNames }: Reading,
  file: string,
  name: string,
): NameSymbol | undefined {
  const seen = new Set<string>();
  let at = { file, name };
  for (;;) {
    const names = at.file === here ? { own: top, imports } : topNames(at.file);
    const next = names?.imports.get(at.name);
    if (!next || seen.has(`${at.file}\n${at.name}`)) return names?.own.get(at.name);
    seen.add(`${at.file}\n${at.name}`);
    at = next;
  }
}
