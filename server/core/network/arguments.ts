/** Binds the arguments of an operation's call to its parameters. */
import { closest } from '../closest.ts';
import type { Argument, Call, Label, Name } from '../language/tree.ts';
import type { Operation } from '../ops/operation.ts';
import { argumentCalledElsewhere } from '../ops/other-names.ts';
import type { Parameter, Plain } from '../ops/parameters.ts';
import { isLeftOut, parameterAt } from '../ops/torch-arguments.ts';
import type { Shape } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import { evaluate } from './evaluate.ts';
import { refer, report, reportFinding, type Expansion } from './expansion.ts';
import { namedParameters, wordsOf } from './parameter-names.ts';
import type { Scope } from './scope.ts';
import { formatValue, plainOf } from './values.ts';
import { ENGLISH, say, type Text } from '../words.ts';

/** Arguments by parameter, defaults filled in. */
export interface BoundArguments {
  readonly values: Readonly<Record<string, unknown>>;
  /** Where a parameter's argument stands; undefined for one that was not given. */
  readonly spanOf: (parameter: string) => Span | undefined;
  /** False when something is missing or could not be read: the parser or this has said so. */
  readonly sound: boolean;
}

/** How many spatial axes a tensor has, if its shape is known. */
export const axesOf = (shape: Shape | undefined): number | undefined => shape && shape.length - 1;

/** A broken call is not checked: the parser has said what is wrong with it. */
export const isBroken = (step: Name | Call): boolean => step.kind === 'call' && step.broken;

/**
 * Reads a call's arguments for a tensor with `axes` spatial axes, undefined where that is not known. A value that cannot
 * be read is reported and stands as unknown; a broken call is read silently.
 */
export function bindArguments(
  expansion: Expansion,
  scope: Scope,
  step: Name | Call,
  operation: Operation,
  axes: number | undefined,
): BoundArguments {
  const broken = isBroken(step);
  if (broken) expansion.muted += 1;
  const given = matchParameters(expansion, scope, step, operation);
  // What seems to be missing may be what is called by a wrong name.
  const isUnread = step.kind === 'call' && given.size < step.arguments.length;
  const values: Record<string, unknown> = {};
  let sound = !broken && !isUnread;
  for (const [name, parameter] of namedParameters(operation).entries) {
    const argument = given.get(name);
    const read = argument
      ? readArgument(expansion, scope, argument, parameter, axes)
      : isUnread && parameter.default === undefined
        ? unreadable(parameter.type, axes)
        : readDefault(expansion, scope, step, operation, name, parameter, axes);
    values[name] = read.value;
    sound &&= read.sound;
  }
  if (broken) expansion.muted -= 1;
  return { values, sound, spanOf: name => given.get(name)?.value.span };
}

interface Read {
  readonly value: unknown;
  readonly sound: boolean;
}

const NOTHING_GIVEN: ReadonlyMap<string, Argument> = new Map();

/** Pairs what is written with the parameters: by place, then by name or alias. */
function matchParameters(
  expansion: Expansion,
  scope: Scope,
  step: Name | Call,
  operation: Operation,
): ReadonlyMap<string, Argument> {
  if (step.kind !== 'call' || step.arguments.length === 0) return NOTHING_GIVEN;
  const given = new Map<string, Argument>();
  const placed = placedCount(step.arguments);
  for (const [index, argument] of step.arguments.entries()) {
    const name = argument.label
      ? namedParameter(expansion, scope, step, operation, argument, argument.label)
      : placedParameter(expansion, scope, operation, index, placed, argument);
    if (name === undefined) continue;
    if (given.has(name))
      report(expansion, scope.frame, argument.span, 'argument-twice', {
        name,
        callee: operation.name,
        hint: twiceHint(operation),
      });
    else given.set(name, argument);
  }
  return given;
}

/** Whoever writes what PyTorch is told first, the channels that enter, is one place further than they think. */
const twiceHint = (operation: Operation): Text =>
  parameterAt(operation, 0) === undefined ? say` The channels that enter are inferred, and not written.` : '';

/** How many arguments stand before the first that has a name. */
export function placedCount(given: readonly Argument[]): number {
  const firstNamed = given.findIndex(({ label }) => label);
  return firstNamed < 0 ? given.length : firstNamed;
}

/** Of arguments that are too many, the first is told. */
function placedParameter(
  expansion: Expansion,
  scope: Scope,
  operation: Operation,
  index: number,
  placed: number,
  argument: Argument,
): string | undefined {
  if (index >= placed) {
    report(expansion, scope.frame, argument.span, 'positional-after-named', {});
    return undefined;
  }
  const { entries } = namedParameters(operation);
  const name = entries[index]?.[0];
  if (index === entries.length) {
    const names = entries.map(([known]) => known).join(', ');
    const details = { callee: operation.name, most: entries.length, names };
    report(expansion, scope.frame, argument.span, 'too-many-arguments', details);
  }
  return name;
}

function namedParameter(
  expansion: Expansion,
  scope: Scope,
  step: Call,
  operation: Operation,
  argument: Argument,
  { text, span }: Label,
): string | undefined {
  const { entries, byName } = namedParameters(operation);
  const found = byName.get(text);
  if (found !== undefined) {
    refer(expansion, scope.frame, span, { kind: 'argument', name: found, operation });
    return found;
  }
  const names = entries.map(([name]) => name);
  const meant = isLeftOut(text) ? undefined : (argumentCalledElsewhere(text, names) ?? closest(text, names));
  const fixes = meant
    ? [{ title: say`Write ${meant}`, edits: [{ span, text: meant }] }]
    : isLeftOut(text)
      ? [{ title: say`Remove ${text}`, edits: [{ span: withComma(step, argument), text: '' }] }]
      : [];
  const details = { name: text, callee: operation.name, hint: hintOf(text, meant, names) };
  report(expansion, scope.frame, span, 'unknown-argument', details, { fixes });
  return undefined;
}

function hintOf(name: string, meant: string | undefined, names: readonly string[]): Text {
  if (/^(in|num)_(channels|features)$/.test(name)) return say` It is inferred from the tensor that enters.`;
  if (isLeftOut(name)) return say` What PyTorch is told by it is known here, or of no account: leave it out.`;
  if (meant) return say` Did you mean ${meant}?`;
  return names.length > 0 ? say` It takes ${names.join(', ')}.` : say` It takes none.`;
}

/** An argument with the comma that is left over without it. */
function withComma({ arguments: given }: Call, argument: Argument): Span {
  const index = given.indexOf(argument);
  const [before, next] = [given[index - 1], given[index + 1]];
  const { start, end } = argument.span;
  if (next) return { start, end: next.span.start };
  return { start: before?.span.end ?? start, end };
}

function readArgument(
  expansion: Expansion,
  scope: Scope,
  { value: expression }: Argument,
  { type }: Parameter,
  axes: number | undefined,
): Read {
  const value = evaluate(expansion, scope, expression, wordsOf(type));
  const plain = plainOf(value);
  if (plain === undefined) {
    const wants = say`${type.wants}, not ${formatValue(value)}`;
    report(expansion, scope.frame, expression.span, 'argument-type', { wants });
  }
  // Without a tensor the axes are not known: nothing can be said of the argument.
  if (plain === undefined || axes === undefined || holdsUnknown(plain)) return unreadable(type, axes);
  const read = type.read(plain, axes);
  if ('value' in read) return { value: read.value, sound: true };
  reportFinding(expansion, scope.frame, expression.span, read.finding);
  return unreadable(type, axes);
}

/** Where the axes are not known, two are as good as any. */
const unreadable = (type: Parameter['type'], axes = 2): Read => ({ value: type.unknown(axes), sound: false });

const holdsUnknown = (plain: Plain): boolean =>
  typeof plain === 'number' ? Number.isNaN(plain) : Array.isArray(plain) && plain.some(holdsUnknown);

function readDefault(
  expansion: Expansion,
  scope: Scope,
  step: Name | Call,
  operation: Operation,
  name: string,
  parameter: Parameter,
  axes = 2,
): Read {
  const { type, default: standard } = parameter;
  if (standard === undefined) {
    const callee = step.kind === 'call' ? step.callee : step;
    report(expansion, scope.frame, callee.span, 'missing-argument', {
      callee: operation.name,
      name,
      wants: type.wants,
    });
    return unreadable(type, axes);
  }
  return standardValue(operation, name, parameter, standard, axes);
}

/** What defaults are read as, by the number of axes: always the same, and asked for by every layer. */
const standardValues = new WeakMap<Parameter, Read[]>();

function standardValue(
  { name: callee }: Operation,
  name: string,
  parameter: Parameter,
  standard: Plain,
  axes: number,
): Read {
  const known = standardValues.get(parameter) ?? [];
  const before = known[axes];
  if (before) return before;
  const read = parameter.type.read(standard, axes);
  if (!('value' in read))
    throw new Error(`The default of ${callee}.${name} cannot be read: ${ENGLISH(read.finding.message)}`);
  const value = { value: read.value, sound: true };
  known[axes] = value;
  standardValues.set(parameter, known);
  return value;
}
