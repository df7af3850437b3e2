/** Changes that a reader of the text may ask for, beyond the fixes of diagnostics. */
import type { Analysis } from '../../analyze.ts';
import type { TextEdit } from '../../diagnostics.ts';
import type { Call, ChainLine } from '../../language/tree.ts';
import { nodesAround } from '../../language/tree-walk.ts';
import { review } from '../../review.ts';
import type { Span } from '../../text.ts';
import { expandDefaults } from './expand-defaults.ts';
import { extractBlock } from './extract-block.ts';
import { inlineBlock } from './inline-block.ts';
import { nameLine } from './name-line.ts';
import { pinShape } from './pin-shape.ts';
import { stackSmallKernels } from './stack-small-kernels.ts';
import { say, type Sentence } from '../../words.ts';

export interface Action {
  readonly title: Sentence;
  readonly kind: 'quickfix' | 'refactor.extract' | 'refactor.inline' | 'refactor.rewrite' | 'source.fixAll';
  readonly edits: readonly TextEdit[];
}

/** What a refactoring looks at: the selection, and the innermost call and line around its start. */
export interface Selected {
  readonly analysis: Analysis;
  readonly span: Span;
  readonly call: Call | undefined;
  readonly line: ChainLine | undefined;
}

/** What can be done with a selection, or at a cursor. */
export function actionsAt(analysis: Analysis, span: Span): readonly Action[] {
  const around = nodesAround(analysis.tree, span.start);
  const selected: Selected = {
    analysis,
    span,
    call: around.findLast(node => node.kind === 'call'),
    line: around.findLast(node => node.kind === 'line'),
  };
  return ACTIONS.flatMap(action => action(selected) ?? []);
}

const ACTIONS: readonly ((selected: Selected) => Action | undefined)[] = [
  nameLine,
  pinShape,
  expandDefaults,
  stackSmallKernels,
  extractBlock,
  inlineBlock,
];

/** Every error's fix where it has only one, and none of them meets another. Advice is taken one by one: it changes the net. */
export function fixAll(analysis: Analysis): Action | undefined {
  const edits: TextEdit[] = [];
  for (const { severity, fixes } of review(analysis)) {
    const [fix, ...others] = fixes;
    if (severity !== 'error' || !fix || others.length > 0) continue;
    const meets = fix.edits.some(({ span }) =>
      edits.some(edit => span.start < edit.span.end && edit.span.start < span.end),
    );
    if (!meets) edits.push(...fix.edits);
  }
  return edits.length === 0 ? undefined : { title: say`Fix all that has one fix`, kind: 'source.fixAll', edits };
}
