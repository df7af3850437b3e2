/** What a block gives for an argument: found by writing it into the call, and analysing the text with it. */
import type { Analysis } from '../../analyze.ts';
import type { TextEdit } from '../../diagnostics.ts';
import { applyEdits } from '../../edits.ts';
import type { Call, Definition, Name } from '../../language/tree.ts';
import { isKnown, type Shape } from '../../ops/shape.ts';
import { touches } from '../../text.ts';
import { resultOf, siteNamed, type Run } from '../call-sites.ts';
import { shownRun, type Chosen } from '../instances.ts';
import type { CompletionPlace, Suggestion } from './completion.ts';
import { withOutcomes, type Outcome } from './outcomes.ts';
import { knownEntering, probesAt } from './probe.ts';

/** The shapes that enter a call of a block, as far as they are known. */
export function enteringCall(at: CompletionPlace, call: Call): readonly Shape[] {
  const bare = edited(at, call, { span: call.parentheses, text: '' });
  return knownEntering(probesAt(at.analysis, bare, call.callee.span, at.chosen));
}

/** Those that fit as a call's argument, each with what comes of it. All are kept where the block does not run whatever is given. */
export function fitting(
  at: CompletionPlace,
  call: Call,
  argument: number,
  all: readonly Suggestion[],
): readonly Suggestion[] {
  const { start, end } = at.word;
  const span = { start, end: Math.max(end, call.arguments[argument]?.value.span.end ?? 0) };
  const trials = all.flatMap(suggestion => {
    const revised = at.analysis.revised(edited(at, call, { span, text: suggestion.label }));
    const trial = trialIn(revised, call.callee, at.chosen);
    return trial ? [{ suggestion, ...trial }] : [];
  });
  const fewest = Math.min(...trials.map(({ faults }) => faults));
  return trials.length > 0 ? withOutcomes(trials.filter(({ faults }) => faults === fewest)) : all;
}

/** The text after an edit within a call, and without what does not bear on the call, for speed. */
const edited = ({ text, analysis }: CompletionPlace, call: Call, edit: TextEdit): string =>
  applyEdits(text, [edit, ...cutsBelow(analysis, call)]);

/** The lines below in the call's model, and the models below that. */
function cutsBelow({ tree }: Analysis, { parentheses: { end } }: Call): readonly TextEdit[] {
  const models = tree.items.filter((item): item is Definition => item.kind === 'model');
  const own = models.find(({ body }) => touches(body.span, end));
  const below = own?.body.lines.find(({ span }) => span.start > end);
  const rest = own && below ? [{ start: below.span.start, end: own.body.span.end - 1 }] : [];
  const later = models.filter(({ span }) => span.start > end).map(({ span }) => span);
  return [...rest, ...later].map(span => ({ span, text: '' }));
}

interface Trial {
  /** Of the run that is shown. */
  readonly outcome: Outcome;
  /** How much is wrong with the call, and with the block's text in this file: with other uses of it, too. */
  readonly faults: number;
}

/** Undefined where the block does not run, or one of its runs comes to nothing. */
function trialIn(analysis: Analysis, { text, span }: Name, chosen: Chosen): Trial | undefined {
  const site = siteNamed(analysis, span);
  if (!site?.runs.every(isSound)) return undefined;
  const blocks = analysis.tree.items.filter(item => item.kind === 'block' && item.name.text === text);
  const places = [site, ...blocks].map(place => place.span);
  const faults = analysis.problems.filter(problem => places.some(place => touches(place, problem.span.start)));
  return { outcome: outcomeOf(shownRun(analysis, site, chosen).run), faults: faults.length };
}

const isSound = ({ layers }: Run): boolean => layers.every(({ output }) => output && isKnown(output));

function outcomeOf(run: Run): Outcome {
  const { output } = resultOf(run);
  const params = run.layers.reduce((sum, { id }) => sum + (run.model.costs[id]?.params ?? 0), 0);
  return { ...(output && { shape: output }), params };
}
