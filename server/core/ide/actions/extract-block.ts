import type { Definition, Line } from '../../language/tree.ts';
import { nodesOf } from '../../language/tree-walk.ts';
import { keyOf } from '../../names/symbol.ts';
import type { Span } from '../../text.ts';
import type { Action, Selected } from './action.ts';
import { freeName } from './name-line.ts';
import { say } from '../../words.ts';

/** Moves the selected lines into a block of their own: the names that they read become its parameters. */
export function extractBlock({ analysis, span }: Selected): Action | undefined {
  const { text, tree } = analysis;
  const definition = tree.items.find(
    (item): item is Definition => (item.kind === 'block' || item.kind === 'model') && contains(item.body.span, span),
  );
  const lines = selectedLines(definition, span, text);
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last || !definition || !lines.every(movable) || losesItsClaims(definition, first, last))
    return undefined;
  const moved = { start: first.span.start, end: last.span.end };
  const names = namesRead(analysis.occurrences, moved, definition.span, text);
  if (!names) return undefined;
  const name = freeName(text, 'block');
  const body = text.slice(moved.start, moved.end);
  const margin = /[^\n]*$/.exec(text.slice(0, moved.start))?.[0] ?? '';
  const block = `block ${name}${names.length > 0 ? `(${names.join(', ')})` : ''} {\n  ${body.replaceAll(`\n${margin}`, '\n  ')}\n}\n\n`;
  const at = text.lastIndexOf('\n', documentedStart(text, definition.span.start) - 1) + 1;
  return {
    title:
      lines.length === 1
        ? say`Extract this line to a block; paths gain a level`
        : say`Extract these ${lines.length} lines to a block; paths gain a level`,
    kind: 'refactor.extract',
    edits: [
      { span: { start: at, end: at }, text: block },
      { span: moved, text: names.length > 0 ? `${name}(${names.join(', ')})` : name },
    ],
  };
}

const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** The start of the comments that stand directly above. */
function documentedStart(text: string, start: number): number {
  const before = text.lastIndexOf('\n', start - 2) + 1;
  return start > 0 && text.slice(before, start).startsWith('#') ? documentedStart(text, before) : start;
}

/** The lines of one group that the selection covers, from the first letter to the last. */
function selectedLines(definition: Definition | undefined, { start, end }: Span, text: string): readonly Line[] {
  if (!definition || text.slice(start, end).trim() === '') return [];
  for (const node of nodesOf(definition.body)) {
    if (node.kind !== 'group') continue;
    const covered = node.lines.filter(({ span }) => start <= span.start && span.end <= end);
    const touched = node.lines.filter(({ span }) => span.start < end && start < span.end);
    if (covered.length > 0 && covered.length === touched.length) return covered;
  }
  return [];
}

/** An `expect` is of the line above: it stays with it, and that line with it. */
function losesItsClaims({ body }: Definition, first: Line, last: Line): boolean {
  const lines = nodesOf(body).flatMap(node => (node.kind === 'group' && node.lines.includes(last) ? node.lines : []));
  return first.kind === 'expect' || lines[lines.indexOf(last) + 1]?.kind === 'expect';
}

/** What a model alone may have cannot move, nor what reads the tensor that entered. */
const movable = (line: Line): boolean =>
  (line.kind === 'line' || line.kind === 'let' || line.kind === 'expect') &&
  !nodesOf(line).some(
    node => node.kind === 'name' && (node.text === 'in' || node.text === 'input' || node.text.includes('$')),
  );

/** The names from around that are read within; undefined when something that is named within is read outside. */
function namesRead(
  occurrences: Selected['analysis']['occurrences'],
  moved: Span,
  around: Span,
  text: string,
): readonly string[] | undefined {
  const given = (place: Span) => (symbol: { readonly definitions: readonly Span[] }) =>
    symbol.definitions.some(definition => contains(place, definition));
  const outside = occurrences.filter(({ span }) => !contains(moved, span));
  const inside = occurrences.filter(({ span }) => contains(moved, span));
  const own = new Set(inside.flatMap(({ symbols }) => symbols.filter(given(moved)).map(keyOf)));
  if (outside.some(({ symbols }) => symbols.some(symbol => own.has(keyOf(symbol))))) return undefined;
  const isFromAround = (symbol: { readonly kind: string; readonly definitions: readonly Span[] }) =>
    symbol.kind !== 'block' && symbol.kind !== 'model' && given(around)(symbol) && !given(moved)(symbol);
  const read = inside.filter(({ symbols }) => symbols.some(isFromAround));
  return [...new Set(read.map(({ span }) => text.slice(span.start, span.end)))];
}
