import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Configuration {
  readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
  readonly onEnterRules: readonly {
    readonly beforeText: string;
    readonly afterText?: string;
    readonly action: { readonly indent: string; readonly appendText?: string };
  }[];
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
}

const configuration = JSON.parse(
  readFileSync(new URL('language-configuration.json', import.meta.url), 'utf8'),
) as Configuration;
const { indentationRules, onEnterRules, folding, wordPattern } = configuration;

/** What Enter does between two pieces of a line: the first rule that fits, as in VS Code. */
const entered = (before: string, after = '') =>
  onEnterRules.find(
    ({ beforeText, afterText }) =>
      new RegExp(beforeText).test(before) && (afterText === undefined || new RegExp(afterText).test(after)),
  )?.action;

describe('Enter', () => {
  test.each([
    ['## Sees little.', '', { indent: 'none', appendText: '## ' }],
    ['  ## Sees', ' little.', { indent: 'none', appendText: '## ' }],
    ['## - `out`: channels.', '', { indent: 'none', appendText: '## ' }],
    // A documentation line without words ends the documentation.
    ['##', '', undefined],
    ['## ', '', undefined],
    ['# no documentation', '', undefined],
    ['relu ## no documentation', '', undefined],
    ['model M {', '}', { indent: 'indentOutdent' }],
    ['  add(', ')', { indent: 'indentOutdent' }],
    ['relu', '', undefined],
  ])('%j and %j', (before, after, action) => expect(entered(before, after)).toEqual(action));
});

describe('indentation', () => {
  test.each([
    ['model M {', true],
    ['  add( # two', true],
    ['} else {', true],
    ['conv(64, 3)', false],
    ['# a comment {', false],
    ['relu # {', false],
    ['weights "a{', false],
  ])('grows after %j: %s', (line, grows) =>
    expect(new RegExp(indentationRules.increaseIndentPattern).test(line)).toBe(grows),
  );

  test.each([
    ['}', true],
    ['  ) -> relu', true],
    ['} else {', true],
    ['relu }', false],
  ])('shrinks at %j: %s', (line, shrinks) =>
    expect(new RegExp(indentationRules.decreaseIndentPattern).test(line)).toBe(shrinks),
  );
});

test.each([
  ['# region Encoder', 'start'],
  ['  #region', 'start'],
  ['# endregion', 'end'],
  ['# regional', 'neither'],
])('%j folds: %s', (line, marker) => {
  const { start, end } = folding.markers;
  const found = new RegExp(start).test(line) ? 'start' : new RegExp(end).test(line) ? 'end' : 'neither';
  expect(found).toBe(marker);
});

test('a word is a name, with its variable, or a size', () => {
  const words = 'denselayer$i = größe -> conv(64x3, b.c)'.match(
    new RegExp(wordPattern.pattern, `${wordPattern.flags}g`),
  );
  expect(words).toEqual(['denselayer$i', 'größe', 'conv', '64x3', 'b', 'c']);
});
