/** Every place of a file where a symbol is named: by the rules of scope, and by what the expansion found. */
import type { Entity, Place } from '../analyze.ts';
import type { Module } from '../network/modules.ts';
import type { Mention, Reading } from './reading.ts';
import { readNames } from './read-names.ts';
import type { NameSymbol, Occurrence } from './symbol.ts';

/** Gives a file's module; undefined where there is no such file. */
export type LoadModule = (file: string) => Module | undefined;

/** What the expansion found the name at an offset to mean, every meaning of it. */
export type MeaningsAt = (offset: number) => readonly Entity[];

const NO_MEANINGS: MeaningsAt = () => [];

/** In the order of the text; a name that stands for nothing of the workspace has no symbol. */
export function occurrencesIn(
  module: Module,
  load: LoadModule,
  meaningsAt: MeaningsAt = NO_MEANINGS,
): readonly Occurrence[] {
  const readings = new Map<string, Reading>();
  const reading = (file: string): Reading | undefined => {
    const known = readings.get(file);
    const other = known || file === module.file ? module : load(file);
    if (known || !other) return known;
    const { reading: fresh, readBodies } = readNames(other, topNames);
    readings.set(file, fresh);
    readBodies();
    return fresh;
  };
  const topNames = (file: string) => {
    const found = reading(file);
    return found && { own: found.top, imports: found.imports };
  };
  const mentionsByStart = new Map<string, ReadonlyMap<number, Mention>>();
  const mentionsOf = (file: string) => {
    const known = mentionsByStart.get(file);
    const found = known ?? new Map(reading(file)?.mentions.map(mention => [mention.span.start, mention]));
    mentionsByStart.set(file, found);
    return found;
  };
  const symbolAt = ({ file, span }: Place) => mentionsOf(file).get(span.start)?.symbol();
  return (reading(module.file)?.mentions ?? [])
    .map(mention => ({ span: mention.span, symbols: symbolsOf(mention, meaningsAt(mention.span.start), symbolAt) }))
    .toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

function symbolsOf(
  mention: Mention,
  meanings: readonly Entity[],
  symbolAt: (place: Place) => NameSymbol | undefined,
): readonly NameSymbol[] {
  const written = mention.symbol();
  // A layer's name, although a tensor is called so, too.
  if (meanings.some(({ kind }) => kind === 'operation')) return [];
  if (written && !mention.open) return [written];
  const found = meanings.flatMap(entity => ('place' in entity ? (symbolAt(entity.place) ?? []) : []));
  return [...new Set([...(written ? [written] : []), ...found])];
}
