import { expect, test } from 'vitest';
import { analyzeText } from '../../../test/support/annotated.ts';
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

/** What is meant to be found, by code and severity: the networks of `docs/precision.md`. */
test.each<[string, string, readonly string[]]>([
  [
    'DCGAN with kernel 5 and stride 2',
    'input(100x1x1)\nconv_transpose(512, 4) -> bn -> relu\nfor c in [256, 128, 64] { conv_transpose(c, 5, stride=2, padding=2, output_padding=1, bias=false) -> bn -> relu }\nconv_transpose(3, 5, stride=2, padding=2, output_padding=1) -> tanh',
    ['bias-before-norm hint', 'checkerboard warning', 'checkerboard warning'],
  ],
  [
    'DCGAN with kernel 4',
    'input(100x1x1)\nconv_transpose(512, 4, bias=false) -> bn -> relu\nfor c in [256, 128, 64] { conv_transpose(c, 4, stride=2, padding=1, bias=false) -> bn -> relu }\nconv_transpose(3, 4, stride=2, padding=1) -> tanh',
    [],
  ],
  [
    'dilations 2, 2, 2',
    'input(3x64x64)\nrepeat 3 { conv(64, 3, padding=2, dilation=2) -> relu }',
    ['gridding warning'],
  ],
  ['dilations 1, 2, 5', 'input(3x64x64)\nfor d in [1, 2, 5] { conv(64, 3, padding=d, dilation=d) -> relu }', []],
  [
    'a U-Net at 100×100',
    'input(3x100x100)\na = conv(8, 3, padding=1)\nmaxpool(2)\nb = conv(8, 3, padding=1)\nmaxpool(2)\nc = conv(8, 3, padding=1)\nmaxpool(2) -> conv(8, 3, padding=1)\nupsample(2) -> concat(c)\nupsample(2) -> concat(b)\nupsample(2) -> concat(a)',
    ['concat-sizes-differ error'],
  ],
  [
    'a strided branch beside an unstrided shortcut',
    'input(8x32x32)\nadd({ conv(8, 3, stride=2, padding=1, bias=false) -> bn -> relu -> conv(8, 3, padding=1, bias=false) -> bn })',
    ['shapes-differ error'],
  ],
])('%s', (_, lines, expected) => {
  const said = review(analyzeText(`model M {\n${lines}\n}\n`));
  expect(said.map(({ code, severity }) => `${code} ${severity}`)).toEqual(expected);
});
