import { expect, test } from 'vitest';
import { sampleFiles, sampleHost } from '../../../test/support/samples.ts';
import { analyze } from '../analyze.ts';
import { review } from '../review.ts';

/** All that is said of the published networks and of the tutorial: no warning, and each finding read by a person. */
const FINDINGS: readonly string[] = [
  'lenet.cnn:8 hint relu-before-pool',
  'lenet.cnn:13 hint dense-share',
  'tutorial.cnn:65 hint relu-before-pool',
  'tutorial.cnn:77 hint large-kernel',
  'tutorial.cnn:78 hint large-kernel',
  'vgg16.cnn:18 hint dense-share',
  'zoo/alexnet.cnn:12 hint relu-before-pool',
  'zoo/alexnet.cnn:37 hint dropped-border',
  'zoo/alexnet.cnn:37 hint relu-before-pool',
  'zoo/alexnet.cnn:38 hint dropped-border',
  'zoo/alexnet.cnn:40 hint dropped-border',
  'zoo/alexnet.cnn:44 hint dropped-border',
  'zoo/squeezenet.cnn:9 hint dropped-border',
  'zoo/vgg.cnn:22 hint dense-share',
  'zoo/vgg.cnn:32 hint relu-before-pool',
  'zoo/vgg.cnn:42 hint bias-before-norm',
];

test.each(sampleFiles)('%s calls for this advice, and no other', file => {
  const analysis = analyze(file, sampleHost);
  const { text } = analysis;
  const found = review(analysis).map(
    ({ code, severity, span }) => `${file}:${text.slice(0, span.start).split('\n').length} ${severity} ${code}`,
  );
  expect(found.toSorted()).toEqual(FINDINGS.filter(finding => finding.startsWith(`${file}:`)).toSorted());
});

test('every finding is of a sample', () => {
  expect(FINDINGS.filter(finding => !sampleFiles.some(file => finding.startsWith(`${file}:`)))).toEqual([]);
});
