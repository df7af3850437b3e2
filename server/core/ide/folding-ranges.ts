import type { Analysis } from '../analyze.ts';
import type { Node } from '../language/tree.ts';
import type { Span } from '../text.ts';
import { nodesOf } from '../language/tree-walk.ts';

export interface FoldingRange {
  readonly kind: 'brackets' | 'comment' | 'imports';
  readonly span: Span;
}

/** What may be folded away: what takes more than one line between brackets, comments in a row, and imports. */
export const foldingRanges = ({ text, tree }: Analysis): readonly FoldingRange[] =>
  [
    ...nodesOf(tree).flatMap((node): readonly FoldingRange[] => {
      const span = brackets(node);
      return span ? [{ kind: 'brackets', span }] : [];
    }),
    ...[...text.matchAll(COMMENTS)].map(({ 0: comments, index, 1: margin = '' }): FoldingRange => {
      return { kind: 'comment', span: { start: index + margin.length, end: index + comments.trimEnd().length } };
    }),
    ...importsOf(tree.items),
  ].filter(({ span: { start, end } }) => text.slice(start, end).includes('\n'));

/** Lines that begin with `#`, one after the other. */
const COMMENTS = /^([ \t]*)#[^\n]*(?:\n[ \t]*#[^\n]*)+/gm;

function brackets(node: Node): Span | undefined {
  if (node.kind === 'call') return node.parentheses;
  return node.kind === 'group' || node.kind === 'list' ? node.span : undefined;
}

/** From the first to the last. */
function importsOf(items: readonly Node[]): readonly FoldingRange[] {
  const imports = items.filter(({ kind }) => kind === 'import');
  const [first, last] = [imports[0], imports.at(-1)];
  return first && last ? [{ kind: 'imports', span: { start: first.span.start, end: last.span.end } }] : [];
}
