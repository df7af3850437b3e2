import { expect, test } from 'vitest';
import type { Analysis } from '../analyze.ts';
import { completions } from './completion/completion.ts';
import { definitionAt } from './definition.ts';
import { documentSymbols } from './document-symbols.ts';
import { fixture, NET } from './fixture.ts';
import { foldingRanges } from './folding-ranges.ts';
import { hoverAt } from './hover.ts';
import { DEFAULT_HINTS } from './hint-settings.ts';
import { inlayHints } from './inlay-hints.ts';
import { programAt } from './program.ts';
import { referencesAt } from './references.ts';
import { renameTargetAt } from './rename.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { signatureAt } from './signature-help.ts';
import { typeDefinitionsAt } from './type-definition.ts';

const AT_A_PLACE = {
  completions,
  definitionAt,
  hoverAt,
  referencesAt,
  renameTargetAt,
  programAt,
  signatureAt,
  typeDefinitionsAt,
};
const OF_A_FILE = {
  documentSymbols,
  foldingRanges,
  semanticTokens,
  hints: (analysis: Analysis) => inlayHints(analysis, { start: 0, end: analysis.text.length }, DEFAULT_HINTS),
};

/** The names of the features that throw. */
const failing = (analysis: Analysis, offset: number): readonly string[] => [
  ...Object.entries(AT_A_PLACE).flatMap(([name, feature]) => (throws(() => feature(analysis, offset)) ? name : [])),
  ...Object.entries(OF_A_FILE).flatMap(([name, feature]) => (throws(() => feature(analysis)) ? name : [])),
];

function throws(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}

/** Every place of the net that is not within a word: where a keystroke leaves a text in a state of its own. */
const PLACES = [...NET.matchAll(/\b|$/g)].map(({ index }) => index);

/** The same by line, so that each is a test of its own. */
const LINES = NET.split('\n').map((line, number) => {
  const start = NET.split('\n').slice(0, number).join('\n').length + Math.min(number, 1);
  return [line, PLACES.filter(place => place >= start && place <= start + line.length)] as const;
});

test.each(LINES)('no feature throws at the end of a text that is being typed: %s', (_, places) => {
  for (const place of places) {
    const { analysis } = fixture(NET.slice(0, place));
    expect([place, failing(analysis, place)]).toEqual([place, []]);
  }
});

test.each(LINES)('no feature throws where a line is being typed in the midst of a text: %s', (_, places) => {
  for (const place of places) {
    const end = NET.indexOf('\n', place);
    const { analysis } = fixture(NET.slice(0, place) + NET.slice(end < 0 ? place : end));
    expect([place, failing(analysis, place)]).toEqual([place, []]);
  }
});

test('what is reported lies within the text', () => {
  for (const place of PLACES) {
    const text = NET.slice(0, place);
    const { analysis } = fixture(text);
    const spans = [
      ...semanticTokens(analysis).map(({ span }) => span),
      ...foldingRanges(analysis).map(({ span }) => span),
      ...documentSymbols(analysis).map(({ span }) => span),
      ...documentSymbols(analysis).map(({ nameSpan }) => nameSpan),
    ];
    expect([place, spans.filter(({ start, end }) => start < 0 || end > text.length || start > end)]).toEqual([
      place,
      [],
    ]);
  }
});

test('every place is one of some line', () => {
  expect(LINES.flatMap(([, places]) => places)).toEqual(PLACES);
});
