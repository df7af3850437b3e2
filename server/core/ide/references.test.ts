import { expect, test } from 'vitest';
import { sampleFiles, sampleHost } from '../../../test/support/samples.ts';
import { analyze } from '../analyze.ts';
import { touches } from '../text.ts';
import { callSites, siteNamed } from './call-sites.ts';
import { referenceAt } from './references.ts';

const analyses = sampleFiles.map(file => analyze(file, sampleHost));

test.each(analyses)('at each place of $file is the last name that reaches it', analysis => {
  const { references, text } = analysis;
  const places = Array.from({ length: text.length + 1 }, (_, offset) => offset);
  const last = (offset: number) => references.findLast(({ span }) => touches(span, offset));
  expect(places.filter(offset => referenceAt(analysis, offset) !== last(offset))).toEqual([]);
});

test('each call of the samples is found by its name', () => {
  const calls = analyses.flatMap(analysis => callSites(analysis).map(site => ({ analysis, site })));
  expect(calls.length).toBeGreaterThan(100);
  expect(calls.filter(({ analysis, site }) => siteNamed(analysis, site.name) !== site)).toEqual([]);
});
