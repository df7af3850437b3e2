/** What changed in the models of a document since the last commit. */
import type { CodeLens } from 'vscode-languageserver';
import { differenceOf, modelPairs, type Difference } from '#core/analysis/difference.ts';
import type { Analysis, ModelAnalysis } from '#core/analyze.ts';
import { differenceLines, differenceTitle } from '#core/ide/difference-text.ts';
import { say } from '#core/words.ts';
import { answering, type Services } from './answering.ts';
import type { Analysed } from './documents.ts';
import { toRange } from './positions.ts';
import { SHOW_DIFFERENCE, type DifferenceParams } from './protocol.ts';

/** Above each model that the commit has and that is another now: `+12 % MACs, RF 75 → 91 since HEAD`. */
export function differenceLenses(
  { committed, words }: Services,
  { document, analysis }: Analysed,
): readonly CodeLens[] {
  const before = committed?.of(document.uri);
  return changes(before, analysis).flatMap(({ model, difference }) => {
    const title = differenceTitle(difference);
    if (title === undefined) return [];
    const about: DifferenceParams = { uri: document.uri, model: model.name };
    const command = { title: words(say`${title} since HEAD`), command: SHOW_DIFFERENCE, arguments: [about] };
    return [{ range: toRange(document, model.definition.name.span), command }];
  });
}

/** Line by line; null where there is nothing to compare. */
export const differenceAnswer = (services: Services) =>
  answering(services)(
    ({ uri }: DifferenceParams) => uri,
    null,
    ({ document, analysis }, { model }): string | null => {
      const all = changes(services.committed?.of(document.uri), analysis);
      const found = all.find(one => one.model.name === model);
      return found ? `${differenceLines(found.difference).map(services.words).join('\n')}\n` : null;
    },
  );

interface ChangedModel {
  readonly model: ModelAnalysis;
  readonly difference: Difference;
}

/** Of models that are whole: what is half typed has no totals. */
const changes = (before: Analysis | undefined, analysis: Analysis): readonly ChangedModel[] =>
  before
    ? modelPairs(before, analysis).flatMap(({ before: old, after: now }) =>
        old && now && !old.network.incomplete && !now.network.incomplete
          ? [{ model: now, difference: differenceOf(old, now) }]
          : [],
      )
    : [];
