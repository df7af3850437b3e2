/** `import`, `block` and `model`. */
import type { Cursor } from './cursor.ts';
import { elements, reportMissing } from './elements.ts';
import { givenName, path } from './names.ts';
import { body } from './steps.ts';
import { valueAfterEquals } from './let.ts';
import { spanOfToken } from './token.ts';
import type { Definition, Import, Parameter } from './tree.ts';

/** From the word `block` or `model`, which is next. */
export function definition(cursor: Cursor): Definition {
  const { documentation } = cursor;
  const keyword = cursor.advance();
  const name = givenName(cursor);
  const parameters = cursor.continues && cursor.at('(') ? parametersOf(cursor) : [];
  const group = body(cursor, keyword);
  return {
    kind: keyword.text === 'model' ? 'model' : 'block',
    span: cursor.spanFrom(keyword.start),
    keyword: spanOfToken(keyword),
    name,
    parameters,
    body: group,
    ...(documentation !== undefined && { documentation }),
  };
}

/** From `(`, which is next, to `)`. */
export function parametersOf(cursor: Cursor): readonly Parameter[] {
  cursor.advance();
  return elements(cursor, ')', parameter).items;
}

function parameter(cursor: Cursor): Parameter {
  const name = givenName(cursor);
  const given = cursor.accept('=') ? valueAfterEquals(cursor) : undefined;
  const span = { start: name.span.start, end: given?.span.end ?? name.span.end };
  return { kind: 'parameter', span, name, ...(given && { default: given }) };
}

/** From the word `import`, which is next. */
export function importItem(cursor: Cursor): Import {
  const { start } = cursor.advance();
  const names = [];
  do names.push(importedName(cursor));
  while (cursor.continues && cursor.accept(',') && !atFrom(cursor));
  if (atFrom(cursor)) cursor.advance();
  else reportMissing(cursor, 'missing-text');
  const from = path(cursor);
  return { kind: 'import', span: cursor.spanFrom(start), names, from };
}

function importedName(cursor: Cursor): Import['names'][number] {
  if (atFrom(cursor)) {
    reportMissing(cursor, 'missing-name');
    return { name: cursor.missingName() };
  }
  const name = givenName(cursor);
  if (!cursor.continues || !cursor.atWord('as')) return { name };
  cursor.advance();
  return { name, alias: givenName(cursor) };
}

/** `from`, unless it is a block of that name. */
const atFrom = (cursor: Cursor): boolean =>
  cursor.continues &&
  cursor.atWord('from') &&
  cursor.following.kind !== ',' &&
  !(cursor.following.kind === 'name' && ['as', 'from'].includes(cursor.following.text));
