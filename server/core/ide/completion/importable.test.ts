import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../edits.ts';
import { fixture } from '../fixture.ts';
import { said, saidCompletions } from './testing.ts';
import { documentationOf } from './documentation.ts';
import { blocksOf } from './importable.ts';

const PARTS = '## Mixes channels.\nblock mix(out) { conv(out, 1) }\nblock other { relu }\n';

const offered = (text: string, file = 'parts/mix.cnn') => {
  const { analysis, offset } = fixture(text, { [file]: PARTS });
  const blocks = blocksOf(file, PARTS);
  return {
    analysis,
    blocks,
    found: saidCompletions({ analysis, offset }, { blocks }).filter(({ additions }) => additions),
  };
};

const BODY = 'model M {\n  input(1x8x8)\n  $0\n}\n';

test.each([
  ['a file without imports', BODY, 'import mix from "parts/mix.cnn"\n\n'],
  [
    'a file with another import',
    `import a from "a.cnn"\n\n${BODY}`,
    'import a from "a.cnn"\nimport mix from "parts/mix.cnn"\n\n',
  ],
  [
    'a file that imports from it',
    `import other from "parts/mix.cnn"\n\n${BODY}`,
    'import other, mix from "parts/mix.cnn"\n\n',
  ],
  [
    'a file that imports under another name',
    `import other as o from "./parts/mix.cnn"\n\n${BODY}`,
    'import other as o, mix from "./parts/mix.cnn"\n\n',
  ],
])('%s gets the import along with the block', (_, text, head) => {
  const { analysis, found } = offered(text);
  const mix = found.find(({ label }) => label === 'mix');
  expect(mix).toMatchObject({ snippet: 'mix(${1:out})', detail: 'Mixes channels.', effect: 'from parts/mix.cnn' });
  expect(applyEdits(analysis.text, mix?.additions ?? [])).toBe(head + BODY.replace('$0', ''));
});

test('what has its name here already is not offered again', () => {
  expect(offered(`block mix { relu }\n\n${BODY}`).found.map(({ label }) => label)).toEqual(['other']);
});

describe('in an import', () => {
  const at = (text: string) => {
    const { analysis, offset } = fixture(text, { 'parts/mix.cnn': PARTS });
    const found = saidCompletions({ analysis, offset }, { blocks: blocksOf('parts/mix.cnn', PARTS) });
    return found.map(({ label, snippet, span }) => [label, snippet, analysis.text.slice(span.start, span.end)]);
  };

  test.each<[string, readonly (readonly [string, string | undefined, string])[]]>([
    [
      'import $0',
      [
        ['mix', 'mix from "parts/mix.cnn"', ''],
        ['other', 'other from "parts/mix.cnn"', ''],
      ],
    ],
    ['import other, m$0 from "parts/mix.cnn"', [['mix', undefined, 'm']]],
    ['import m$0 from "another.cnn"', []],
    ['import mix as $0', []],
    ['import mix from "parts/m$0"', [['parts/mix.cnn', undefined, 'parts/m']]],
  ])('%s', (text, suggestions) => expect(at(text)).toEqual(suggestions));
});

test('its documentation is that of its file', () => {
  const { analysis, blocks } = offered(BODY);
  const about = { kind: 'block', label: 'mix', offset: 0, from: 'parts/mix.cnn' } as const;
  expect(said(documentationOf(analysis, about, blocks))).toBe('```cnn\nblock mix(out)\n```\n\nMixes channels.');
});

test('layers and library blocks have theirs', () => {
  const { analysis } = fixture(BODY);
  const about = (kind: 'operation' | 'block', label: string) =>
    said(documentationOf(analysis, { kind, label, offset: 30 }));
  expect(about('operation', 'relu')).toContain('```cnn\nrelu\n```');
  expect(about('block', 'se')).toContain('Squeeze-and-excitation');
  expect(about('block', 'nothing')).toBeUndefined();
});
