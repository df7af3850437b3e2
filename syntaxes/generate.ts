/**
 * The TextMate grammars, derived from the registry and the library: a new layer is coloured as soon as it is defined.
 * `npx vitest run syntaxes --update` writes them.
 *
 * Every rule matches within a line, so a half-typed bracket or string never colours what follows it. What only the
 * analysis knows (is this name a tensor or a layer?) is left to the semantic tokens.
 */
import { library } from '#core/library/library.ts';
import { functions } from '#core/network/arithmetic.ts';
import { allWords } from '#core/network/words.ts';
import type { Operation } from '#core/ops/operation.ts';
import { operations } from '#core/ops/registry.ts';

export interface Grammar {
  readonly name?: string;
  readonly scopeName: string;
  readonly injectionSelector?: string;
  readonly patterns: readonly Rule[];
  readonly repository?: Readonly<Record<string, Rule>>;
}

interface Rule {
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly Rule[];
  readonly include?: string;
}

type Captures = Readonly<Record<number, { readonly name?: string; readonly patterns?: readonly Rule[] }>>;

/** What a name goes on with, after a letter of any script; `$` is for a loop's variable. As in the scanner. */
const PART = '[\\p{L}\\p{M}\\p{Nd}_$]';
const NAME = `\\p{L}${PART}*`;
/** Not within a word, nor after the dot of a member; after the two of a range. */
const STARTS = `(?<!${PART})(?<![^.]\\.)`;
const ENDS = `(?!${PART})`;

const oneOf = (words: Iterable<string>, after = ''): string =>
  `${STARTS}(?:${[...words].toSorted().join('|')})${ENDS}${after}`;

const isMerge = ({ arity }: Operation): boolean => arity === 'many';

const layers = [...operations.values()].filter(operation => !isMerge(operation)).map(({ name }) => name);
const merges = [...operations.values()].filter(isMerge).map(({ name }) => name);
const libraryBlocks = Object.values(library).flatMap(text =>
  [...text.matchAll(/^block (\w+)/gm)].map(([, name = '']) => name),
);

const loopVariable: Rule = { name: 'variable.other.loop.cnn', match: `\\$${NAME}` };

/** In this order: the first rule that matches at a place colours it. */
const rules: Readonly<Record<string, Rule>> = {
  documentation: { name: 'comment.line.documentation.cnn', match: '^\\s*##(?:\\s.*)?$' },
  comment: {
    name: 'comment.line.number-sign.cnn',
    match: '#(?:\\s*(allow)\\s+([\\w-]+)\\s*:)?.*$',
    captures: { 1: { name: 'keyword.other.directive.cnn' }, 2: { name: 'constant.other.code.cnn' } },
  },
  string: {
    name: 'string.quoted.double.cnn',
    match: '"(?:\\\\.|[^"\\\\])*"?',
    captures: { 0: { patterns: [{ name: 'constant.character.escape.cnn', match: '\\\\.' }, loopVariable] } },
  },
  definition: {
    match: `${STARTS}(?:(block)|(model))\\s+(${NAME})`,
    captures: {
      1: { name: 'storage.type.block.cnn' },
      2: { name: 'storage.type.model.cnn' },
      3: { name: 'entity.name.function.cnn' },
    },
  },
  // These words are names wherever neither a name nor a string follows: `block = { … }` is a label.
  statement: {
    name: 'keyword.other.statement.cnn',
    match: `${STARTS}(?:import|let|output|expect|budget|weights|classes|from|as)(?=\\s+["\\p{L}])`,
  },
  loop: {
    match: `${STARTS}(for)\\s+(${NAME}(?:\\s*,\\s*${NAME})*)\\s+(in)${ENDS}`,
    captures: {
      1: { name: 'keyword.control.cnn' },
      2: { patterns: [{ name: 'variable.other.loop.cnn', match: NAME }] },
      3: { name: 'keyword.control.cnn' },
    },
  },
  control: { name: 'keyword.control.cnn', match: oneOf(['if', 'else', 'repeat', 'for']) },
  logic: { name: 'keyword.operator.logical.cnn', match: oneOf(['and', 'or', 'not']) },
  truth: { name: 'constant.language.boolean.cnn', match: oneOf(['true', 'false']) },
  // The formatter writes `label = chain` and `parameter=value`.
  parameter: { name: 'variable.parameter.cnn', match: `${STARTS}${NAME}(?==(?!=))` },
  label: {
    name: 'variable.other.definition.cnn',
    match: `${STARTS}${NAME}(?=\\s+=(?!=))`,
    captures: { 0: { patterns: [loopVariable] } },
  },
  entering: { name: 'variable.language.cnn', match: oneOf(['in']) },
  function: { name: 'support.function.value.cnn', match: oneOf(functions.keys(), '(?=\\()') },
  merge: { name: 'support.function.merge.cnn', match: oneOf(merges) },
  layer: { name: 'support.function.layer.cnn', match: oneOf(['reuse', ...layers]) },
  library: { name: 'support.function.library.cnn', match: oneOf(libraryBlocks) },
  word: { name: 'support.constant.cnn', match: oneOf(allWords) },
  call: { name: 'entity.name.function.call.cnn', match: `${STARTS}${NAME}(?=\\()` },
  attribute: { name: 'variable.other.property.cnn', match: `(?<=${PART}\\.)${NAME}` },
  variable: { name: 'variable.other.cnn', match: `${STARTS}${NAME}`, captures: { 0: { patterns: [loopVariable] } } },
  size: {
    name: 'constant.numeric.size.cnn',
    match: `(?<!${PART})(?:(?:[0-9]+|_)(?:[x×](?:[0-9]+|_))+|_)${ENDS}`,
  },
  number: {
    name: 'constant.numeric.cnn',
    match: `(?<!${PART})[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?((?:[KMG]i?B|[KMG])?)${ENDS}`,
    captures: { 1: { name: 'keyword.other.unit.cnn' } },
  },
  chain: { name: 'keyword.operator.arrow.cnn', match: '->' },
  comparison: { name: 'keyword.operator.comparison.cnn', match: '[=!<>]=|[<>]' },
  assignment: { name: 'keyword.operator.assignment.cnn', match: '=' },
  arithmetic: { name: 'keyword.operator.arithmetic.cnn', match: '\\*\\*|//|[-+*/%]' },
  range: { name: 'keyword.operator.range.cnn', match: '\\.\\.' },
};

/** `syntaxes/cnn.tmLanguage.json`. */
export const grammar: Grammar = {
  name: 'cnn',
  scopeName: 'source.cnn',
  patterns: Object.keys(rules).map(rule => ({ include: `#${rule}` })),
  repository: rules,
};

/** `syntaxes/cnn.markdown.tmLanguage.json`: a fence that says `cnn`, in Markdown. */
export const markdownGrammar: Grammar = {
  scopeName: 'markdown.cnn.codeblock',
  injectionSelector: 'L:text.html.markdown',
  patterns: [{ include: '#fence' }],
  repository: {
    fence: {
      name: 'markup.fenced_code.block.markdown',
      begin: '(^|\\G)(\\s*)(`{3,}|~{3,})\\s*(?i:(cnn)((\\s+|:|,|\\{|\\?)[^`]*)?$)',
      end: '(^|\\G)(\\2|\\s{0,3})(\\3)\\s*$',
      beginCaptures: {
        3: { name: 'punctuation.definition.markdown' },
        4: { name: 'fenced_code.block.language.markdown' },
        5: { name: 'fenced_code.block.language.attributes.markdown' },
      },
      endCaptures: { 3: { name: 'punctuation.definition.markdown' } },
      patterns: [
        {
          begin: '(^|\\G)(\\s*)(.*)',
          while: '(^|\\G)(?!\\s*([`~]{3,})\\s*$)',
          contentName: 'meta.embedded.block.cnn',
          patterns: [{ include: 'source.cnn' }],
        },
      ],
    },
  },
};
