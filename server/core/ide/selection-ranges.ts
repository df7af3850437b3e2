import type { Analysis } from '../analyze.ts';
import { nodesAround } from '../language/tree-walk.ts';
import type { Span } from '../text.ts';

/** What a selection at `offset` grows over, innermost first: a name, its argument, its call, its line, … the file. */
export function selectionRanges({ tree }: Analysis, offset: number): readonly Span[] {
  const around = nodesAround(tree, offset);
  const spans = new Map(around.map(({ span }) => [`${span.start}:${span.end}`, span]));
  const bySize = [...spans.values()].toSorted((a, b) => a.end - a.start - (b.end - b.start) || b.start - a.start);
  // Two that only meet at the cursor are beside one another: the first stays.
  return bySize.reduce<readonly Span[]>((chain, span) => {
    const inner = chain.at(-1);
    return !inner || (span.start <= inner.start && inner.end <= span.end) ? [...chain, span] : chain;
  }, []);
}
