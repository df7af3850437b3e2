/** What fixes do to the errors of a text. */
import { applyEdits } from '#core/edits.ts';
import { review } from '#core/review.ts';
import { ENGLISH } from '#core/words.ts';
import { analyzeText } from './annotated.ts';

/** The fixes of a text, for whatever is said of it, after which there is an error that was not there, or no error less. */
export function uselessFixes(text: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  const errorsIn = (some: string): readonly string[] =>
    review(analyzeText(some, others))
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => ENGLISH(message));
  const before = errorsIn(text);
  return review(analyzeText(text, others)).flatMap(({ fixes, severity }) =>
    fixes.flatMap(({ title, edits }) => {
      const after = errorsIn(applyEdits(text, edits));
      const isLess = severity === 'error' ? after.length < before.length : after.length === before.length;
      return isLess && after.every(message => before.includes(message))
        ? []
        : [`${ENGLISH(title)}: ${after.join(' ')}\n${applyEdits(text, edits)}`];
    }),
  );
}
