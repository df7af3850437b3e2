import { describe, expect, test } from 'vitest';
import { englishLeft } from '../../../test/support/chinese.ts';
import { sampleHost } from '../../../test/support/samples.ts';
import { analyze, type Analysis } from '../analyze.ts';
import type { Text } from '../words.ts';
import { actionsAt } from './actions/action.ts';
import { codeLenses } from './code-lenses.ts';
import { completions } from './completion/completion.ts';
import { documentationOf } from './completion/documentation.ts';
import { NET } from './fixture.ts';
import { hoverAt } from './hover.ts';
import { NONE_CHOSEN } from './instances.ts';
import { inlayHints } from './inlay-hints.ts';
import { signatureAt } from './signature-help.ts';

/** What the file itself says of its blocks is its author's, in any language. */
const ownWords = ({ tree }: Analysis): readonly string[] =>
  tree.items.flatMap(item => (item.kind === 'block' || item.kind === 'model' ? (item.documentation ?? []) : []));

/** The head of a hover that shows a definition. */
const CODE = /^(block|model|let|parameter|variable) [\w$]+(\(.*\))?$/;

/** English that a Chinese reader would meet, each text once. */
function left(analysis: Analysis, texts: readonly (Text | undefined)[]): readonly string[] {
  const own = ownWords(analysis);
  const found = texts.flatMap(text => (text === undefined ? [] : englishLeft(text)));
  return [...new Set(found)].filter(text => !CODE.test(text) && !own.some(words => words.includes(text)));
}

const everyPlace = ({ references }: Analysis): readonly number[] => references.map(({ span }) => span.start);

describe.each(['NET', 'lenet.cnn', 'unet.cnn', 'inception.cnn', 'mobilenet_v2.cnn'])('%s', file => {
  const host = file === 'NET' ? { read: () => ({ text: NET }), exists: () => false } : sampleHost;
  const analysis = analyze(file, host);
  const places = everyPlace(analysis);

  test('hovers', () => {
    const options = { chosen: NONE_CHOSEN, pictures: true };
    expect(
      left(
        analysis,
        places.map(offset => hoverAt(analysis, offset, options)?.markdown),
      ),
    ).toEqual([]);
  });

  test('lenses and hints', () => {
    const settings = { shape: true, receptiveField: true, params: true, macs: true, arguments: true };
    const range = { start: 0, end: analysis.text.length };
    const hints = inlayHints(analysis, range, settings).map(({ text }) => text);
    expect(left(analysis, [...codeLenses(analysis).map(({ title }) => title), ...hints])).toEqual([]);
  });

  test('signatures and actions', () => {
    const signatures = places.flatMap(offset => {
      const help = signatureAt(analysis, offset);
      return help ? [help.documentation, ...help.parameters.map(({ documentation }) => documentation)] : [];
    });
    const actions = places.flatMap(offset => actionsAt(analysis, { start: offset, end: offset }));
    expect(left(analysis, [...signatures, ...actions.map(({ title }) => title)])).toEqual([]);
  });
});

test.each([
  '$0',
  'relu -> $0',
  'conv($0)',
  'conv(8, 3, padding=$0)',
  'concat($0)',
  'expect $0',
  'a = relu\n  conv(a.$0)',
])('completion at %j', marked => {
  const text = `## Its own.\nblock b(out) { conv(out, 1) }\nmodel M(n=8) {\n  input(8x9x9)\n  ${marked}\n}\n`;
  const offset = text.indexOf('$0');
  const analysis = analyze('m.cnn', { read: () => ({ text: text.replace('$0', '') }), exists: () => false });
  const offered = completions(analysis, offset);
  const texts = offered.flatMap(({ kind, label, effect, detail, documentation }) => [
    effect,
    detail,
    documentation,
    documentationOf(analysis, { kind, label, offset }),
  ]);
  expect(left(analysis, texts)).toEqual([]);
});
