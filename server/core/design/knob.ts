/** What may be changed in a text, by how much. */
import type { TextEdit } from '../diagnostics.ts';
import type { Call } from '../language/tree.ts';
import type { Operation } from '../ops/operation.ts';
import type { Text } from '../words.ts';
import { argumentOf } from './site.ts';

export interface Knob {
  /** Of one kind few are offered: of many places where a dilation would do, the best. */
  readonly kind: 'dilation' | 'ladder' | 'kernel' | 'stride' | 'layer' | 'depth' | 'width' | 'separable' | 'pool';
  /** About how much nearer to the aim one step brings; absent where only an analysis can tell. */
  readonly gain?: number;
  /** What a step is expected to cost, to compare knobs of one kind: the least is tried first. */
  readonly price: number;
  /** The change by a whole number of steps, at least 1; undefined beyond the last. */
  readonly turned: (steps: number) => Setting | undefined;
}

export interface Setting {
  /** `conv3: dilation 2`. */
  readonly title: Text;
  readonly edits: readonly TextEdit[];
}

export function parameterOf({ parameters }: Operation, name: string): Parameter | undefined {
  const place = Object.keys(parameters).indexOf(name);
  return place < 0 ? undefined : [place, name, ...(parameters[name]?.aliases ?? [])];
}

/** A parameter in a call: its place, and what it may be called there. */
export type Parameter = readonly [place: number, name: string, ...aliases: readonly string[]];

/** Whether what a call says of a parameter can be written over: a plain number, a word, or nothing. */
export function isPlain(call: Call, [place, ...names]: Parameter): boolean {
  const kind = argumentOf(call, place, ...names)?.value.kind;
  return kind === undefined || kind === 'number';
}

/** Gives parameters of a call other values; those that it does not mention are added at its end. */
export function callEdits(call: Call, changes: readonly (readonly [Parameter, number])[]): readonly TextEdit[] {
  const end = call.parentheses.end - 1;
  const added: string[] = [];
  const edits = changes.flatMap(([[place, name, ...aliases], value]) => {
    const argument = argumentOf(call, place, name, ...aliases);
    if (!argument) added.push(`${call.arguments.length + added.length > 0 ? ', ' : ''}${name}=${value}`);
    return argument ? [{ span: argument.value.span, text: String(value) }] : [];
  });
  return added.length === 0 ? edits : [...edits, { span: { start: end, end }, text: added.join('') }];
}
