/** What stands above models and blocks: what a model comes to, and which of its uses a block shows. */
import type { Analysis } from '../analyze.ts';
import type { Definition } from '../language/tree.ts';
import type { Span } from '../text.ts';
import { instancesOf, NONE_CHOSEN, shownInstance, type Chosen } from './instances.ts';
import { totalsText } from './totals-text.ts';
import { say, type Sentence } from '../words.ts';

export interface CodeLens {
  /** The name that it stands above. */
  readonly span: Span;
  readonly title: Sentence;
  /** What a click does; nothing where it is absent. */
  readonly action?:
    | { readonly kind: 'preview' }
    /** Chooses one of the instances, by their names, to be shown of `block`. */
    | {
        readonly kind: 'choose';
        readonly block: string;
        readonly shown: string;
        readonly instances: readonly string[];
      };
}

/** In the order of the text. */
export const codeLenses = (analysis: Analysis, chosen: Chosen = NONE_CHOSEN): readonly CodeLens[] =>
  analysis.tree.items.flatMap(item => {
    if (item.kind === 'block') return [blockLens(analysis, item, chosen)];
    return item.kind === 'model' ? modelLenses(analysis, item) : [];
  });

function modelLenses({ models }: Analysis, definition: Definition): readonly CodeLens[] {
  const { span } = definition.name;
  const model = models.find(candidate => candidate.definition === definition);
  const totals = model && model.network.layers.length > 0 ? [{ span, title: totalsText(model) }] : [];
  return [...totals, { span, title: say`Preview`, action: { kind: 'preview' } }];
}

function blockLens(analysis: Analysis, definition: Definition, chosen: Chosen): CodeLens {
  const { text: block, span } = definition.name;
  const instances = instancesOf(analysis, definition).map(({ name }) => name);
  const shown = shownInstance(analysis, definition, chosen)?.name;
  if (shown === undefined) return { span, title: say`not used in this file` };
  const title = say`used ${instances.length}× · showing ${shown}`;
  return instances.length === 1
    ? { span, title }
    : { span, title, action: { kind: 'choose', block, shown, instances } };
}
