import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';
import { dedent, everyNode } from './testing.ts';

const documented = (text: string): readonly (string | undefined)[] =>
  everyNode(parse(dedent(text)).tree)
    .filter(node => 'documentation' in node)
    .map(node => ('documentation' in node ? String(node.documentation) : undefined));

describe('documentation', () => {
  test('stands above definitions, lets and lines', () => {
    const text = `
      ## Of a.
      ##
      ## More of a.
      block a {
        ## Of the line.
        x = relu
        ## Of the let.
        let y = 3
      }
      ## Of r.
      let r = 3  ## Of nothing.
    `;
    expect(documented(text)).toEqual(['Of a.\n\nMore of a.', 'Of the line.', 'Of the let.', 'Of r.']);
  });

  test('is the last paragraph, and may have blank lines and comments below it', () => {
    const text = `
      ## Of the file.

      ## Of a.
      # allow unused-block: an example

      # A note.
      block a { relu }
      ## Of nothing.
    `;
    expect(documented(text)).toEqual(['Of a.']);
  });
});

describe('allows', () => {
  const lineOf = (text: string) => {
    const { allows } = parse(text);
    return allows.map(({ code, reason, line }) => [code, reason, text.slice(line.start, line.end)]);
  };

  test.each([
    ['a line', 'model M {\n  relu -> x  # allow no-effect: as published\n}\n', 'relu -> x'],
    ['the line below', 'model M {\n  # allow no-effect: as published\n\n  # note\n  relu -> x\n}\n', 'relu -> x'],
    ['a brace', 'model M { # allow no-effect: as published\n  relu\n}\n', 'model M {'],
    ['nothing', 'model M {\n  relu\n}\n# allow no-effect: as published', ''],
  ])('%s', (_, text, line) => {
    expect(lineOf(text)).toEqual([['no-effect', 'as published', line]]);
  });

  test.each(['# allow gradients', '# allow two words: x', '## allow a: b', 'relu # allowed a: b'])(
    '%s is none',
    text => {
      expect(parse(text).allows).toEqual([]);
    },
  );
});
