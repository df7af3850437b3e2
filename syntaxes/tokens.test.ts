import { describe, expect, test } from 'vitest';
import { scan } from '#core/language/scan.ts';
import type { Token } from '#core/language/token.ts';
import { sampleFiles, sampleText } from '../test/support/samples.ts';
import { coloured, type Coloured } from './tokenizer.ts';

const shown = ({ text, scopes }: Coloured): string => `${text.trim()} ${scopes.join(' ')}`;

/** Token by token, by VS Code's own engine. */
test.each([
  [
    '  conv1 = conv(64, 7, stride=2, padding=same, bias=false) -> 64x112x_',
    [
      'conv1 variable.other.definition.cnn',
      '= keyword.operator.assignment.cnn',
      'conv support.function.layer.cnn',
      '(',
      '64 constant.numeric.cnn',
      ',',
      '7 constant.numeric.cnn',
      ',',
      'stride variable.parameter.cnn',
      '= keyword.operator.assignment.cnn',
      '2 constant.numeric.cnn',
      ',',
      'padding variable.parameter.cnn',
      '= keyword.operator.assignment.cnn',
      'same support.constant.cnn',
      ',',
      'bias variable.parameter.cnn',
      '= keyword.operator.assignment.cnn',
      'false constant.language.boolean.cnn',
      ')',
      '-> keyword.operator.arrow.cnn',
      '64x112x_ constant.numeric.size.cnn',
    ],
  ],
  [
    'block se(squeeze) { # allow no-effect: why',
    [
      'block storage.type.block.cnn',
      'se entity.name.function.cnn',
      '(',
      'squeeze variable.other.cnn',
      ') {',
      '# comment.line.number-sign.cnn',
      'allow comment.line.number-sign.cnn keyword.other.directive.cnn',
      'no-effect comment.line.number-sign.cnn constant.other.code.cnn',
      ': why comment.line.number-sign.cnn',
    ],
  ],
  [
    '  for i in 0..n { layer$i = relu -> add(in) }',
    [
      'for keyword.control.cnn',
      'i variable.other.loop.cnn',
      'in keyword.control.cnn',
      '0 constant.numeric.cnn',
      '.. keyword.operator.range.cnn',
      'n variable.other.cnn',
      '{',
      'layer variable.other.definition.cnn',
      '$i variable.other.definition.cnn variable.other.loop.cnn',
      '= keyword.operator.assignment.cnn',
      'relu support.function.layer.cnn',
      '-> keyword.operator.arrow.cnn',
      'add support.function.merge.cnn',
      '(',
      'in variable.language.cnn',
      ') }',
    ],
  ],
  [
    '  "fpn.$i" = reuse(a.b) if 2 * n >= 1.2M',
    [
      '"fpn. string.quoted.double.cnn',
      '$i string.quoted.double.cnn variable.other.loop.cnn',
      '" string.quoted.double.cnn',
      '= keyword.operator.assignment.cnn',
      'reuse support.function.layer.cnn',
      '(',
      'a variable.other.cnn',
      '.',
      'b variable.other.property.cnn',
      ')',
      'if keyword.control.cnn',
      '2 constant.numeric.cnn',
      '* keyword.operator.arithmetic.cnn',
      'n variable.other.cnn',
      '>= keyword.operator.comparison.cnn',
      '1.2 constant.numeric.cnn',
      'M constant.numeric.cnn keyword.other.unit.cnn',
    ],
  ],
  ['## Sees **little**.', ['## Sees **little**. comment.line.documentation.cnn']],
  ['weights "half', ['weights keyword.other.statement.cnn', '"half string.quoted.double.cnn']],
])('%s', async (line, tokens) => {
  expect((await coloured(line)).map(shown).map(text => text.trim())).toEqual(tokens);
});

/** What the engine must say of a token, whatever its finer scope is. */
function expected({ kind }: Token): RegExp {
  switch (kind) {
    case 'name':
      return /^(variable|support|entity|keyword\.other\.statement|storage)/;
    case 'number':
      return /^constant\.numeric\.cnn/;
    case 'size':
      return /^constant\.numeric\.size/;
    case 'text':
      return /^string/;
    case 'true':
    case 'false':
      return /^constant\.language/;
    case 'in':
      return /^(variable\.language|keyword\.control)/;
    default:
      return /^keyword|^$/;
  }
}

describe.each(sampleFiles)('%s', file => {
  test('is coloured as the scanner reads it', async () => {
    const text = sampleText(file);
    const pieces = await coloured(text);
    const { tokens, comments } = scan(text);
    const scopeAt = (offset: number): string =>
      pieces.find(({ start, text: piece }) => start <= offset && offset < start + piece.length)?.scopes[0] ?? '';
    const differing = tokens.filter(token => !expected(token).test(scopeAt(token.start)));
    expect(differing.map(token => `${token.text}: ${scopeAt(token.start)}`)).toEqual([]);
    expect(comments.filter(({ start }) => !scopeAt(start).startsWith('comment'))).toEqual([]);
  });
});

test('a fence in Markdown, and what is around it', async () => {
  const text = '# Net\n```cnn\nrelu -> conv(4, 3)\n```\nrelu\n~~~ CNN title=x\nrelu\n~~~\n```python\nrelu\n```';
  const pieces = await coloured(text, 'text.html.markdown');
  const layers = pieces.filter(({ scopes }) => scopes.includes('support.function.layer.cnn'));
  expect(layers.map(piece => [text.slice(0, piece.start).split('\n').length, piece.text])).toEqual([
    [3, 'relu'],
    [3, 'conv'],
    [7, 'relu'],
  ]);
});

test('an open bracket or quote colours nothing below', async () => {
  const open = await coloured('conv(64, "a\nrelu');
  expect(open.map(shown).at(-1)).toBe('relu support.function.layer.cnn');
});
