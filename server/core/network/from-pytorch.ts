/** What a constructor of PyTorch's is in the language: as a tree, to be run, and as text, to be put in its place. */
import type { Argument, Call, Expression, Group, List, NumberLiteral } from '../language/tree.ts';
import type { Operation } from '../ops/operation.ts';
import { isLeftOut, parameterAt } from '../ops/torch-arguments.ts';
import { operationOfClass } from '../ops/torch-names.ts';
import type { Span } from '../text.ts';
import { namedParameters } from './parameter-names.ts';

export interface Written {
  readonly step: Call | Group;
  readonly text: string;
}

/** Undefined where there is no such layer. `source` is the text that the constructor stands in, `margin` its line's. */
export function fromPyTorch(
  source: string,
  constructor: Call,
  margin: string = marginAt(source, constructor.span.start),
): Written | undefined {
  if (constructor.callee.text === 'Sequential') return fromSequence(source, constructor, margin);
  const operation = operationOfClass(constructor.callee.text);
  if (!operation) return undefined;
  const { span, callee, parentheses } = constructor;
  const given = argumentsFrom(operation, constructor);
  const named = { ...callee, text: operation.name };
  return {
    step: { kind: 'call', span, callee: named, arguments: given, parentheses, broken: false },
    text: callText(source, operation, given),
  };
}

/** `nn.Sequential(…)` is a group, a layer a line; undefined if it holds anything but layers. */
function fromSequence(source: string, { span, arguments: given }: Call, margin: string): Written | undefined {
  const layers = given.map(({ label, value }) =>
    !label && value.kind === 'call' ? fromPyTorch(source, value, `${margin}  `) : undefined,
  );
  const known = layers.filter(layer => layer !== undefined);
  if (known.length < layers.length) return undefined;
  const lines = known.map(({ step }) => ({ kind: 'line', span: step.span, chain: step }) as const);
  const inner = known.map(({ text }) => `${margin}  ${text}\n`).join('');
  return { step: { kind: 'group', span, lines }, text: `{\n${inner}${margin}}` };
}

const marginAt = (source: string, offset: number): string =>
  /^[ \t]*/.exec(source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '';

function argumentsFrom(operation: Operation, constructor: Call): readonly Argument[] {
  const theirs = namedArguments(operation, constructor, place => parameterAt(operation, place));
  // `Conv2d(64, 3)`, in capitals by habit: read as a constructor, it has no kernel.
  const isOurs = !constructor.pytorch && !hasAllNeeded(operation, theirs);
  if (isOurs) return namedArguments(operation, constructor, place => Object.keys(operation.parameters)[place]);
  return (peculiar[operation.name] ?? (all => all))(theirs, constructor.callee.text);
}

const namedArguments = (
  operation: Operation,
  { arguments: given }: Call,
  nameAt: (place: number) => string | undefined,
): readonly Argument[] =>
  given.flatMap(({ label, span, value }, place) => {
    const name = label ? parameterNamed(operation, label.text) : nameAt(place);
    return name === undefined || value.kind === 'missing' ? [] : argumentOf(name, span, value);
  });

const hasAllNeeded = ({ parameters }: Operation, given: readonly Argument[]): boolean =>
  Object.entries(parameters).every(
    ([name, parameter]) => parameter.default !== undefined || given.some(({ label }) => label?.text === name),
  );

function parameterNamed(operation: Operation, name: string): string | undefined {
  const known = namedParameters(operation).byName.get(name) ?? foreign[operation.name]?.[name];
  return known ?? (isLeftOut(name) ? undefined : name);
}

/** Names of arguments that mean the same, counted or written otherwise; see `peculiar`. */
const foreign: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  flatten: { start_dim: 'start', end_dim: 'end' },
  ln: { normalized_shape: 'over' },
};

const argumentOf = (name: string, span: Span, value: Expression): Argument => ({
  kind: 'argument',
  span,
  label: { kind: 'label', span, text: name, quoted: false },
  value: bare(value),
});

/** A word in quotes is bare here. */
const bare = (value: Expression): Expression =>
  value.kind === 'text' && /^[a-z]\w*$/.test(value.value)
    ? { kind: 'name', span: value.span, text: value.value }
    : value;

/** Operations whose arguments are not only called otherwise. */
const peculiar: Readonly<Record<string, (given: readonly Argument[], className: string) => readonly Argument[]>> = {
  // PyTorch counts the batch.
  flatten: given =>
    given.flatMap(argument =>
      changed(argument, value =>
        value.kind === 'number' && value.value > 0 ? { ...value, value: value.value - 1 } : value,
      ),
    ),
  // PyTorch is told the sizes that are normalised.
  ln: given =>
    given.map(argument =>
      argument.label?.text === 'over' ? { ...argument, value: lastAxes(argument.value) } : argument,
    ),
  pad: (given, className) => [...given.map(padded), ...modeOf(className)],
};

/** Without what is the default then. */
function changed(argument: Argument, change: (value: Expression) => Expression): readonly Argument[] {
  const value = change(argument.value);
  return value.kind === 'number' && value.value === 0 ? [] : [{ ...argument, value }];
}

function lastAxes(shape: Expression): Expression {
  const { span } = shape;
  return shape.kind === 'list'
    ? ({ kind: 'number', span, value: shape.items.length } satisfies NumberLiteral)
    : { kind: 'name', span, text: 'last' };
}

/** PyTorch's padding begins with the last axis: `(left, right, top, bottom)`. */
function padded(argument: Argument): Argument {
  const { label, value } = argument;
  if (label?.text !== 'padding' || value.kind !== 'list' || value.items.length % 2 !== 0) return argument;
  const axes = Array.from({ length: value.items.length / 2 }, (_, axis): List => ({
    kind: 'list',
    span: value.span,
    items: value.items.slice(2 * axis, 2 * axis + 2),
  }));
  return { ...argument, value: { ...value, items: axes.toReversed() } };
}

/** `ReflectionPad2d` says in its name what it writes; zeros are what is written unless told. */
function modeOf(className: string): readonly Argument[] {
  const [, mode] = Object.entries(modes).find(([start]) => className.startsWith(start)) ?? [];
  if (mode === undefined) return [];
  const span = { start: 0, end: 0 };
  return [argumentOf('mode', span, { kind: 'name', span, text: mode })];
}

const modes: Readonly<Record<string, string>> = {
  Reflection: 'reflect',
  Replication: 'replicate',
  Circular: 'circular',
};

/** The first arguments stand without their names, as far as they must be given. */
function callText(source: string, { name, parameters }: Operation, given: readonly Argument[]): string {
  const order = Object.keys(parameters);
  const placeOf = ({ label }: Argument): number => order.indexOf(label?.text ?? '') >>> 0;
  const written = given
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((argument, index) => {
      const parameter = argument.label?.text ?? '';
      const isPlain = order[index] === parameter && parameters[parameter]?.default === undefined;
      const value = textOf(source, argument.value);
      return isPlain ? value : `${parameter}=${value}`;
    });
  return written.length === 0 ? name : `${name}(${written.join(', ')})`;
}

function textOf(source: string, value: Expression): string {
  if (value.kind === 'list') return listText(source, value);
  if (value.kind === 'number' || value.kind === 'boolean') return numberText(source, value);
  return value.kind === 'name' ? value.text : source.slice(value.span.start, value.span.end);
}

/** As it was written, if it still is what was written: `1e-5`. */
function numberText(
  source: string,
  { span, value }: { readonly span: Span; readonly value: number | boolean },
): string {
  const written = source.slice(span.start, span.end);
  return Number(written) === value ? written : String(value);
}

/** Sizes are written `1x7`. */
function listText(source: string, { items }: List): string {
  const texts = items.map(item => (item.kind === 'list' ? bracketed(source, item) : textOf(source, item)));
  const isSize = texts.length > 1 && texts.every(text => /^\d+$/.test(text));
  return isSize ? texts.join('x') : `[${texts.join(', ')}]`;
}

const bracketed = (source: string, { items }: List): string =>
  `[${items.map(item => textOf(source, item)).join(', ')}]`;
