/** What may be written at a place of the text, best first: only what works there. */
import type { Analysis } from '../../analyze.ts';
import type { TextEdit } from '../../diagnostics.ts';
import { facts } from '../../network/facts.ts';
import type { Span } from '../../text.ts';
import { cursorAt, type Cursor } from '../cursor.ts';
import { NONE_CHOSEN, type Chosen } from '../instances.ts';
import { argumentsAt } from './arguments.ts';
import { importable, type WorkspaceBlock } from './importable.ts';
import { importSuggestions } from './imports.ts';
import { CHAIN_KEYWORDS, FILE_KEYWORDS, LINE_KEYWORDS } from './keywords.ts';
import { membersAt } from './members.ts';
import { probesAt, type Probe } from './probe.ts';
import { chainStarts, steps } from './steps.ts';
import { idioms } from './idioms.ts';
import { namedValues } from './values.ts';
import { visibleNames } from './visible-names.ts';
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
  /** Where the text begins that it replaces, where that is more than a word. */
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
}

/** Without regard to what is typed of the word at the cursor: clients filter by it. */
export function completions(
  analysis: Analysis,
  offset: number,
  { chosen = NONE_CHOSEN, blocks = [] }: CompletionOptions = {},
): readonly Completion[] {
  const { text } = analysis;
  const cursor = cursorAt(text, offset);
  const span = { start: cursor.wordStart, end: offset };
  const word = { start: span.start, end: offset + (WORD_REST.exec(text.slice(offset))?.[0].length ?? 0) };
  let known: readonly Probe[] | undefined;
  const probes = () => (known ??= probesAt(analysis, word, chosen));
  const place: CompletionPlace = { analysis, offset, cursor, chosen, blocks, probes };
  // Parentheses that stand there already are not written again.
  const isCalled = text[word.end] === '(';
  return suggestionsAt(place).map(({ snippet, start, ...suggestion }) => ({
    ...suggestion,
    ...(snippet !== undefined && !(isCalled && snippet.startsWith(`${suggestion.label}(`)) && { snippet }),
    span: start === undefined ? span : { ...span, start },
    word: start === undefined ? word : { ...word, start },
  }));
}

const WORD_REST = /^[\p{L}\p{N}_$]*/u;

/** Where something is to be offered, and what is known of the place. */
export interface CompletionPlace {
  readonly analysis: Analysis;
  readonly offset: number;
  readonly cursor: Cursor;
  readonly chosen: Chosen;
  readonly blocks: readonly WorkspaceBlock[];
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
      return importSuggestions(at);
  }
}
