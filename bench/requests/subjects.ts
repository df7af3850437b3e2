/** What an editor asks about a document, with the answer that is known beforehand. */
import { setTimeout } from 'node:timers/promises';
import { typistIn } from '../keystroke/typist.ts';
import type { Subject } from '../measure.ts';
import type { Editor } from './editor.ts';

/** Between two keys, in milliseconds: 25 keys a second, which is faster than anyone types. */
export const PAUSE = 40;

/** What is asked about the whole text, after each edit. */
export interface Overview {
  readonly method: string;
  /** How many things it tells, those within others counted. */
  readonly gives: number;
}

interface Told {
  readonly children?: readonly Told[];
}

export interface Subjects {
  readonly diagnostics: Subject;
  /** The same of someone who types as fast as people do. */
  readonly unhurried: Subject;
  readonly hover: Subject;
  readonly completion: Subject;
  readonly overview: Subject;
}

export function subjectsOf({ edit, ask }: Editor, document: string, overview: Overview): Subjects {
  const { type, layer: position } = typistIn(document);
  const range = { start: { line: 0, character: 0 }, end: { line: document.split('\n').length, character: 0 } };
  const afterKey = (run: () => Promise<number>, gives: number): Subject => ({
    run: async () => {
      await edit(type());
      return run();
    },
    gives,
  });
  const diagnostics = async () => (await ask<{ readonly items: readonly unknown[] }>('diagnostic')).items.length;
  const offered = async () => itemsOf(await ask<Completions>('completion', { position })).filter(isMaxpool).length;
  const told = async () => countOf(await ask<readonly Told[]>(overview.method, { range }));
  return {
    diagnostics: afterKey(diagnostics, 1),
    unhurried: { ...afterKey(diagnostics, 1), before: () => setTimeout(PAUSE) },
    hover: { run: async () => ((await ask<object | null>('hover', { position })) ? 1 : 0), gives: 1 },
    completion: afterKey(offered, 1),
    overview: afterKey(told, overview.gives),
  };
}

const countOf = (told: readonly Told[]): number =>
  told.reduce((count, { children = [] }) => count + countOf(children), told.length);

interface Item {
  readonly label: string;
}
type Completions = readonly Item[] | { readonly items: readonly Item[] };

const itemsOf = (completions: Completions): readonly Item[] =>
  'items' in completions ? completions.items : completions;

const isMaxpool = ({ label }: Item): boolean => /^"?maxpool"?$/.test(label);
