import type { Analysis } from '../analyze.ts';
import type { Node } from '../language/tree.ts';
import type { Span } from '../text.ts';
import { nodesOf } from '../language/tree-walk.ts';

/** What may be folded away: everything between brackets that takes more than one line. */
export const foldingRanges = ({ text, tree }: Analysis): readonly Span[] =>
  nodesOf(tree)
    .flatMap(node => brackets(node) ?? [])
    .filter(({ start, end }) => text.slice(start, end).includes('\n'));

function brackets(node: Node): Span | undefined {
  if (node.kind === 'call') return node.parentheses;
  return node.kind === 'group' || node.kind === 'list' ? node.span : undefined;
}
