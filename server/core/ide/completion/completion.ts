/** What may be written at a place of the text, best first: only what works there. */
import type { Analysis } from '../../analyze.ts';
import type { TextEdit } from '../../diagnostics.ts';
import { lazy } from '../../lazy.ts';
import { facts } from '../../network/facts.ts';
import type { Span } from '../../text.ts';
import { cursorAt, type Cursor } from '../cursor.ts';
import { NONE_CHOSEN, type Chosen } from '../instances.ts';
import { argumentsAt } from './arguments.ts';
import { importable, type WorkspaceBlock } from './importable.ts';
import { pathSuggestions } from './file-paths.ts';
import { importSuggestions } from './imports.ts';
import { CHAIN_KEYWORDS, FILE_KEYWORDS, LINE_KEYWORDS } from './keywords.ts';
import { lineStartAbove } from './line-start.ts';
import { membersAt } from './members.ts';
import { probesAt, type Probe } from './probe.ts';
import { chainStarts, steps } from './steps.ts';
import { idioms } from './idioms.ts';
import { namedValues } from './values.ts';
import { isBehindLabel, visibleNames } from './visible-names.ts';
import type { Text } from '../../words.ts';

export type CompletionKind =
  'operation' | 'block' | 'tensor' | 'parameter' | 'value' | 'word' | 'attribute' | 'keyword' | 'idiom' | 'file';

/** What is offered, wherever it will be written. */
export interface Suggestion {
  readonly kind: CompletionKind;
  readonly label: string;
  /** What is written, with LSP's tab stops, where it is more than the label. */
  readonly snippet?: string;
  /** Its parameters, as they stand behind the name: `(out, kernel)`. */
  readonly signature?: string;
  /** What comes of it, its value, where it is from: what fits at the end of the item's line. */
  readonly effect?: Text;
  /** One sentence. */
  readonly detail?: Text;
  /** Markdown. What is long is left to `documentationOf`. */
  readonly documentation?: Text;
  /** Written elsewhere in the file along with it: the import of what another file has. */
  readonly additions?: readonly TextEdit[];
  /** Where the path begins that it replaces, up to its quote. */
  readonly start?: number;
  /** The file that it is defined in, where that is not this one. */
  readonly from?: string;
  /** True for the one to begin with. */
  readonly preferred?: boolean;
}

export interface Completion extends Suggestion {
  /** From the start of the word at the cursor to the cursor. */
  readonly span: Span;
  /** The same with the rest of the word behind the cursor. */
  readonly word: Span;
}

export interface CompletionOptions {
  readonly chosen?: Chosen;
  /** The blocks of the workspace's other files. */
  readonly blocks?: readonly WorkspaceBlock[];
  /** The files that `endingsAt` asks for. */
  readonly files?: readonly string[];
}

/** Without regard to what is typed of the word at the cursor: clients filter by it. */
export const completions = (
  analysis: Analysis,
  offset: number,
  options: CompletionOptions = {},
): readonly Completion[] => completed(placeAt(analysis, analysis.text, offset, options));

/**
 * The same for a text that has not been analysed: from the analysis of an earlier one, where all that decides about the
 * place is the same in both. Else undefined.
 */
export function completionsBefore(
  earlier: Analysis,
  text: string,
  offset: number,
  options: CompletionOptions = {},
): readonly Completion[] | undefined {
  const place = placeAt(earlier, text, offset, options);
  return isDecided(place) ? completed(place) : undefined;
}

/** New are words and numbers alone, on the cursor's line, and none before the cursor's word. */
function isDecided(place: CompletionPlace): boolean {
  const { analysis, text, word, cursor, blocks, probes } = place;
  if (!['line', 'chain', 'step'].includes(cursor.place.kind) || isBehindLabel(place)) return false;
  const [above, line, below] = partsAround(text, word.start);
  const [aboveBefore, lineBefore, belowBefore] = partsAround(analysis.text, word.start);
  const isSame = above === aboveBefore && marksOf(line) === marksOf(lineBefore) && below === belowBefore;
  // An import may be written below.
  const isBelow = analysis.tree.items.some(({ kind, span }) => kind === 'import' && span.end > word.start);
  if (!isSame || (blocks.length > 0 && isBelow)) return false;
  // In a loop, in a block that is used again, and in a merge, it depends on the rest of the line, too.
  const found = probes();
  return found.length === 1 && found.every(({ merge }) => !merge);
}

/** What stands before an offset, from there on its line, and below. */
function partsAround(text: string, offset: number): readonly [above: string, line: string, below: string] {
  const next = text.indexOf('\n', offset);
  const lineEnd = next < 0 ? text.length : next;
  return [text.slice(0, offset), text.slice(offset, lineEnd), text.slice(lineEnd)];
}

/** Without the word that it begins with, each other word or number being as good as any. */
const marksOf = (line: string): string => line.replace(WORD_REST, '').replace(/[\p{L}\p{N}_$]+/gu, 'x');

function placeAt(
  analysis: Analysis,
  text: string,
  offset: number,
  { chosen = NONE_CHOSEN, blocks = [], files = [] }: CompletionOptions,
): CompletionPlace {
  const cursor = cursorAt(text, offset, lineStartAbove(analysis, text, offset));
  const word = { start: cursor.wordStart, end: offset + (WORD_REST.exec(text.slice(offset))?.[0].length ?? 0) };
  const probes = lazy(() => probesAt(analysis, text, word, chosen));
  return { analysis, text, offset, word, cursor, chosen, blocks, files, probes };
}

function completed(place: CompletionPlace): readonly Completion[] {
  const { text, word, offset } = place;
  const span = { start: word.start, end: offset };
  // Parentheses that stand there already are not written again.
  const isCalled = text[word.end] === '(';
  return suggestionsAt(place).map(({ snippet, start, ...suggestion }) => ({
    ...suggestion,
    ...(snippet !== undefined && !(isCalled && snippet.startsWith(`${suggestion.label}(`)) && { snippet }),
    span: start === undefined ? span : { ...span, start },
    word: start === undefined ? word : { start, end: offset + (PATH_REST.exec(text.slice(offset))?.[0].length ?? 0) },
  }));
}

const WORD_REST = /^[\p{L}\p{N}_$]*/u;
const PATH_REST = /^[^"\n]*/;

/** Where something is to be offered, and what is known of the place. */
export interface CompletionPlace {
  readonly analysis: Analysis;
  /** The text with the cursor: that of the analysis, or one that begins with the same up to the word. */
  readonly text: string;
  readonly offset: number;
  /** The word at the cursor. */
  readonly word: Span;
  readonly cursor: Cursor;
  readonly chosen: Chosen;
  readonly blocks: readonly WorkspaceBlock[];
  readonly files: readonly string[];
  /** What would enter there, found out when it is first asked. */
  readonly probes: () => readonly Probe[];
}

function suggestionsAt(at: CompletionPlace): readonly Suggestion[] {
  const { place } = at.cursor;
  switch (place.kind) {
    case 'file':
      return FILE_KEYWORDS;
    case 'line':
      return [...chainStarts(at), ...idioms(at), ...CHAIN_KEYWORDS, ...LINE_KEYWORDS, ...importable(at)];
    case 'chain':
      return [...chainStarts(at), ...CHAIN_KEYWORDS, ...importable(at)];
    case 'step':
      return [...steps(at), ...CHAIN_KEYWORDS, ...importable(at)];
    case 'value':
      return namedValues(at, visibleNames(at));
    case 'member':
      return membersAt(at);
    case 'fact':
      return facts[place.statement].map(label => ({ kind: 'word', label }));
    case 'argument':
      return argumentsAt(at);
    case 'none':
      return [...importSuggestions(at), ...pathSuggestions(at)];
  }
}
