/** Changes of the text that more than one rule offers. */
import type { Fix, TextEdit } from '../diagnostics.ts';
import type { Call } from '../language/tree.ts';
import type { Layer } from '../network/network.ts';
import type { Span } from '../text.ts';
import type { Sentence } from '../words.ts';
import { onlyReader, type Subject } from './rule.ts';

/** Where the layer stands that advice is about. */
export interface FixPlace {
  /** Of the whole file. */
  readonly text: string;
  readonly span: Span;
  /** Where it is written with parentheses. */
  readonly call: Call | undefined;
}

/** Gives arguments of a call other values, those that are not written at its end. */
export function argumentEdits(
  { arguments: written, parentheses }: Call,
  changes: readonly (readonly [name: string, value: string, position?: number])[],
): readonly TextEdit[] {
  const end = parentheses.end - 1;
  const added: string[] = [];
  const edits = changes.flatMap(([name, value, position]) => {
    const positional = position === undefined ? undefined : written[position];
    const argument =
      written.find(({ label }) => label?.text === name) ?? (positional && !positional.label ? positional : undefined);
    if (!argument) added.push(`${written.length + added.length > 0 ? ', ' : ''}${name}=${value}`);
    return argument ? [{ span: argument.value.span, text: value }] : [];
  });
  return added.length === 0 ? edits : [...edits, { span: { start: end, end }, text: added.join('') }];
}

/** Other values for some arguments of a layer's call. */
export const settingArguments =
  (layer: Layer, title: Sentence, values: Readonly<Record<string, string>>) =>
  ({ call }: FixPlace): readonly Fix[] => {
    const names = Object.keys(layer.operation.parameters);
    const changes = Object.entries(values).map(([name, value]) => [name, value, names.indexOf(name)] as const);
    return call ? [{ title, edits: argumentEdits(call, changes) }] : [];
  };

/** Puts steps before the call. */
export const putBefore = (title: Sentence, step: string, { start }: Span): Fix => ({
  title,
  edits: [{ span: { start, end: start }, text: `${step} -> ` }],
});

/** Puts a step behind the call. */
export const putBehind = (title: Sentence, step: string, { end }: Span): Fix => ({
  title,
  edits: [{ span: { start: end, end }, text: ` -> ${step}` }],
});

/** Takes a step out of its chain, or with its line. None where it is all of something else. */
export function takeOut(title: Sentence, { text, span }: FixPlace): readonly Fix[] {
  const [head, tail] = [text.slice(0, span.start), text.slice(span.end)];
  const [arrowBefore] = /\s*->\s*$/.exec(head) ?? [];
  const [arrowAfter] = /^\s*->\s*/.exec(tail) ?? [];
  const [indent] = /(?<=\n)[ \t]*$/.exec(head) ?? [];
  const [lineEnd] = /^[ \t]*\n/.exec(tail) ?? [];
  const around =
    arrowBefore !== undefined
      ? { start: span.start - arrowBefore.length, end: span.end }
      : arrowAfter !== undefined
        ? { start: span.start, end: span.end + arrowAfter.length }
        : indent !== undefined && lineEnd !== undefined
          ? { start: span.start - indent.length, end: span.end + lineEnd.length }
          : undefined;
  return around ? [{ title, edits: [{ span: around, text: '' }] }] : [];
}

/**
 * Moves the first of some layers that follow one another behind the others; their calls change places. None where they
 * are not written together, run apart from one another, or have labels that would change hands.
 */
export function moveBehind(subject: Subject, layers: readonly Layer[], title: Sentence) {
  const spans = layers.map(({ origin }) => origin.span);
  const isTogether = layers.every(({ origin, path }) => {
    const [first] = layers;
    return origin.file === first?.origin.file && origin.caller === first.origin.caller && /(^|\.)\d+$/.test(path);
  });
  const follow = layers.every(
    (layer, order) => order === 0 || isAlwaysAfter(subject, layers[order - 1] ?? layer, layer),
  );
  return ({ text }: FixPlace): readonly Fix[] => {
    const texts = spans.map(({ start, end }) => text.slice(start, end));
    const moved = [...texts.slice(1), ...texts.slice(0, 1)];
    const edits = spans.map((span, order) => ({ span, text: moved[order] ?? '' }));
    return isTogether && follow ? [{ title, edits }] : [];
  };
}

/** Whether each run of the one's call is read by a run of the other's alone. */
const isAlwaysAfter = (subject: Subject, one: Layer, other: Layer): boolean =>
  subject.layers
    .filter(layer => isSameCall(layer, one))
    .every(layer => {
      const reader = onlyReader(subject, layer);
      return reader !== undefined && isSameCall(reader, other);
    });

const isSameCall = ({ origin }: Layer, other: Layer): boolean =>
  origin.file === other.origin.file && origin.span.start === other.origin.span.start;
