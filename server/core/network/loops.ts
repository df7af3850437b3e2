/** Loops: each turn has a scope of its own, for its variables and `let`s. */
import type { For, Repeat } from '../language/tree.ts';
import type { Span } from '../text.ts';
import { evaluate, wholeNumber } from './evaluate.ts';
import { mayGoOn, mayTurn, refer, report, type Expansion } from './expansion.ts';
import { runGroup } from './lines.ts';
import { openTurn, type Scope } from './scope.ts';
import { type Current, formatValue, isUnknown, UNKNOWN_TENSOR, type Value } from './values.ts';

/** Runs a group as often as it says, each turn on the result of the one before. */
export function runRepeat(expansion: Expansion, scope: Scope, { count, body }: Repeat, current: Current): Current {
  const turns = wholeNumber(expansion, scope, count);
  if (turns !== undefined && turns < 0) report(expansion, scope.frame, count.span, 'negative-count', { count: turns });
  if (turns === undefined) {
    runGroup(expansion, openTurn(scope), body, current);
    return current && UNKNOWN_TENSOR;
  }
  if (!mayTurn(expansion, scope.frame, body.span, turns)) return current;
  let tensor = current;
  for (let turn = 0; turn < turns && mayGoOn(expansion, scope.frame, body.span); turn += 1)
    tensor = runGroup(expansion, openTurn(scope), body, tensor);
  return tensor;
}

/** The scope of each turn of a `for`, its variables bound. Nothing for what cannot be run through, with an error. */
export function turnsOf(expansion: Expansion, scope: Scope, loop: For): readonly Scope[] {
  return rows(expansion, scope, loop).map(row => {
    const turn = openTurn(scope);
    for (const [index, { text, span }] of loop.names.entries()) {
      const value = row[index] ?? { kind: 'unknown' };
      const place = { file: scope.frame.file, span };
      const entity = { kind: 'variable', name: text, place, value: formatValue(value) } as const;
      turn.names.set(text, { value, entity });
      refer(expansion, scope.frame, span, entity);
    }
    return turn;
  });
}

function rows(expansion: Expansion, scope: Scope, loop: For): readonly (readonly Value[])[] {
  if (loop.to) {
    const from = wholeNumber(expansion, scope, loop.from);
    const to = wholeNumber(expansion, scope, loop.to);
    if (from === undefined || to === undefined) return [[]];
    return range(expansion, scope, loop.from.span, from, to);
  }
  const list = evaluate(expansion, scope, loop.from);
  if (isUnknown(list)) return [[]];
  if (typeof list !== 'object' || list.kind !== 'list') {
    report(expansion, scope.frame, loop.from.span, 'list-wanted', { found: formatValue(list) });
    return [];
  }
  return list.items.map(item => unpack(expansion, scope, loop, item));
}

function range(expansion: Expansion, scope: Scope, span: Span, from: number, to: number): readonly number[][] {
  const turns: number[][] = [];
  if (!mayTurn(expansion, scope.frame, span, to - from)) return turns;
  for (let number = from; number < to && mayGoOn(expansion, scope.frame, span); number += 1) turns.push([number]);
  return turns;
}

/** A turn's values: the item itself, or with several names the item's items. */
function unpack(expansion: Expansion, scope: Scope, { names, from }: For, item: Value): readonly Value[] {
  if (names.length === 1 || isUnknown(item)) return [item];
  const items = typeof item === 'object' && item.kind === 'list' ? item.items : undefined;
  if (items?.length === names.length) return items;
  report(expansion, scope.frame, from.span, 'loop-names', { names: names.length, found: formatValue(item) });
  return [];
}
