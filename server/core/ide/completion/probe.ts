/** What would enter a step written at the cursor: found by writing one there, and analysing the text with it. */
import type { Analysis } from '../../analyze.ts';
import { isKnown, type Shape } from '../../ops/shape.ts';
import type { Layer } from '../../network/network.ts';
import type { Span } from '../../text.ts';
import { siteNamed, type CallSite, type Run } from '../call-sites.ts';
import { shownRun, type Chosen } from '../instances.ts';

/** One run of the place: in a block there are as many as the block has uses. The shown one comes first. */
export interface Probe {
  /** Undefined where no tensor enters, or nobody knows its shape. */
  readonly entering: Shape | undefined;
  /** The merge that takes what is written, with all that it takes, and which of them that is. */
  readonly merge?: { readonly layer: Layer; readonly inputs: readonly (Shape | undefined)[]; readonly place: number };
}

/** A layer that takes anything, and gives it on. */
const STEP = 'identity';

/** Empty where the place is in code that no model runs. Where a layer is written already, that is the step. */
export function probesAt(analysis: Analysis, text: string, word: Span, chosen: Chosen): readonly Probe[] {
  const written = siteNamed(analysis, word);
  if (written?.kind === 'layer' && written.runs[0].layers[0].operation.arity === 'one')
    return probesOf(analysis, written, chosen);
  const call = text[word.end] === '(' ? '' : '()';
  const probed = analysis.revised(text.slice(0, word.start) + STEP + call + text.slice(word.end));
  const site = siteNamed(probed, { start: word.start, end: word.start + STEP.length });
  return site ? probesOf(probed, site, chosen) : [];
}

function probesOf(analysis: Analysis, site: CallSite, chosen: Chosen): readonly Probe[] {
  const { run: shown } = shownRun(analysis, site, chosen);
  return [shown, ...site.runs.filter(run => run !== shown)].map(probeOf);
}

function probeOf({ model, layers: [step] }: Run): Probe {
  const shapeOf = (id: number | undefined) => (id === undefined ? undefined : model.network.layers[id]?.output);
  const merge = model.network.layers.find(
    ({ operation, inputs }) => operation.arity === 'many' && inputs.includes(step.id),
  );
  return {
    entering: shapeOf(step.inputs[0]),
    ...(merge && {
      merge: { layer: merge, inputs: merge.inputs.map(shapeOf), place: merge.inputs.indexOf(step.id) },
    }),
  };
}

/** The shapes that enter, each once, of the runs where they are known. */
export const knownEntering = (probes: readonly Probe[]): readonly Shape[] => [
  ...new Map(
    probes.flatMap(({ entering }) => (entering && isKnown(entering) ? [[entering.join(), entering] as const] : [])),
  ).values(),
];
