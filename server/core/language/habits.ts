/** What hands write that know Python and PyTorch: each is one error, with the form it has here. */
import { call, atCall } from './call.ts';
import type { Cursor } from './cursor.ts';
import { quote, spanOfToken } from './token.ts';
import type { Call, Expression, Label, List, Member, Name } from './tree.ts';
import { say } from '../words.ts';

const modules: ReadonlySet<string> = new Set(['nn', 'torch']);
const prefixes: ReadonlySet<string> = new Set([...modules, 'self']);

const constants: ReadonlyMap<string, boolean | undefined> = new Map([
  ['True', true],
  ['False', false],
  ['None', undefined],
]);

/** `nn.Conv2d(…)`, `self.conv1`, and calls of a member; any other member is itself. */
export function checkMember(cursor: Cursor, first: Name, member: Member): Expression {
  const { name: last, span } = member;
  if (isConstructor(cursor, first, member)) return constructorCall(cursor, member);
  if (!prefixes.has(first.text)) return atCall(cursor) ? memberCall(cursor, member) : member;
  const prefix = { start: span.start, end: last.span.start };
  const details = { prefix: quote(`${first.text}.`), fit: last.text === '' ? say`the name alone` : quote(last.text) };
  const fix = { title: say`Remove ${first.text}.`, edits: [{ span: prefix, text: '' }] };
  const report = (): void => cursor.correct(prefix, cursor.previous, 'torch-prefix', details, [fix]);
  if (atCall(cursor)) return brokenCall(cursor, member, report);
  report();
  return { kind: 'missing', span };
}

/** `nn.Conv2d(`, `torch.nn.Conv2d(`; in PyTorch, functions have no capitals. */
const isConstructor = (cursor: Cursor, first: Name, { object, name: { text } }: Member): boolean =>
  atCall(cursor) &&
  modules.has(first.text) &&
  (object.kind === 'name' ? object : object.name).text === 'nn' &&
  /^[A-Z]/.test(text);

/** What it makes is found out where it is used: a fault in it is told here, and nothing more of it there. */
function constructorCall(cursor: Cursor, { name, span: { start } }: Member): Call {
  const made = cursor.foreign(() => call(cursor, name));
  const { end } = made.span;
  if (made.broken) return { ...made, span: { start, end } };
  const isInList = cursor.at(',') && cursor.onSameLine && cursor.layout.newlines === 'end';
  if (isInList && cursor.following.line !== cursor.token.line) cursor.advance();
  return { ...made, span: { start, end }, pytorch: cursor.spanFrom(start) };
}

/** `self.conv1 =` before a constructor of PyTorch's. */
export function attribute(cursor: Cursor): Label | undefined {
  const [dot, word, equals, value] = [1, 2, 3, 4].map(places => cursor.ahead(places));
  const isAttribute = cursor.atWord('self') && dot?.kind === '.' && word?.kind === 'name' && equals?.kind === '=';
  if (!isAttribute || !modules.has(value?.text ?? '') || value?.line !== cursor.token.line) return undefined;
  for (let taken = 0; taken < 4; taken++) cursor.advance();
  return { kind: 'label', span: spanOfToken(word), text: word.text, quoted: false };
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
  if (cursor.isForeign)
    return value === undefined ? { kind: 'missing', span: name.span } : { kind: 'boolean', span: name.span, value };
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
  if (cursor.isForeign) return tuple;
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
