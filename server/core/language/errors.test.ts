/** Every syntax error: where it stands, and what it says. */
import { describe, expect, test } from 'vitest';
import { englishLeftIn } from '../../../test/support/chinese.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { applyEdits } from '../edits.ts';
import { languageCatalogue } from './catalogue.ts';
import { MAXIMUM_LENGTH, parse } from './parse.ts';
import { dedent } from './testing.ts';
import { ENGLISH } from '../words.ts';

/** Carets stand under the range, before the message. */
const fixtures: Readonly<Record<Exclude<keyof typeof languageCatalogue, 'file-too-large'>, string>> = {
  'unexpected-character': `
    model M {
      conv(64 @§ 3)
              ^^ Unexpected \`@§\`: it has no meaning in a network, and can be removed.
    }
  `,
  'foreign-operator': `
    model M {
      if a && b { relu }
           ^^ \`&&\` is not an operator here; write \`and\`.
    }
  `,
  'malformed-size': `
    model M {
      input(3x224x)
            ^^^^^^ \`3x224x\` is not a size: a whole number or _ stands on both sides of every x, as in 64x56x56.
    }
  `,
  'malformed-number': `
    model M {
      dropout(.5)
              ^^ \`.5\` is not a number: digits stand on both sides of a point, and only K, M, G, KB, MB, GB, KiB, MiB or GiB may follow, as in 0.5 or 1.2M.
    }
  `,
  'inexact-number': `
    model M {
      linear(9007199254740991)
      linear(9007199254740993)
             ^^^^^^^^^^^^^^^^ \`9007199254740993\` is larger than 9007199254740991 (2^53 − 1), up to which numbers are exact; use a smaller one.
    }
  `,
  'malformed-name': `
    model M {
      for i in 0..3 { skip$ = relu }
                      ^^^^^ \`skip$\` is not a name: a name starts with a letter, and after $ comes a variable, as in layer$i.
    }
  `,
  'unterminated-text': `
    import resnet from "resnet.cnn
                       ^^^^^^^^^^^ This text is not closed: a double quote is missing on its line.
  `,
  'single-quotes': `
    model M {
      conv(64, 3, padding='same')
                          ^^^^^^ \`'same'\` stands in single quotes; write \`same\`.
    }
  `,
  'unclosed-bracket': `
    model M {
      conv(64,
          ^ \`(\` is not closed: \`)\` is missing at the end of line 2.
      bn = bn
    }
  `,
  'missing-opener': `
    model M {
      repeat 3
             ^ \`{\` is missing after this: \`}\` in line 4 closes what was never opened.
        relu
      }
      tanh
    }
  `,
  'unopened-bracket': `
    model M {
      conv(64))
              ^ \`)\` closes nothing: remove it, or open \`(\` where its content starts.
    }
  `,
  'missing-value': `
    model M {
      x =
        ^ A value or a layer is missing after \`=\`.
      conv(64,, 3) -> relu
             ^ A value or a layer is missing after \`,\`.
      relu ->
           ^^ A value or a layer is missing after \`->\`.
      linear(())
             ^ A value or a layer is missing after \`(\`.
      for i in
            ^^ A value or a layer is missing after \`in\`.
      conv(1 + , padding=)
             ^ A value or a layer is missing after \`+\`.
                        ^ A value or a layer is missing after \`=\`.
    }
  `,
  'missing-operand': `
    model M {
      conv(* 3)
           ^ A value or a layer is missing before \`*\`.
      conv(= 3)
           ^ A value or a layer is missing before \`=\`.
      relu -> -> tanh
              ^^ A value or a layer is missing before \`->\`.
    }
  `,
  'missing-name': `
    block (out) { relu }
    ^^^^^ A name is missing after \`block\`; found \`(\`.
  `,
  'missing-text': `
    import stage from
                 ^^^^ A file in double quotes is missing after \`from\`; found the end of the line.
    model M {
      weights 3
      ^^^^^^^ A file in double quotes is missing after \`weights\`; found \`3\`.
    }
  `,
  'missing-token': `
    let depth 3
        ^^^^^ \`=\` is missing after \`depth\`; found \`3\`.
    model M {
      for i 0..3 { relu }
          ^ \`in\` is missing after \`i\`; found \`0\`.
      expect rf = 7
             ^^ A comparison such as \`==\` is missing after \`rf\`; found \`=\`.
    }
  `,
  'missing-comma': `
    model M {
      add(
        conv(64, 1)
                  ^ A comma is missing between \`)\` and \`identity\`.
        identity
      )
    }
  `,
  'missing-body': `
    block stage(out)
                   ^ \`block\` needs a body in braces on its line; found the end of the line.
    model M {
      repeat 3
             ^ \`repeat\` needs a body in braces on its line; found the end of the line.
      relu
    }
  `,
  'brace-on-next-line': `
    model M
    {
    ^ The brace that opens a body stands on the line of its header, not on the next; move it up.
      relu
    }
  `,
  'missing-else': `
    model M {
      conv(64, 3 if deep)
                 ^^ An if after a value chooses between two values and needs an else, as in 3 if deep else 1. An if that is a step starts its line, or follows ->.
    }
  `,
  'else-without-if': `
    model M {
      relu
      else { tanh }
      ^^^^ This else has no if: else follows the closing brace of an if, on its line or first on the next.
    }
  `,
  'chained-comparison': `
    model M {
      if 1 < n < 4 { relu }
               ^ Comparisons do not chain: join two with and, as in 1 < n and n < 4.
    }
  `,
  'unexpected-token': `
    model M {
      relu tanh
           ^^^^ \`tanh\` does not fit here; expected a new line, \`;\` or \`->\`.
      conv(64; 3)
             ^ \`;\` does not fit here; expected a comma or \`)\`.
      if stride = 2 { relu }
                ^ \`=\` does not fit here; expected the body of \`if\`, in braces.
    }
  `,
  'reserved-word': `
    block f(in) { relu }
            ^^ \`in\` is a word of the language and cannot be a name; choose another, such as \`in_1\`.
  `,
  'outside-definition': `
    network M
    ^^^^^^^ \`network\` stands outside of every block and model; only import, let, block and model stand here.
    conv(64, 3)
    relu
  `,
  'nested-definition': `
    model M {
      block basic(out) { relu }
      ^^^^^ \`block\` stands at the level of the file, not inside braces; move it out.
      relu
    }
  `,
  'output-without-name': `
    model M {
      output x -> conv(1, 1)
             ^ An output needs a name: write output name = chain, or output name for a tensor that has one.
    }
  `,
  'nesting-too-deep': `
    let deep = ${'-'.repeat(200)}1
               ${' '.repeat(128)}^ This is nested more than 128 levels deep; move a part into a block or a let.
  `,
  tuple: `
    model M {
      conv(64, (1, 7), padding=(0, pad))
               ^^^^^^ There are no tuples; write \`1x7\`, or a list in square brackets.
                               ^^^^^^^^ There are no tuples; write a list, in square brackets.
    }
  `,
  'python-constant': `
    model M {
      conv(64, 3, bias=False)
                       ^^^^^ \`False\` is Python; write \`false\`.
      conv(64, 3, padding_mode=None)
                               ^^^^ \`None\` is Python; leave the argument out for its default.
    }
  `,
  'torch-prefix': `
    model M {
      nn.relu(conv1)
      ^^^ Layers and tensors need no \`nn.\` here; write \`relu\`.
      self.conv1 -> nn.functional.relu
      ^^^^^ Layers and tensors need no \`self.\` here; write \`conv1\`.
                    ^^^^^^^^^^^^^^ Layers and tensors need no \`nn.\` here; write \`relu\`.
    }
  `,
  'call-of-call': `
    model M {
      conv(64, 3)(x)
                 ^^^ A layer takes its tensor from the chain, not in a second pair of parentheses; write \`x -> conv(…)\`.
    }
  `,
  'member-call': `
    model M {
      F.relu(x)
      ^^^^^^ \`F.relu\` cannot be called: layers and blocks are called by a plain name, such as \`relu(…)\`.
    }
  `,
};

const isMarked = (line: string): boolean => /^ *\^/.test(line);

/** A text with carets and a message below every range. */
function annotate(text: string, diagnostics: readonly Diagnostic[]): string {
  let offset = 0;
  const lines = text.split('\n').flatMap(line => {
    const start = offset;
    offset += line.length + 1;
    const own = diagnostics.filter(({ span }) => start <= span.start && span.start < offset);
    return [
      line,
      ...own.map(
        ({ span, message }) =>
          `${' '.repeat(span.start - start)}${'^'.repeat(span.end - span.start)} ${ENGLISH(message)}`,
      ),
    ];
  });
  return lines.join('\n');
}

describe.each(Object.entries(fixtures))('%s', (code, fixture) => {
  const expected = dedent(fixture);
  const text = expected
    .split('\n')
    .filter(line => !isMarked(line))
    .join('\n');
  const { diagnostics } = parse(text);

  test('stands under its carets', () => {
    expect(annotate(text, diagnostics)).toBe(expected);
  });

  test('leaves a Chinese reader no English', () => {
    expect(diagnostics.flatMap(englishLeftIn)).toEqual([]);
  });

  test('is one less after each of its fixes', () => {
    const fixes = diagnostics.flatMap(diagnostic => diagnostic.fixes);
    const left = fixes.map(({ edits }) => parse(applyEdits(text, edits)).diagnostics.length);
    expect(left.filter(count => count >= diagnostics.length)).toEqual([]);
  });

  test('is the only code', () => {
    expect([...new Set(diagnostics.map(diagnostic => diagnostic.code))]).toEqual([code]);
  });
});

test('a file that is too large is not read', () => {
  const { diagnostics, tree } = parse('a'.repeat(MAXIMUM_LENGTH + 1));
  expect(diagnostics.map(({ code, message }) => [code, ENGLISH(message)])).toEqual([
    ['file-too-large', 'This file has 1000001 characters, and up to 1000000 are read; split it, and import the parts.'],
  ]);
  expect(tree.items).toEqual([]);
});

describe('a fix', () => {
  const inModel = (line: string): string => `model M {\n  ${line}\n}\n`;

  test.each([
    ['if a && b { relu }', 'if a  and  b { relu }'],
    ['dropout(.5)', 'dropout(0.5)'],
    ['dropout(1.)', 'dropout(1)'],
    ["conv(64, 3, padding='same')", 'conv(64, 3, padding=same)'],
    ["weights 'lenet.safetensors'", 'weights "lenet.safetensors"'],
    ['weights "lenet.safetensors', 'weights "lenet.safetensors"'],
    ['conv(64, 3', 'conv(64, 3)'],
    ['add({ conv(64, 3', 'add({ conv(64, 3)})'],
    ['repeat 3\n    relu\n  }', 'repeat 3 {\n    relu\n  }'],
    ['conv(64))', 'conv(64)'],
    ['conv(64 3)', 'conv(64, 3)'],
    ['repeat 3\n  { relu }', 'repeat 3 { relu }'],
    ['expect rf = 7', 'expect rf == 7'],
    ['maxpool((3, 2))', 'maxpool(3x2)'],
    ['maxpool((k, 2))', 'maxpool([k, 2])'],
    ['conv(64, 3, bias=False)', 'conv(64, 3, bias=false)'],
    ['nn.relu()', 'relu()'],
    ['conv(64, 3)(x)', 'x -> conv(64, 3)'],
    ['a ≥ 3', 'a >= 3'],
  ])('of %s', (line, fixed) => {
    const text = inModel(line);
    const edits = parse(text).diagnostics[0]?.fixes[0]?.edits ?? [];
    const changed = edits
      .toReversed()
      .reduce((now, { span, text: put }) => now.slice(0, span.start) + put + now.slice(span.end), text);
    expect(changed).toBe(inModel(fixed));
    expect(parse(changed).diagnostics).toEqual([]);
  });
});
