/** What is timed: edits of a text, and what of their maps comes into the page. */
import type { Program } from '#core/interchange/program.ts';
import { elements } from '#core/ops/shape.ts';
import { Runs } from '../../client/preview/runs.ts';
import type { LayerMap } from '../../client/preview/worker/messages.ts';
import type { Subject } from '../measure.ts';
import type { Run } from './engine.ts';
import { programOf } from './program.ts';

/** A model of a text, and the text once it is edited. It is edited forth and back. */
export interface Edited {
  readonly model: string;
  readonly texts: readonly [before: string, after: string];
}

/** From a text to its program: what the language server does. */
export function lowering({ model, texts }: Edited): Subject {
  const next = forthAndBack(texts);
  return { run: () => programOf(next(), model).layers.length, gives: programOf(texts[0], model).layers.length };
}

/** From a program to the maps of all its layers in the page. `first` gets the times of the first ones. */
export function allMaps(edited: Edited, run: Run, first: number[]): Subject {
  const next = forthAndBack(programsOf(edited));
  return {
    gives: 0,
    run: async () => {
      const program = next();
      const ran = await run(program);
      first.push(ran.first);
      return missing(program, allLayers(program), ran.layers);
    },
  };
}

/** Nothing of what it shows in one window: about four megabytes a layer of a large network's first ones. */
const VISIBLE_BYTES = 12e6;

/** After an edit of everything: only the maps that fill a window from the top come into the page. */
export function visibleMaps(edited: Edited, run: Run): Subject {
  const next = forthAndBack(programsOf(edited));
  const runs = new Runs();
  let edits = 0;
  return {
    gives: 0,
    run: async () => {
      const program = next();
      const seen = firstOf(program, VISIBLE_BYTES);
      for (const layer of seen) runs.see(program.layers[layer]?.path ?? '', true);
      const { id, part } = runs.begin(program, String(edits++));
      const ran = await run(program, part);
      runs.take(id, ran);
      return missing(program, seen, ran.layers);
    },
  };
}

/** After an edit below most of a network: the maps of all layers from the first that it changes on. */
export function suffixMaps(edited: Edited, run: Run): Subject {
  const next = forthAndBack(programsOf(edited));
  const runs = new Runs();
  return {
    gives: 0,
    run: async () => {
      const program = next();
      for (const { path } of program.layers.slice(Math.ceil((2 / 3) * program.layers.length))) runs.see(path, true);
      const { id, maps, part } = runs.begin(program, '');
      const ran = await run(program, part);
      runs.take(id, ran);
      return missing(program, part.wanted, [...maps.values(), ...ran.layers]);
    },
  };
}

const programsOf = ({ model, texts: [before, after] }: Edited): readonly [Program, Program] => [
  programOf(before, model),
  programOf(after, model),
];

/** The one after the other, the second first. */
function forthAndBack<Item>(items: readonly [Item, Item]): () => Item {
  let edits = 0;
  return () => items[++edits % 2 === 0 ? 0 : 1];
}

const allLayers = ({ layers }: Program): readonly number[] => [...layers.keys()];

/** How many numbers of these layers' maps did not come. */
const missing = ({ layers }: Program, wanted: readonly number[], came: readonly LayerMap[]): number => {
  const lengths = new Map(came.map(({ layer, data }) => [layer, data.length]));
  return wanted.reduce((sum, layer) => sum + elements(layers[layer]?.shape ?? []) - (lengths.get(layer) ?? 0), 0);
};

/** The layers from the top whose maps have so many bytes together. */
function firstOf({ layers }: Program, bytes: number): readonly number[] {
  let sum = 0;
  return [...layers.keys()].filter(layer => (sum += layers[layer]?.activationBytes ?? 0) <= bytes);
}
