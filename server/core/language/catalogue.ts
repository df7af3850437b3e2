import { error, type Catalogue } from '../catalogue-entry.ts';

/** What the scanner, the pairing of brackets and the parser report. */
export const languageCatalogue = {
  'file-too-large': error(
    'This file has {length} characters, and up to {limit} are read; split it, and import the parts.',
  ),

  'unexpected-character': error('Unexpected {character}: it has no meaning in a network, and can be removed.'),
  'foreign-operator': error('{found} is not an operator here; write {fit}.'),
  'malformed-size': error(
    '{found} is not a size: a whole number or _ stands on both sides of every x, as in 64x56x56.',
  ),
  'malformed-number': error(
    '{found} is not a number: digits stand on both sides of a point, and only K, M, G, KB, MB, GB, KiB, MiB or GiB may follow, as in 0.5 or 1.2M.',
  ),
  'inexact-number': error(
    '{found} is larger than 9007199254740991 (2^53 − 1), up to which numbers are exact; use a smaller one.',
  ),
  'malformed-name': error(
    '{found} is not a name: a name starts with a letter, and after $ comes a variable, as in layer$i.',
  ),
  'unterminated-text': error('This text is not closed: a double quote is missing on its line.'),
  'single-quotes': error('{found} stands in single quotes; write {fit}.'),

  'unclosed-bracket': error('{opener} is not closed: {closers} is missing at the end of line {line}.'),
  'missing-opener': error('{opener} is missing after this: {closer} in line {line} closes what was never opened.'),
  'unopened-bracket': error('{closer} closes nothing: remove it, or open {opener} where its content starts.'),

  'missing-value': error('A value or a layer is missing after {previous}.'),
  'missing-operand': error('A value or a layer is missing before {operator}.'),
  'missing-name': error('A name is missing after {previous}; found {found}.'),
  'missing-text': error('A file in double quotes is missing after {previous}; found {found}.'),
  'missing-token': error('{expected} is missing after {previous}; found {found}.'),
  'missing-comma': error('A comma is missing between {previous} and {found}.'),
  'missing-body': error('{header} needs a body in braces on its line; found {found}.'),
  'brace-on-next-line': error(
    'The brace that opens a body stands on the line of its header, not on the next; move it up.',
  ),
  'missing-else': error(
    'An if after a value chooses between two values and needs an else, as in 3 if deep else 1. An if that is a step starts its line, or follows ->.',
  ),
  'else-without-if': error(
    'This else has no if: else follows the closing brace of an if, on its line or first on the next.',
  ),
  'chained-comparison': error('Comparisons do not chain: join two with and, as in 1 < n and n < 4.'),
  'unexpected-token': error('{found} does not fit here; expected {expected}.'),
  'reserved-word': error('{word} is a word of the language and cannot be a name; choose another, such as {fit}.'),
  'outside-definition': error(
    '{found} stands outside of every block and model; only import, let, block and model stand here.',
  ),
  'nested-definition': error('{keyword} stands at the level of the file, not inside braces; move it out.'),
  'output-without-name': error(
    'An output needs a name: write output name = chain, or output name for a tensor that has one.',
  ),
  'nesting-too-deep': error('This is nested more than {limit} levels deep; move a part into a block or a let.'),

  tuple: error('There are no tuples; write {fit}.'),
  'python-constant': error('{found} is Python; {fit}.'),
  'torch-prefix': error('Layers and tensors need no {prefix} here; write {fit}.'),
  'call-of-call': error('A layer takes its tensor from the chain, not in a second pair of parentheses; write {fit}.'),
  'member-call': error('{found} cannot be called: layers and blocks are called by a plain name, such as {fit}.'),
} as const satisfies Catalogue;
