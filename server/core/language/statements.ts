/** Lines that begin with a word of the language which is a name everywhere else. */
import type { Cursor } from './cursor.ts';
import { describe } from './cursor.ts';
import { definition, importItem } from './definitions.ts';
import { lineElements } from './elements.ts';
import { letStatement, valueAfterEquals } from './let.ts';
import { givenName, path } from './names.ts';
import { expression, sum } from './operators.ts';
import { isReserved, quote, spanOfToken, type Token, type TokenKind } from './token.ts';
import type { Claim, Comparison, Facts, FileLine, Line, Output } from './tree.ts';
import { say } from '../words.ts';

type Statement = (cursor: Cursor) => Line | undefined;

const statements: ReadonlyMap<string, Statement> = new Map<string, Statement>([
  ['let', letStatement],
  ['output', output],
  ['expect', cursor => facts(cursor, 'expect')],
  ['budget', cursor => facts(cursor, 'budget')],
  ['weights', cursor => fileLine(cursor, 'weights')],
  ['classes', cursor => fileLine(cursor, 'classes')],
  ['import', cursor => nested(cursor, importItem)],
  ['block', cursor => nested(cursor, definition)],
  ['model', cursor => nested(cursor, definition)],
]);

/** The words count only before a name or a text. Other literals are wrong there, and best explained as such. */
const followers: ReadonlySet<TokenKind> = new Set<TokenKind>(['name', 'text', 'number', 'size', 'bad']);

/** The rule for the statement that is next, if one is. */
export function statementAt({ token, following }: Cursor): Statement | undefined {
  const statement = token.kind === 'name' ? statements.get(token.text) : undefined;
  return following.line === token.line && (followers.has(following.kind) || startsNoOperator(following))
    ? statement
    : undefined;
}

const startsNoOperator = (token: Token): boolean =>
  isReserved(token) && token.kind !== 'if' && token.kind !== 'and' && token.kind !== 'or';

/** What stands only at the level of the file is read and left out. */
function nested(cursor: Cursor, rule: (cursor: Cursor) => unknown): undefined {
  const { token } = cursor;
  cursor.correct(spanOfToken(token), token, 'nested-definition', { keyword: quote(token.text) }, []);
  rule(cursor);
}

function output(cursor: Cursor): Output {
  const { start } = cursor.advance();
  const entries = lineElements(cursor, outputEntry);
  return { kind: 'output', span: cursor.spanFrom(start), entries };
}

function outputEntry(cursor: Cursor): Output['entries'][number] {
  const { kind } = cursor.following;
  if (cursor.at('name') && (kind === '->' || kind === '.' || kind === '(')) {
    cursor.report(cursor.token, 'output-without-name', {});
    return { name: cursor.missingName(), chain: expression(cursor) };
  }
  const name = givenName(cursor);
  return cursor.continues && cursor.accept('=') ? { name, chain: valueAfterEquals(cursor) } : { name };
}

function facts(cursor: Cursor, kind: Facts['kind']): Facts {
  const { start } = cursor.advance();
  const claims = lineElements(cursor, claim);
  return { kind, span: cursor.spanFrom(start), claims };
}

function claim(cursor: Cursor): Claim {
  const fact = givenName(cursor);
  const operator = comparison(cursor);
  const value = operator ? sum(cursor) : cursor.missing();
  return { span: { start: fact.span.start, end: value.span.end }, fact, operator: operator ?? '==', value };
}

const comparisons: ReadonlySet<string> = new Set<Comparison>(['==', '!=', '<', '<=', '>', '>=']);

function comparison(cursor: Cursor): Comparison | undefined {
  if (cursor.continues && comparisons.has(cursor.token.kind)) return cursor.advance().kind as Comparison;
  const details = {
    expected: say`A comparison such as \`==\``,
    previous: describe(cursor.previous),
    found: cursor.found,
  };
  const isEquals = cursor.continues && cursor.at('=');
  const fixes = isEquals ? [{ title: say`Write ==`, edits: [{ span: spanOfToken(cursor.token), text: '==' }] }] : [];
  cursor.report(cursor.previous, 'missing-token', details, fixes);
  return isEquals && cursor.accept('=') ? '==' : undefined;
}

function fileLine(cursor: Cursor, kind: FileLine['kind']): FileLine {
  const { start } = cursor.advance();
  const file = path(cursor);
  return { kind, span: cursor.spanFrom(start), path: file };
}
