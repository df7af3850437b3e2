/** What stands in a file: imports, `let`s, blocks and models. */
import { spanOf } from '../text.ts';
import type { Cursor } from './cursor.ts';
import { describe } from './cursor.ts';
import { definition, importItem, parametersOf } from './definitions.ts';
import { letStatement } from './let.ts';
import type { Definition, Item, Parameter } from './tree.ts';

const rules: ReadonlyMap<string, (cursor: Cursor) => Item> = new Map<string, (cursor: Cursor) => Item>([
  ['import', importItem],
  ['let', letStatement],
  ['block', definition],
  ['model', definition],
]);

export function items(cursor: Cursor): readonly Item[] {
  const read: Item[] = [];
  let wasItem = true;
  while (!cursor.at('end')) {
    const rule = cursor.at('name') ? rules.get(cursor.token.text) : undefined;
    // Lines without an item, one below the other, are one fault.
    if (!cursor.onSameLine && (wasItem || rule)) cursor.synchronise();
    const item = cursor.keep(cursor.kept.items) ?? (rule ? rule(cursor) : stray(cursor));
    if (item) read.push(item);
    wasItem = rule !== undefined;
  }
  return read;
}

/** Skips a line outside of every definition. With braces on it, it is one whose word or name is not yet written. */
function stray(cursor: Cursor): Definition | undefined {
  const first = cursor.token;
  cursor.report(first, 'outside-definition', { found: describe(first) });
  let parameters: readonly Parameter[] = [];
  do {
    if (cursor.at('{')) return unnamed(cursor, parameters);
    if (cursor.at('(')) parameters = cursor.mute(() => parametersOf(cursor));
    else cursor.skip();
  } while (cursor.onSameLine && !cursor.at('end'));
  return undefined;
}

function unnamed(cursor: Cursor, parameters: readonly Parameter[]): Definition {
  const start = parameters[0]?.span.start ?? cursor.token.start;
  const keyword = { start, end: start };
  const name = { kind: 'name', span: keyword, text: '' } as const;
  const body = cursor.rules.group(cursor);
  return { kind: 'block', span: spanOf(name, body), keyword, name, parameters, body };
}
