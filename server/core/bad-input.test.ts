/** What nobody should write, and what a slip of the hand makes: one clear error, little work, and no total. */
import { expect, test } from 'vitest';
import { analyze } from './analyze.ts';
import type { Code } from './diagnostics.ts';
import { review } from './review.ts';

const FILES: Readonly<Record<string, string>> = {
  'round.cnn': 'import b from "net.cnn"\nblock a { b }\n',
};

function analysisOf(text: string) {
  return analyze('net.cnn', {
    read: file => {
      if (file === 'net.cnn') return { text };
      if (file.startsWith('..')) return { problem: 'outside' };
      const other = FILES[file];
      return other === undefined ? { problem: 'missing' } : { text: other };
    },
    exists: () => false,
  });
}

const inModel = (lines: string, shape = '3x32x32'): string => `model M {\n  input(${shape})\n  ${lines}\n}\n`;
const many = (part: string): string => part.repeat(10_000);
const nested = (open: string, inner: string, close: string): string => inModel(many(open) + inner + many(close));

/** Each with the code of its only error. */
const CASES: readonly (readonly [what: string, code: Code, text: string])[] = [
  ['a number beyond 2^53', 'inexact-number', inModel('conv(9007199254740993, 3)')],
  ['a size beyond 2^53', 'inexact-number', inModel('relu', '3x9007199254740993x4')],
  ['a power beyond 2^53', 'number-out-of-range', inModel('conv(2 ** 60, 3)')],
  ['a sum beyond 2^53', 'number-out-of-range', 'let a = 9007199254740991 + 1\n' + inModel('conv(a, 1)')],
  ['more outputs than 2^53', 'number-too-large', inModel('conv(9007199254740991, 3)')],
  ['more outputs than 2^53, by size', 'number-too-large', inModel('upsample(1e12)')],
  ['more weights than 2^53', 'number-too-large', inModel('flatten -> linear(4G) -> linear(4G)')],
  ['an axis too long to follow', 'number-too-large', inModel('repeat 60 { upsample(2) }', '1x1x1')],
  ['a window beyond 2^53', 'kernel-too-large', inModel('conv(3, 4, dilation=9007199254740991)')],
  ['a size of zero', 'out-of-range', inModel('relu', '0x3x3')],
  ['a negative size', 'out-of-range', inModel('relu', '[3, -1, 4]')],
  ['no channels', 'out-of-range', inModel('conv(0, 3)')],
  ['negative channels', 'out-of-range', inModel('conv(-3, 3)')],
  ['a kernel of zero', 'out-of-range', inModel('maxpool(0)')],
  ['a stride of zero', 'out-of-range', inModel('conv(3, 3, stride=0)')],
  ['a division by zero', 'number-out-of-range', inModel('conv(1 / 0, 3)')],
  ['a rest by zero', 'number-out-of-range', inModel('conv(7 % 0, 3)')],
  ['a root of a negative number', 'number-out-of-range', inModel('conv(sqrt(-1), 3)')],
  ['half a channel', 'out-of-range', inModel('conv(7 / 2, 3)')],
  ['a billion layers', 'endless-expansion', inModel('repeat 1000000000 { conv(3, 3, padding=1) }')],
  ['a billion turns of nothing', 'endless-expansion', inModel('repeat 1000000000 { }')],
  ['a billion branches', 'endless-expansion', inModel('concat(for i in 0..1000000000 { conv(1, 1) })')],
  ['a million turns, thrice', 'endless-expansion', inModel('repeat 1M { repeat 1M { repeat 1M { relu } } }')],
  ['a negative number of turns', 'negative-count', inModel('repeat -1 { relu }')],
  ['a block that calls itself', 'endless-expansion', 'block a { a }\n' + inModel('a')],
  ['a block that calls itself by a name', 'endless-expansion', 'block a { b = a }\n' + inModel('a')],
  ['blocks that call each other', 'endless-expansion', 'block a { b }\nblock b { a }\n' + inModel('a')],
  ['a block that calls itself twice', 'endless-expansion', 'block a { a -> a }\n' + inModel('a')],
  ['a block that is its own default', 'endless-expansion', 'block a(n=a) { n }\n' + inModel('a')],
  ['a block that is given to itself', 'endless-expansion', 'block a(f) { f(f) }\n' + inModel('a(a)')],
  ['a value that is itself', 'let-circular', 'let a = a\n' + inModel('conv(a, 1)')],
  ['imports in a circle', 'import-circular', 'import a from "round.cnn"\nblock b { relu }\n' + inModel('relu')],
  ['an import of itself', 'import-circular', 'import b from "net.cnn"\n' + inModel('relu')],
  ['an import from outside', 'import-outside', 'import a from "../../passwords.cnn"\n' + inModel('a')],
  ['an import that is not there', 'import-missing', 'import a from "nowhere.cnn"\n' + inModel('a')],
  ['10 MB of layers', 'file-too-large', inModel('relu\n'.repeat(2_000_000))],
  ['10 MB of brackets', 'file-too-large', '('.repeat(10_000_000)],
  ['groups, 10,000 deep', 'nesting-too-deep', nested('{ ', 'relu', ' }')],
  ['merges, 10,000 deep', 'nesting-too-deep', nested('add(', 'relu', ')')],
  ['conditions, 10,000 deep', 'nesting-too-deep', nested('if true { ', 'relu', ' }')],
  ['loops, 10,000 deep', 'nesting-too-deep', nested('repeat 1 {\n', 'relu', '\n}')],
  ['values, 10,000 deep', 'nesting-too-deep', inModel(`conv(${many('(')}1${many(')')}, 3)`)],
  ['lists, 10,000 deep', 'nesting-too-deep', inModel(`conv(${many('[')}1${many(']')}, 3)`)],
  ['10,000 arguments', 'too-many-arguments', inModel(`linear(1, true, last, ${many('1, ')})`, '3')],
];

test.each(CASES)('%s: one %s', (_, code, text) => {
  const analysis = analysisOf(text);
  const { models } = analysis;
  expect(
    review(analysis)
      .filter(({ severity }) => severity === 'error')
      .map(found => found.code),
  ).toEqual([code]);
  // What is wrong with an import alone leaves the network as it is.
  const known = models.filter(({ totals }) => !Number.isNaN(totals.params));
  expect(known).toEqual(code.startsWith('import') ? known : []);
});

test.each(['repeat 1000000000 { conv(3, 3, padding=1) }', 'for i in 0..1000000000 { relu }'])(
  '%s is refused before it begins',
  lines => {
    expect(analysisOf(inModel(lines)).models[0]?.network.layers).toHaveLength(1);
  },
);

test('as many directives as lines are each told of', () => {
  const found = review(analysisOf(inModel('# allow gridding: no\n  relu\n'.repeat(5000))));
  expect(found.filter(({ code }) => code === 'allow-unused')).toHaveLength(5000);
});
