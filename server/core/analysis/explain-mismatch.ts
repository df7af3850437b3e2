import type { Analysis, ModelAnalysis } from '../analyze.ts';
import { diagnosticAt, type Diagnostic, type Fix } from '../diagnostics.ts';
import { branchFixes, inputFixes } from './mismatch-fixes.ts';
import { historyOf, MISMATCH_CODES, mismatches, sizesSentence, type Mismatch } from './mismatch.ts';
import { ENGLISH, joined } from '../words.ts';

/** Leaves of some fixes those that are worth an offer. */
export type Offer = (fixes: readonly Fix[]) => readonly Fix[];

/**
 * A diagnostic that two tensors do not meet says more: where their ways part, which input sizes work, and what would
 * mend it. Any other stays as it is.
 */
export function explainMismatch(
  diagnostic: Diagnostic,
  { file, tree, models }: Pick<Analysis, 'file' | 'tree' | 'models'>,
  offer: Offer,
): Diagnostic {
  const found = findMismatch(diagnostic, models);
  if (!found) return diagnostic;
  const { model, mismatch } = found;
  const { definition, network, validSizes } = model;
  const { origin } = mismatch.merge;
  const isHere = origin.file === file && origin.name.start === diagnostic.span.start;
  let fixes: readonly Fix[] | undefined;
  const message = joined([diagnostic.message, sizesSentence(validSizes, mismatch.shapes[0])], ' ');
  return diagnosticAt(
    diagnostic.span,
    { code: diagnostic.code, message },
    {
      related: [...diagnostic.related, ...historyOf(network, mismatch)],
      get fixes() {
        return (fixes ??= offer([
          ...inputFixes(definition, network, validSizes),
          ...(isHere ? branchFixes(tree, network, mismatch) : []),
        ]));
      },
    },
  );
}

function findMismatch(
  { code, message }: Diagnostic,
  models: readonly ModelAnalysis[],
): { readonly model: ModelAnalysis; readonly mismatch: Mismatch } | undefined {
  if (!MISMATCH_CODES.has(code)) return undefined;
  for (const model of models) {
    const mismatch = mismatches(model.network).find(one => ENGLISH(one.message) === ENGLISH(message));
    if (mismatch) return { model, mismatch };
  }
  return undefined;
}
