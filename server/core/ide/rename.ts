/** Gives another name to what somebody named, wherever it is named; what would then mean something else is refused. */
import type { Analysis } from '../analyze.ts';
import type { TextEdit } from '../diagnostics.ts';
import { RESERVED_WORDS } from '../language/token.ts';
import { library } from '../library/library.ts';
import { holesOf, keyOf, type NameSymbol, type Occurrence } from '../names/symbol.ts';
import type { Span } from '../text.ts';
import { code } from './markdown.ts';
import { occurrenceAt, placesOf, referenceAt } from './references.ts';
import { say, type Sentence, type Text } from '../words.ts';

/** Why a name cannot be changed, in a sentence. */
export interface Refusal {
  readonly refusal: Sentence;
}

export interface RenameTarget {
  readonly span: Span;
  /** The name as it stands there. */
  readonly name: string;
}

/** The edits of each file, by its name, in the order of its text. */
export interface Renamed {
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
}

export const isRefused = (result: object): result is Refusal => 'refusal' in result;

/** Undefined where there is no name. */
export function renameTargetAt(analysis: Analysis, offset: number): RenameTarget | Refusal | undefined {
  const occurrence = occurrenceAt(analysis, offset);
  if (!occurrence) return builtInAt(analysis, offset);
  const name = textAt(analysis, occurrence.span);
  if (occurrence.symbols.some(({ file }) => file in library))
    return { refusal: say`${code(name)} belongs to Fovea’s library.` };
  return { span: occurrence.span, name };
}

function builtInAt(analysis: Analysis, offset: number): Refusal | undefined {
  const entity = referenceAt(analysis, offset)?.entity;
  switch (entity?.kind) {
    case 'operation':
      return { refusal: say`${code(entity.name)} is a layer of the language.` };
    case 'argument':
      return { refusal: say`${code(entity.name)} is a parameter of the layer ${code(entity.operation.name)}.` };
    default:
      return undefined;
  }
}

/** `project` holds the analyses of all files that may name it, this one's among them. */
export function renameAt(
  analysis: Analysis,
  offset: number,
  newName: string,
  project: readonly Analysis[],
): Renamed | Refusal | undefined {
  const target = renameTargetAt(analysis, offset);
  const occurrence = occurrenceAt(analysis, offset);
  if (!target || isRefused(target) || !occurrence) return target && isRefused(target) ? target : undefined;
  const stems = stemsOf(target.name, occurrence, newName);
  if (!stems) return { refusal: say`A name that a loop numbers keeps its variables: ${code(target.name)}.` };
  if (!NAME.test(stems.join('x')))
    return { refusal: say`${code(newName)} is no name: it begins with a letter, and letters, digits and _ follow.` };
  if (RESERVED.has(newName)) return { refusal: say`${code(newName)} is a word of the language.` };
  const edits = editsOf(occurrence, stems, project);
  const taken = changedMeaning(project, edits);
  return taken === undefined ? { edits } : { refusal: say`With ${code(newName)}, ${taken} would mean something else.` };
}

const NAME = /^\p{L}[\p{L}\p{N}_]*$/u;
const RESERVED: ReadonlySet<string> = new Set(RESERVED_WORDS);

/** What the new name has around its variables: `['s', '']` of `s$i`. Undefined where it has not those of the old one. */
function stemsOf(name: string, occurrence: Occurrence, newName: string): readonly string[] | undefined {
  const stems: string[] = [];
  let rest = newName;
  for (const hole of holesIn(name, occurrence)) {
    const at = rest.indexOf(hole);
    if (at < 0) return undefined;
    stems.push(rest.slice(0, at));
    rest = rest.slice(at + hole.length);
  }
  return [...stems, rest];
}

/** What stands in a name for the variables of its label: `['$i']`, or `['3']` where one turn's is read. */
const holesIn = (name: string, { symbols: [symbol] }: Occurrence): readonly string[] =>
  (symbol && holesOf(symbol.name, name)) ?? [];

function editsOf({ symbols }: Occurrence, stems: readonly string[], project: readonly Analysis[]): Renamed['edits'] {
  const edits = new Map<string, TextEdit[]>();
  for (const { file, span } of placesOf(symbols, project)) {
    const analysis = project.find(candidate => candidate.file === file);
    const occurrence = analysis?.occurrences.find(candidate => candidate.span === span);
    if (!analysis || !occurrence) continue;
    const holes = holesIn(textAt(analysis, span), occurrence);
    const text = stems.map((stem, index) => stem + (holes[index] ?? '')).join('');
    edits.set(file, [...(edits.get(file) ?? []), { span, text }]);
  }
  return edits;
}

/** The first name that stands for something else once the edits are made; undefined where all keep their meaning. */
function changedMeaning(project: readonly Analysis[], edits: Renamed['edits']): Text | undefined {
  const texts = new Map(project.map(({ file, text }) => [file, edited(text, edits.get(file) ?? [])] as const));
  const before = meanings(project, new Map());
  const after = meanings(project, texts);
  const index = before.findIndex(({ meaning }, at) => meaning !== after[at]?.meaning);
  return index < 0 ? undefined : after[index]?.place;
}

/** What each name of the project means, told by the places of definitions among the names: those a rename keeps. */
function meanings(project: readonly Analysis[], texts: ReadonlyMap<string, string>) {
  const files = project.map(analysis => ({ analysis, occurrences: analysis.occurrencesAfter(texts) }));
  const places = new Map<string, number>();
  for (const { analysis, occurrences } of files)
    for (const [index, { span }] of occurrences.entries()) places.set(`${analysis.file}\n${span.start}`, index);
  const meaningOf = (symbol: NameSymbol) => `${symbol.file}\n${places.get(keyOf(symbol)) ?? keyOf(symbol)}`;
  return files.flatMap(({ analysis, occurrences }) =>
    occurrences.map(({ span, symbols }) => ({
      meaning: symbols.map(meaningOf).join('\n'),
      place: placeText(texts.get(analysis.file) ?? analysis.text, span),
    })),
  );
}

const placeText = (text: string, { start, end }: Span): Text =>
  say`${code(text.slice(start, end))} in line ${text.slice(0, start).split('\n').length}`;

function edited(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let end = 0;
  for (const { span, text: replacement } of edits) {
    result += text.slice(end, span.start) + replacement;
    ({ end } = span);
  }
  return result + text.slice(end);
}

const textAt = ({ text }: Analysis, { start, end }: Span): string => text.slice(start, end);
