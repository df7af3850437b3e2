/** What there is to say of a file: its errors, with their reasons and what would mend them; without errors, advice. */
import { advise } from './advice/advise.ts';
import { explainMismatch, type Offer } from './analysis/explain-mismatch.ts';
import type { Analysis } from './analyze.ts';
import { hasErrors, type Diagnostic } from './diagnostics.ts';
import { applyEdits } from './edits.ts';
import { ENGLISH } from './words.ts';

const known = new WeakMap<Analysis, readonly Diagnostic[]>();

/** In the order of the text. Said once for an analysis, however often it is asked for. */
export function review(analysis: Analysis): readonly Diagnostic[] {
  const said = known.get(analysis) ?? say(analysis);
  known.set(analysis, said);
  return said;
}

/** A rule would judge what is not there: of a file with an error only the errors are told. */
function say(analysis: Analysis): readonly Diagnostic[] {
  const problems = analysis.problems.map(problem => explainMismatch(problem, analysis, offering(analysis)));
  return hasErrors(problems)
    ? problems
    : [...problems, ...advise({ ...analysis, offer: offering(analysis) }, analysis.allows)].toSorted(
        (a, b) => a.span.start - b.span.start,
      );
}

/** Of fixes, those after which there are fewer errors in the file, if there are any, and none that is new. */
const offering = ({ text, problems, revised }: Analysis): Offer => {
  const messagesOf = (some: readonly Diagnostic[]) =>
    some.filter(({ severity }) => severity === 'error').map(({ message }) => ENGLISH(message));
  const before = messagesOf(problems);
  return fixes =>
    fixes.filter(({ edits }) => {
      const after = messagesOf(revised(applyEdits(text, edits)).problems);
      const isBetter = after.length < before.length || before.length === 0;
      return isBetter && after.every(message => before.includes(message));
    });
};
