/**
 * Reads a file's names by the rules of scope alone: from the inside out, in the order of the text, level by level. So
 * code that no model runs is read, too. What a level must be expanded for, it leaves open.
 */
import type {
  Argument,
  Call,
  Expression,
  For,
  Group,
  Import,
  Item,
  Label,
  Line,
  Member,
  Name,
} from '../language/tree.ts';
import { childrenOf } from '../language/tree-walk.ts';
import { isShape, stepsOf } from '../network/chain.ts';
import { resolvePath, type Module } from '../network/modules.ts';
import { operations } from '../ops/registry.ts';
import type { NameSymbol } from './symbol.ts';
import { symbolNamed } from './symbol.ts';
import {
  findAny,
  findCallable,
  give,
  mention,
  mentionVariables,
  openLevel,
  openTurn,
  topSymbol,
  type FindTopNames,
  type Reading,
  type Scope,
} from './reading.ts';

/**
 * Reads one file. Its top-level names are given when this returns, the rest when `readBodies` is called: files may
 * import one another.
 */
export function readNames(
  { file, parsed }: Module,
  topNames: FindTopNames,
): { readonly reading: Reading; readonly readBodies: () => void } {
  const reading: Reading = {
    file,
    text: parsed.text,
    top: openLevel().own,
    imports: new Map(),
    mentions: [],
    topNames,
  };
  const bodies = parsed.tree.items.map(item => declare(reading, item));
  return { reading, readBodies: () => bodies.forEach(readBody => readBody()) };
}

/** Gives a top-level name. Since items may stand in any order, what is in them is read when all have theirs. */
function declare(reading: Reading, item: Item): () => void {
  const scope = openLevel();
  switch (item.kind) {
    case 'import':
      declareImports(reading, item);
      return () => {};
    case 'let':
      give(reading, reading.top, 'let', item.name);
      return () => read(reading, scope, item.value);
    default:
      give(reading, reading.top, item.kind, item.name, () => scope.own);
      return () => {
        for (const { name, default: standard } of item.parameters) {
          if (standard) read(reading, scope, standard);
          give(reading, scope.own, 'parameter', name);
        }
        readGroup(reading, scope, item.body);
      };
  }
}

function declareImports(reading: Reading, { names, from }: Import): void {
  const target = resolvePath(reading.file, from.value);
  for (const { name, alias } of names) {
    const imported = () => topSymbol(reading, target, name.text);
    mention(reading, name.span, imported);
    if (alias) give(reading, reading.top, 'alias', alias, () => imported()?.members?.());
    else reading.imports.set(name.text, { file: target, name: name.text });
  }
}

function readGroup(reading: Reading, scope: Scope, { lines }: Group): void {
  for (const line of lines) readLine(reading, scope, line);
}

function readLine(reading: Reading, scope: Scope, line: Line): void {
  switch (line.kind) {
    case 'line':
      if (line.label) readLabelled(reading, scope, line.label, line.chain);
      else read(reading, scope, line.chain);
      return;
    case 'let':
      read(reading, scope, line.value);
      give(reading, scope.own, 'let', line.name);
      return;
    case 'output':
      for (const { name, chain } of line.entries)
        if (chain) readLabelled(reading, scope, { ...name, kind: 'label', quoted: false }, chain);
        else readName(reading, scope, name);
      return;
    case 'weights':
    case 'classes':
      return;
    default:
      for (const { value } of line.claims) read(reading, scope, value);
  }
}

/** A label on one call is its name, which holds the called block's names; on all else, and on a merge, it opens a level. */
function readLabelled(reading: Reading, scope: Scope, label: Label, chain: Expression): void {
  const steps = stepsOf(chain);
  const counted = steps.filter(
    (step, index) => !isShape(step) && !(index === 0 && startsAtTensor(reading, scope, step)),
  );
  const [only = steps[0]] = counted;
  const callee = only?.kind === 'call' ? only.callee : only;
  const name = counted.length < 2 && callee?.kind === 'name' ? callee.text : undefined;
  const called = name === undefined ? undefined : findAny(reading, scope, name);
  const opens = name === undefined || isMerge(reading, scope, name);
  const inner = opens ? openLevel(scope) : scope;
  read(reading, inner, chain);
  mentionVariables(reading, scope, label.span);
  if (!label.quoted)
    give(reading, scope.labels, 'tensor', label, opens ? () => inner.labels : () => called?.members?.());
}

const startsAtTensor = (reading: Reading, scope: Scope, step: Expression): boolean =>
  step.kind === 'member' ||
  (step.kind === 'name' && (step.text === 'in' || findAny(reading, scope, step.text)?.kind === 'tensor'));

const isMerge = (reading: Reading, scope: Scope, name: string): boolean =>
  operations.get(name)?.arity === 'many' && !findCallable(reading, scope, name);

/** Only a chain's first step may be a tensor; after it a name is what a call may name. */
type Position = 'first' | 'later';

function read(reading: Reading, scope: Scope, expression: Expression, position: Position = 'first'): void {
  switch (expression.kind) {
    case 'chain':
      for (const [index, step] of expression.steps.entries()) read(reading, scope, step, index > 0 ? 'later' : 'first');
      return;
    case 'name':
      readName(reading, scope, expression, position);
      return;
    case 'member':
      readMember(reading, scope, expression);
      return;
    case 'call':
      readName(reading, scope, expression.callee, 'later');
      for (const argument of expression.arguments) readArgument(reading, scope, expression, argument);
      return;
    case 'group':
      return readGroup(reading, scope, expression);
    case 'repeat':
      read(reading, scope, expression.count);
      return readGroup(reading, openTurn(scope), expression.body);
    case 'for':
      return readFor(reading, scope, expression);
    default:
      // Of what is left, all children are expressions.
      for (const child of childrenOf(expression)) read(reading, scope, child as Expression);
  }
}

function readName(reading: Reading, scope: Scope, name: Name, position: Position = 'first'): NameSymbol | undefined {
  if (name.text === '' || name.text === 'in') return undefined;
  const callable = position === 'later' ? findCallable(reading, scope, name.text) : undefined;
  const symbol = callable ?? findAny(reading, scope, name.text);
  mention(reading, name.span, constant(symbol));
  mentionVariables(reading, scope, name.span);
  return symbol;
}

function readMember(reading: Reading, scope: Scope, { object, name }: Member): () => NameSymbol | undefined {
  const owner =
    object.kind === 'member' ? readMember(reading, scope, object) : constant(readName(reading, scope, object));
  const symbol = () => {
    const names = owner()?.members?.();
    return names && symbolNamed(names, name.text);
  };
  if (name.text) mention(reading, name.span, symbol, true);
  return symbol;
}

const constant =
  <T>(value: T) =>
  (): T =>
    value;

/** In a merge a branch's label, elsewhere the name of a parameter. */
function readArgument(reading: Reading, scope: Scope, { callee }: Call, { label, value }: Argument): void {
  if (!label) return read(reading, scope, value);
  const options = operations.get(callee.text)?.parameters ?? {};
  if (isMerge(reading, scope, callee.text) && !Object.hasOwn(options, label.text))
    return readLabelled(reading, scope, label, value);
  const called = findCallable(reading, scope, callee.text);
  const parameter = () => {
    const member = called?.members?.()?.get(label.text);
    return member?.kind === 'parameter' ? member : undefined;
  };
  mention(reading, label.span, parameter, true);
  read(reading, scope, value);
}

function readFor(reading: Reading, scope: Scope, { names, from, to, body }: For): void {
  read(reading, scope, from);
  if (to) read(reading, scope, to);
  const turn = openTurn(scope);
  for (const name of names) give(reading, turn.own, 'variable', name);
  readGroup(reading, turn, body);
}
