/** What hands write that know Python and PyTorch: each is one error, with the form it has here. */
import { call, atCall } from './call.ts';
import type { Cursor } from './cursor.ts';
import { quote } from './token.ts';
import type { Expression, List, Member, Name } from './tree.ts';
import { say } from '../words.ts';

const prefixes: ReadonlySet<string> = new Set(['nn', 'self', 'torch']);

const constants: ReadonlyMap<string, boolean | undefined> = new Map([
  ['True', true],
  ['False', false],
  ['None', undefined],
]);

/** `nn.Conv2d(…)`, `self.conv1`, and calls of a member; any other member is itself. */
export function checkMember(cursor: Cursor, first: Name, member: Member): Expression {
  const { name: last, span } = member;
  if (!prefixes.has(first.text)) return atCall(cursor) ? memberCall(cursor, member) : member;
  const prefix = { start: span.start, end: last.span.start };
  const details = { prefix: quote(`${first.text}.`), fit: last.text === '' ? 'the name alone' : quote(last.text) };
  const fix = { title: say`Remove ${first.text}.`, edits: [{ span: prefix, text: '' }] };
  const report = (): void => cursor.correct(prefix, cursor.previous, 'torch-prefix', details, [fix]);
  if (atCall(cursor)) return brokenCall(cursor, member, report);
  report();
  return { kind: 'missing', span };
}

function memberCall(cursor: Cursor, member: Member): Expression {
  const found = quote(`${member.object.kind === 'name' ? member.object.text : '…'}.${member.name.text}`);
  const details = { found, fit: quote(`${member.name.text}(…)`) };
  return brokenCall(cursor, member, () => cursor.correct(member.span, cursor.previous, 'member-call', details, []));
}

function brokenCall(cursor: Cursor, member: Member, report: () => void): Expression {
  const { result } = cursor.isolate(() => {
    report();
    return call(cursor, member.name);
  });
  return { ...result, span: { start: member.span.start, end: result.span.end }, broken: true };
}

/** `True`, `False` and `None`; any other name is itself. */
export function checkConstant(cursor: Cursor, name: Name): Expression {
  if (!constants.has(name.text)) return name;
  const value = constants.get(name.text);
  const found = quote(name.text);
  if (value === undefined) {
    const fit = say`leave the argument out for its default`;
    cursor.correct(name.span, cursor.previous, 'python-constant', { found, fit }, []);
    return { kind: 'missing', span: name.span };
  }
  const fix = { title: say`Write ${String(value)}`, edits: [{ span: name.span, text: String(value) }] };
  cursor.correct(name.span, cursor.previous, 'python-constant', { found, fit: say`write ${quote(String(value))}` }, [
    fix,
  ]);
  return { kind: 'boolean', span: name.span, value };
}

/** `(1, 7)`, which is a size `1x7` or a list. */
export function checkTuple(cursor: Cursor, tuple: List): List {
  const { start, end } = tuple.span;
  const numbers = tuple.items.map(item =>
    item.kind === 'number' && Number.isInteger(item.value) ? item.value : undefined,
  );
  const size = numbers.length > 1 && !numbers.includes(undefined) ? numbers.join('x') : undefined;
  const fix = {
    title: size === undefined ? say`Write a list` : say`Write ${size}`,
    edits:
      size === undefined
        ? [
            { span: { start, end: start + 1 }, text: '[' },
            { span: { start: end - 1, end }, text: ']' },
          ]
        : [{ span: tuple.span, text: size }],
  };
  const fit = size === undefined ? say`a list, in square brackets` : say`${quote(size)}, or a list in square brackets`;
  cursor.correct(tuple.span, cursor.previous, 'tuple', { fit }, [fix]);
  return tuple;
}
